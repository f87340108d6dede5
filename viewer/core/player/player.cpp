#include "viewer/core/player/player.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "engine/record/interventions.h"
#include "viewer/core/player/patience.h"

namespace grove {
namespace {

constexpr std::size_t kEventsAhead = 100'000;
constexpr SimTime kTimeAhead{60'000'000'000};
// Events that are still one step of another's clock.
constexpr std::size_t kNear = 60;
// Operations without an event, from which on a person should know what goes on.
constexpr int64_t kLongSilence = 1'000'000;

SimTime end_of(const Record& record) {
  return record.size() == 0 ? SimTime{0} : record.at(record.size() - 1).t;
}

// The nearest cause that a person steps by.
EventId cause_of(const Record& record, EventId event) {
  EventId cause = record[event].cause;
  while (cause && role_of(record[cause].kind()) != EventRole::kStepEvent) {
    cause = record[cause].cause;
  }
  return cause;
}

}  // namespace

void Player::load(Recording* recording) {
  model_.reset();
  recording_ = recording;
  model_.emplace(recording_->record());
  now_ = model_->now();
  ++runs_;
  silent_ = 0;
  grown_to_ = record().size();
  held_ = false;
  furthest_ = 0;
  awaits_first_picture_ = false;
  goal_.reset();
  playback_.pause();
}

// --- a record that comes in by and by

bool Player::at_live_edge() const {
  return !empty() && recording_->live() && !held_ && model_->position() == grown_to_;
}

void Player::grow() {
  // The last that comes in is still shown, though then nothing is live any more.
  const bool goes_along = !held_ && model_->position() == grown_to_;
  recording_->catch_up();
  if (record().size() == grown_to_) return;
  grown_to_ = record().size();
  held_ = false;
  if (goes_along && !goal_) go_to(grown_to_);
}

// --- the way to a place

// At once, unless the program computes for long before it has a task: then as soon as it has one.
void Player::go_to_first_picture() {
  constexpr int64_t kSlice = 1'000, kMost = 200'000;
  Patience patience;
  for (int64_t done = 0; done < kMost && !recording_->complete() && first_picture() == 0;) {
    recording_->advance(kSlice, &patience);
    if (patience.over()) break;
    done += kSlice;
  }
  jump_to(first_picture());
  untouched_ = true;
  awaits_first_picture_ = first_picture() == 0 && !recording_->complete();
}

std::size_t Player::first_picture() const {
  for (std::size_t i = 0; i < record().size(); ++i) {
    if (record().at(i).kind() == EventKind::kTaskSpawned) return i + 1;
  }
  return 0;
}

// The run that is shown has to go on.
bool Player::wants_to_compute() const {
  if (recording_->complete()) return false;
  if (goal_) return true;
  const bool many = record().size() - model_->position() >= kEventsAhead;
  return !many && end_of(record()) - now_ < kTimeAhead;
}

void Player::compute(int64_t operations, Onlooker* onlooker) {
  const std::size_t before = record().size();
  compute_ahead(operations, onlooker);
  silent_ = record().size() == before ? silent_ + operations : 0;
  if (awaits_first_picture_ && untouched_ && first_picture() > 0) go_to_first_picture();
  if (goal_) pursue_goal();
}

void Player::compute_ahead(int64_t operations, Onlooker* onlooker) {
  if (recording_->complete()) return;
  computes_ = true;
  recording_->advance(operations, onlooker);
  computes_ = false;
}

void Player::go_to(std::size_t position) {
  model_->seek(position);
  now_ = model_->now();
  furthest_ = std::max(furthest_, position);
  untouched_ = false;
  ++moves_;
}

void Player::jump_to(std::size_t position) {
  ++jumps_;
  go_to(position);
}

void Player::hold_at(std::size_t position) {
  jump_to(position);
  held_ = position == grown_to_;
}

void Player::stand_at(std::size_t position, SimTime now) {
  const std::size_t here = model_->position();
  untouched_ = false;
  if (position < here || position > here + kNear) {
    jump_to(position);
  } else if (position > here) {
    go_to(position);
  }
  const bool between = position < record().size();
  now_ = between ? std::clamp(now, model_->now(), std::max(model_->now(), record().at(position).t))
                 : std::max(model_->now(), now);
}

void Player::pursue(Goal goal) {
  goal_ = std::move(goal);
  if (goal_->done) searched_ = goal_->done->from;
  playback_.pause();
  pursue_goal();
}

// Until it is computed, the end of what is recorded is shown, so that one sees it get there.
void Player::pursue_goal() {
  const bool all = recording_->complete();
  if (goal_->done && !find_done() && !all) {
    jump_to(std::min(goal_->done->from, record().size()));
    return;
  }
  std::size_t place = record().size();
  bool reached = all;
  if (goal_->position) {
    reached = reached || *goal_->position <= record().size();
    if (reached) place = std::min(*goal_->position, record().size());
  } else {
    reached = reached || end_of(record()) > *goal_->time;
    if (reached) place = position_at(record(), *goal_->time);
  }
  jump_to(place);
  if (!reached) return;
  const bool between = goal_->time && place < record().size();
  if (between) now_ = std::clamp(*goal_->time, now_, std::max(now_, record().at(place).t));
  goal_.reset();
}

// Once the event is recorded, the goal is the position behind it.
bool Player::find_done() {
  for (; searched_ < record().size(); ++searched_) {
    const auto* applied = record().at(searched_).get_if<InputApplied>();
    if (applied == nullptr || record().input(applied->input).known != goal_->done->what) continue;
    goal_ = Goal{.time = std::nullopt, .position = searched_ + 1};
    return true;
  }
  return false;
}

void Player::tick(double seconds, TaskId selected) {
  const Playback::Due due = playback_.pass(seconds);
  if (empty() || !playback_.playing()) return;
  if (due.steps > 0) play_steps(due.steps, selected);
  if (due.time > SimTime{0}) play_time(due.time);
  const bool at_end = model_->position() == record().size();
  if (at_end && recording_->complete()) playback_.pause();
}

void Player::play_steps(int steps, TaskId selected) {
  for (; steps > 0 && playback_.playing(); --steps) {
    const std::size_t from = model_->position();
    std::size_t to = next_stop(record(), from, playback_.step(), +1, selected);
    // At the end of what is computed so far there may be no stop yet.
    if (to == record().size() && !recording_->complete()) {
      // So far ahead without one, it goes along, or nothing further would ever be computed.
      if (to - from >= kEventsAhead) go_to(to);
      return;
    }
    to = pause_at_breakpoint(from, to);
    go_to(to);
    if (to == record().size()) return;
  }
}

// Where playing from one position to another comes to: to its end, or to a breakpoint before, where
// it pauses.
std::size_t Player::pause_at_breakpoint(std::size_t from, std::size_t to) {
  for (std::size_t position = from + 1; position <= to; ++position) {
    if (!breaks(position)) continue;
    playback_.pause();
    return position;
  }
  return to;
}

void Player::play_time(SimTime time) {
  const SimTime goal = now_ + time;
  const std::size_t from = model_->position();
  const std::size_t to = pause_at_breakpoint(from, position_at(record(), goal));
  go_to(to);
  const bool between = to < record().size() && playback_.playing();
  if (between) now_ = goal;
}

// True if the last of the first `position` events comes to a line with a breakpoint.
bool Player::breaks(std::size_t position) const {
  if (breakpoints_.empty()) return false;
  return is_stop(record().at(position - 1), {.what = Stop::What::kBreakpoint}, breakpoints_);
}

// --- what a person asks for

void Player::restart() {
  if (empty()) return;
  const bool was_playing = playback_.playing();
  jump_to(first_picture());
  if (was_playing) playback_.play();
}

void Player::toggle_play() {
  if (empty()) return;
  if (playback_.playing()) return playback_.pause();
  if (recording_->live() && model_->position() == grown_to_) {
    held_ = !held_;
    return messages_.notify(held_ ? "Held here; what comes in is kept, and End is live again."
                                  : "Live again.");
  }
  // At the end, playing means playing again.
  if (recording_->complete() && model_->position() == record().size()) jump_to(first_picture());
  untouched_ = false;
  playback_.play();
}

void Player::step(StepKind kind, int direction, TaskId selected) {
  if (empty()) return;
  playback_.pause();
  const std::size_t least = std::min(first_picture(), model_->position());
  const std::size_t to = next_stop(record(), model_->position(), kind, direction, selected);
  go_to(std::max(to, least));
}

void Player::to_start() {
  if (empty()) return;
  playback_.pause();
  jump_to(first_picture());
}

void Player::to_end() {
  if (empty()) return;
  held_ = false;
  playback_.pause();
  jump_to(record().size());
}

void Player::run_to(const Stop& stop) {
  if (empty()) return;
  playback_.pause();
  const auto place = find_stop(record(), model_->position(), stop, breakpoints_);
  if (place) return jump_to(*place);
  const bool unset = stop.what == Stop::What::kBreakpoint && breakpoints_.empty();
  messages_.notify(unset ? "There is no breakpoint: click on a line of the program to set one."
                         : fmt::format("No later {} is recorded.", name_of(stop.what)));
}

void Player::to_cause() {
  if (empty() || !shown_event()) return;
  const EventId cause = cause_of(record(), shown_event());
  playback_.pause();
  if (cause) return jump_to(cause.index() + 1);
  messages_.notify("This has no earlier cause: it is where the run begins.");
}

void Player::to_effect() {
  if (empty() || !shown_event()) return;
  const EventId from = shown_event();
  playback_.pause();
  for (std::size_t i = from.index() + 1; i < record().size(); ++i) {
    const EventId event{static_cast<int32_t>(i)};
    if (role_of(record()[event].kind()) != EventRole::kStepEvent) continue;
    if (cause_of(record(), event) == from) return jump_to(i + 1);
  }
  messages_.notify("This causes nothing further.");
}

void Player::toggle_breakpoint(int32_t line) {
  if (breakpoints_.erase(line) == 0) breakpoints_.insert(line);
}

void Player::toggle_bookmark() {
  if (empty()) return;
  const std::size_t place = model_->position();
  const bool taken = bookmarks_.erase(place) > 0;
  if (!taken) bookmarks_.insert(place);
  messages_.notify(
      fmt::format("Bookmark {} at t = {}.", taken ? "removed" : "set", format_time(now_)));
}

void Player::add_breakpoints(const std::set<int32_t>& lines) {
  breakpoints_.insert(lines.begin(), lines.end());
}

// --- what is to be said about it

// What it computes is told where one waits for it: no step event is left to be shown.
std::string Player::computing() const {
  if (empty() || recording_->complete()) return "";
  const EventIndex& index = recording_->index();
  const bool waits = index.rank_of(model_->position()) >= index.step_events().size();
  if (!waits && !awaits_first_picture_) return "";
  // Drawn in the middle of computing, it is one built-in that has much to do.
  if (silent_ < kLongSilence && !computes_) return "";
  std::string so_far;
  if (silent_ >= kLongSilence) {
    so_far = fmt::format(", {} million operations so far", silent_ / kLongSilence);
  }
  const Line* last =
      record().size() == 0 ? nullptr : record().at(record().size() - 1).get_if<Line>();
  if (last == nullptr) return fmt::format("The program computes{}; no task has a turn.", so_far);
  // Lines that come without a checkpoint between are told up to some number, and then summed up.
  return fmt::format("{} computes, last seen at line {}{}: nobody else runs meanwhile.",
                     record().text(recording_->names().task(last->task).label), last->line, so_far);
}

EventId Player::shown_event() const {
  const std::size_t rank = recording_->index().rank_of(model_->position());
  return rank == 0 ? EventId{} : recording_->index().step_events()[rank - 1];
}

}  // namespace grove
