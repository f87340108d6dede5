#include "viewer/core/view/motion.h"

#include <algorithm>

namespace grove {
namespace {

// A step of so many events is a jump.
constexpr std::size_t kMostEvents = 20'000;
// At most so long it takes to show what one step brought; while playing, so many steps' time.
constexpr float kLongest = 2'400;
constexpr double kStepsBehind = 2.5;
constexpr double kUnhurried = 8;  // events a second

bool is_wave(const Event& event, bool goes_on) {
  return event.kind() == EventKind::kCancelRequested ||
         (goes_on && event.kind() == EventKind::kTaskScheduled);
}

// What one step may take, in all.
float budget_of(double events_per_second) {
  if (events_per_second <= 0) return kLongest;
  const double steps = events_per_second > kUnhurried ? 1 : kStepsBehind;
  return std::min(kLongest, static_cast<float>(steps * 1000 / events_per_second));
}

}  // namespace

void Motion::Piece::shift(float by) {
  for (float& begin : begins) begin += by;
  for (Act& act : acts) act.begin += by;
  end += by;
}

void Motion::start(const Record& record, std::size_t position) {
  model_.reset();
  record_ = &record;
  jump(position);
}

void Motion::jump(std::size_t position) {
  // The model stays where it is until it is needed: what follows a jump is often another.
  position_ = goal_ = first_ = position;
  begins_.clear();
  acts_.clear();
  playhead_ = free_ = 0;
}

void Motion::follow(std::size_t position, double events_per_second) {
  const std::size_t away = position > position_ ? position - position_ : position_ - position;
  if (away > kMostEvents) return jump(position);
  if (position == goal_) return;
  goal_ = position;
  if (!model_) model_.emplace(*record_);
  if (goal_ > last()) extend(goal_);
  if (goal_ < first_) prepend(goal_);
  if (goal_ < position_) playhead_ = std::min(playhead_, free_);
  choose_rate(events_per_second);
  bring_model_to(position_);
}

void Motion::choose_rate(double events_per_second) {
  const float budget = budget_of(events_per_second);
  if (goal_ < position_) {
    const float rest = playhead_ - begins_[goal_ - first_];
    rate_ = std::max(1.0f, rest / budget) / kBackwards;
  } else {
    rate_ = std::max(1.0f, (free_ - playhead_) / budget);
  }
}

void Motion::bring_model_to(std::size_t position) {
  if (model_->position() != position) model_->seek(position);
}

// --- laying out the tape

int Motion::depth_of(TaskId task) const {
  int depth = 0;
  while ((task = model_->task(task).parent)) ++depth;
  return depth;
}

// The acts of an event; the model stands right before it.
std::vector<Act> Motion::acts_of(std::size_t event, float climb) {
  const Event& e = record_->at(event);
  Act act{.event = event};
  if (const auto* spawned = e.get_if<TaskSpawned>()) {
    act.kind = Act::Kind::kSpawn;
    act.task = spawned->task;
    act.lasts = kEdgeGrows + kNodeGrows;
    act.tail = kRingFades;
    return {act};
  }
  if (const auto* asked = e.get_if<CancelRequested>()) {
    act.kind = Act::Kind::kAsk;
    act.task = asked->task;
    act.lasts = kAsks;
    act.before = moment_of(*model_, asked->task);
    // The owner is not below its own bracket.
    // A task that is cancelled by itself has none.
    const bool below = !asked->scope || model_->scope(asked->scope).task != asked->task;
    return below ? std::vector{act} : std::vector<Act>{};
  }
  if (const auto* told = e.get_if<CancelDelivered>()) {
    act.kind = Act::Kind::kTell;
    act.task = told->task;
    act.lasts = kTells;
    act.before = moment_of(*model_, told->task);
    return {act};
  }
  if (const auto* climbs = e.get_if<ExceptionPropagated>()) {
    if (!climbs->from || climbs->to.kind != Place::Kind::kNursery) return {};
    act.kind = Act::Kind::kClimb;
    act.task = climbs->from;
    act.nursery = NurseryId{climbs->to.id};
    act.exception = climbs->exception;
    act.lasts = climb;
    return {act};
  }
  if (const auto* closed = e.get_if<NurseryClosed>()) {
    std::vector<Act> acts = risings(*closed);
    for (Act& rise : acts) {
      rise.event = event;
      rise.lasts = climb;
    }
    return acts;
  }
  return {};
}

std::vector<Act> Motion::risings(const NurseryClosed& closed) const {
  const NurseryFacts& nursery = model_->nursery(closed.nursery);
  std::vector<Act> acts;
  for (const TaskId child : nursery.children) {
    const ExceptionId exception = waits_in_nursery(*model_, child);
    if (!exception) continue;
    acts.push_back({.kind = Act::Kind::kRise,
                    .task = child,
                    .nursery = closed.nursery,
                    .exception = exception});
  }
  return acts;
}

// The events [from, to), beginning at 0. Leaves the model anywhere.
Motion::Piece Motion::lay_out(std::size_t from, std::size_t to) {
  Piece piece;
  int climbs = 0;
  for (std::size_t i = from; i < to; ++i) {
    climbs += record_->at(i).kind() == EventKind::kExceptionPropagated ? 1 : 0;
  }
  const float climb = climbs > kMostClimbs ? kClimbsInAll / static_cast<float>(climbs) : kClimbs;
  // Requests that belong to one wave begin together; each then waits for its level.
  bool wave = false;
  std::vector<std::size_t> asks;
  const auto let_wave_run = [&] {
    int least = 1 << 30;
    for (const std::size_t ask : asks) least = std::min(least, depth_of(piece.acts[ask].task));
    const float begin = piece.end;
    for (const std::size_t ask : asks) {
      Act& act = piece.acts[ask];
      act.begin = begin + kNextLevel * static_cast<float>(depth_of(act.task) - least);
      piece.end = std::max(piece.end, act.end());
    }
    asks.clear();
  };
  for (std::size_t i = from; i < to; ++i) {
    bring_model_to(i);
    if (!is_wave(record_->at(i), wave)) let_wave_run();
    wave = is_wave(record_->at(i), wave);
    piece.begins.push_back(piece.end);
    float lasts = 0;
    for (Act& act : acts_of(i, climb)) {
      act.begin = piece.end;
      if (reduced_) act.lasts = act.tail = 0;
      lasts = std::max(lasts, act.lasts);
      if (act.kind == Act::Kind::kAsk) asks.push_back(piece.acts.size());
      piece.acts.push_back(std::move(act));
    }
    if (!wave) piece.end += lasts;
  }
  let_wave_run();
  if (!reduced_) return piece;
  for (Act& act : piece.acts) {
    act.begin = 0;
    act.lasts = kCrossFade;
  }
  for (float& begin : piece.begins) begin = 0;
  piece.end = piece.acts.empty() ? 0 : kCrossFade;
  return piece;
}

void Motion::extend(std::size_t to) {
  if (begins_.empty()) first_ = position_;
  Piece piece = lay_out(last(), to);
  piece.shift(std::max(free_, playhead_));
  begins_.insert(begins_.end(), piece.begins.begin(), piece.begins.end());
  acts_.insert(acts_.end(), piece.acts.begin(), piece.acts.end());
  free_ = piece.end;
}

void Motion::prepend(std::size_t from) {
  if (begins_.empty()) first_ = position_;
  Piece piece = lay_out(from, first_);
  if (begins_.empty()) {
    playhead_ = free_ = piece.end;
  } else {
    piece.shift(begins_.front() - piece.end);
  }
  begins_.insert(begins_.begin(), piece.begins.begin(), piece.begins.end());
  acts_.insert(acts_.begin(), piece.acts.begin(), piece.acts.end());
  first_ = from;
}

// --- running along it

void Motion::pass(float seconds) {
  if (begins_.empty()) return;
  const float ms = std::max(0.0f, seconds) * 1000 * rate_;
  if (goal_ < position_) {
    run_back(ms);
  } else {
    run_on(ms);
  }
  if (position_ == goal_) {
    cut_behind_goal();
  } else {
    bring_model_to(position_);
  }
  trim();
}

void Motion::run_back(float ms) {
  playhead_ -= ms;
  while (position_ > goal_ && begins_[position_ - 1 - first_] > playhead_) --position_;
  if (position_ == goal_) rate_ = 1;
}

void Motion::run_on(float ms) {
  playhead_ += ms;
  while (position_ < goal_ && begins_[position_ - first_] <= playhead_) ++position_;
}

// What lies behind the goal was turned back from.
void Motion::cut_behind_goal() {
  if (last() <= goal_) return;
  begins_.erase(begins_.begin() + static_cast<std::ptrdiff_t>(goal_ - first_), begins_.end());
  std::erase_if(acts_, [&](const Act& act) { return act.event >= goal_; });
  free_ = 0;
  for (const Act& act : acts_) free_ = std::max(free_, act.end());
}

// What is over at the beginning of the tape is behind us.
void Motion::trim() {
  if (goal_ < position_) return;
  std::size_t over = 0;
  const auto is_over = [&](const Act& act) { return act.end() + act.tail <= playhead_; };
  while (first_ < position_ && !begins_.empty() && begins_.front() <= playhead_) {
    const std::size_t from = over;
    while (over < acts_.size() && acts_[over].event == first_ && is_over(acts_[over])) ++over;
    if (over < acts_.size() && acts_[over].event == first_) {
      over = from;
      break;
    }
    begins_.pop_front();
    ++first_;
  }
  acts_.erase(acts_.begin(), acts_.begin() + static_cast<std::ptrdiff_t>(over));
  if (!begins_.empty()) return;
  first_ = position_;
  playhead_ = free_ = 0;
  rate_ = 1;
}

// --- what is to be seen

const Act* Motion::find(Act::Kind kind, TaskId task) const {
  for (auto act = acts_.rbegin(); act != acts_.rend(); ++act) {
    if (act->event < position_ && act->kind == kind && act->task == task) return &*act;
  }
  return nullptr;
}

float Motion::progress(const Act& act) const {
  if (act.lasts <= 0) return playhead_ >= act.begin ? 1.0f : 0.0f;
  return std::clamp((playhead_ - act.begin) / act.lasts, 0.0f, 1.0f);
}

float Motion::progress(Act::Kind kind, TaskId task) const {
  const Act* act = find(kind, task);
  return act != nullptr ? progress(*act) : 1.0f;
}

float Motion::tail_left(const Act& act) const {
  if (act.tail <= 0) return 0;
  return std::clamp(1 - (playhead_ - act.end()) / act.tail, 0.0f, 1.0f);
}

}  // namespace grove
