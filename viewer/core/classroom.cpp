#include "viewer/core/classroom.h"

#include <algorithm>
#include <filesystem>
#include <utility>

#include "engine/base/numbers.h"
#include "engine/model/cursor.h"
#include "engine/scenario/load.h"

namespace grove {

namespace {

// A stop is reached in at most so many seconds.
constexpr double kLongestWay = 7;
// Of a bar's end, where the lesson says nothing of it.
constexpr SimTime kNudge{50'000'000};

std::string file_beside(const std::string& path, const std::string& slug) {
  return (std::filesystem::path(path).parent_path() / (slug + ".json")).string();
}

// A stop may be later than the last thing that happened here: at a time, or in the other pane.
void keep_time(Player* player, const LessonStage& stage, const LessonWalk& walk) {
  if (walk.phase() == LessonWalk::Phase::kOver) return;
  const std::size_t place = player->model().position();
  if (place == player->record().size()) player->stand_at(place, stage.time(walk.stop()));
}

}  // namespace

// --- which lesson

const Scenario* Classroom::scenario() const {
  return player_.empty() ? nullptr : sandbox_.branches().trunk().scenario.get();
}

bool Classroom::has_lesson() const { return scenario() != nullptr && scenario()->lesson; }

void Classroom::start() {
  if (!has_lesson()) return messages_.notify("There is no lesson to what is open.");
  if (walking()) return;
  std::shared_ptr<const Scenario> own = sandbox_.branches().trunk().scenario;
  std::shared_ptr<const Scenario> other;
  const std::string path = sandbox_.file().path;
  if (own->compare) {
    ScenarioResult read = load_scenario(files_, file_beside(path, own->compare->with));
    if (!read.scenario) {
      messages_.problems = std::move(read.problems);
      return messages_.notify("The scenario that stands beside this one cannot be read.");
    }
    other = std::make_shared<const Scenario>(std::move(*read.scenario));
  }
  auto stage = std::make_unique<LessonStage>(std::move(own), std::move(other));
  if (!stage->problems().empty()) {
    messages_.problems = stage->problems();
    return messages_.notify("The lesson cannot be given: its program does not run.");
  }
  player_.playback().pause();
  end();
  stage_ = std::move(stage);
  path_ = path;
}

bool Classroom::start_at(const std::string& step) {
  if (!has_lesson()) return false;
  const std::vector<LessonStep>& steps = scenario()->lesson->steps;
  int64_t number = 0;
  const bool numbered = read_whole(step, {1, static_cast<int64_t>(steps.size())}, &number).empty();
  const bool named = std::any_of(steps.begin(), steps.end(),
                                 [&](const LessonStep& each) { return each.id == step; });
  if (!numbered && !named) return false;
  start();
  asked_step_ = numbered ? steps[static_cast<std::size_t>(number - 1)].id : step;
  return stage_ != nullptr;
}

void Classroom::end() {
  if (walking()) play_freely();
  walk_.reset();
  stage_.reset();
  target_.reset();
  asked_step_.clear();
}

void Classroom::compute(int64_t operations, Onlooker* onlooker) {
  stage_->compute(operations, onlooker);
  if (stage_->ready()) prepare_walk();
}

void Classroom::prepare_walk() {
  const std::vector<bool>& fits = stage_->fits();
  if (std::none_of(fits.begin(), fits.end(), [](bool fit) { return fit; })) {
    stage_.reset();
    return messages_.notify("The program was changed: no stop of the lesson is in its run.");
  }
  walk_.emplace(stage_->lesson(), fits);
  const std::vector<LessonStep>& steps = stage_->lesson().steps;
  for (std::size_t i = 0; i < steps.size(); ++i) {
    if (steps[i].id == asked_step_) walk_->go_to(i);
  }
  asked_step_.clear();
  find_next();
  show();
  const auto missing = std::count(fits.begin(), fits.end(), false);
  if (missing > 0) {
    messages_.notify("The program was changed: the stops that its run does not have are left out.");
  }
}

// --- what is shown of it

bool Classroom::walking() const {
  return walk_ && !player_.empty() && &player_.recording() == stage_->shown(Pane::kLeft);
}

bool Classroom::asks() const {
  return walking() && (walk_->phase() == LessonWalk::Phase::kVoting ||
                       walk_->phase() == LessonWalk::Phase::kLocked);
}

bool Classroom::changed() const {
  if (!walk_ || player_.empty()) return false;
  const Branch& shown = sandbox_.branches().shown();
  if (sandbox_.branches().trunk().scenario.get() != &stage_->scenario()) return true;
  return shown.id != sandbox_.branches().trunk().id;
}

Recording* Classroom::beside() const {
  return walking() && stage_->has_two() ? stage_->shown(Pane::kRight) : nullptr;
}

// Whoever goes back on the left goes back on the right as well.
std::size_t Classroom::place_beside() const {
  const Record& record = beside()->record();
  const bool at_end = player_.model().position() == player_.record().size();
  if (at_end && !target_) return record.size();
  return position_at(record, player_.now());
}

bool Classroom::answered() const { return walk_->phase() == LessonWalk::Phase::kRevealed; }

// The stage takes the player, at the stop.
void Classroom::show() {
  stage_->open(walk_->stop(), answered());
  player_.load(stage_->shown(Pane::kLeft));
  enter(false);
}

void Classroom::enter(bool travels) {
  target_.reset();
  if (walk_->phase() == LessonWalk::Phase::kOver) {
    stage_->open_all();
  } else {
    stage_->open(walk_->stop(), answered());
  }
  note_progress(*walk_, &progress_[stage_->scenario().slug]);
  const bool over = walk_->phase() == LessonWalk::Phase::kOver;
  const std::size_t size = player_.record().size();
  const std::size_t place =
      over ? size : std::min(size, stage_->place(walk_->stop(), answered(), Pane::kLeft));
  const std::size_t here = player_.model().position();
  if (!travels || place <= here) {
    player_.playback().pause();
    if (place != here || !travels) player_.jump_to(place);
    keep_time(&player_, *stage_, *walk_);
    return;
  }
  const EventIndex& index = player_.recording().index();
  const auto steps = static_cast<double>(index.rank_of(place) - index.rank_of(here));
  target_ = place;
  Playback& playback = player_.playback();
  own_pace_ = playback.steps_per_second();
  own_clock_ = playback.clock();
  own_step_ = playback.step();
  playback.set_clock(PlayClock::kEventPace);
  playback.set_step(StepKind::kStepEvent);
  playback.set_steps_per_second(std::max(own_pace_, steps / kLongestWay));
  playback.play();
}

// The way is over; playing goes as it went before.
void Classroom::stop_travelling() {
  target_.reset();
  Playback& playback = player_.playback();
  playback.pause();
  playback.set_steps_per_second(own_pace_);
  playback.set_clock(own_clock_);
  playback.set_step(own_step_);
}

void Classroom::arrive() {
  if (!target_) return;
  const std::size_t place = *target_;
  stop_travelling();
  if (player_.model().position() != place) player_.jump_to(place);
  keep_time(&player_, *stage_, *walk_);
}

void Classroom::tick() {
  if (!target_) return;
  if (!walking()) return stop_travelling();
  if (player_.model().position() >= *target_ || !player_.playback().playing()) arrive();
}

void Classroom::follow() {
  if (stage_ == nullptr || player_.empty()) return;
  if ((sandbox_.file().path == path_ && has_lesson()) || walking()) return;
  // Another file is open.
  if (target_) stop_travelling();
  walk_.reset();
  stage_.reset();
}

// --- what a person does

void Classroom::go_on() {
  if (!walking()) return;
  if (target_) return arrive();
  if (walk_->go_on()) enter(walk_->phase() != LessonWalk::Phase::kLocked);
}

void Classroom::go_back() {
  if (!walking()) return;
  arrive();
  if (walk_->go_back()) enter(false);
}

void Classroom::vote(std::size_t choice, bool alone) {
  if (!walking() || target_) return;
  if (walk_->step().draw) return walk_->mark(choice);
  walk_->vote(choice, alone);
}

void Classroom::take_back(std::size_t choice) {
  if (walking() && !target_) walk_->take_back(choice);
}

void Classroom::lock() {
  if (!walking() || target_) return go_on();
  const bool voting = walk_->phase() == LessonWalk::Phase::kVoting;
  if (voting && !walk_->has_answer()) {
    return messages_.notify(walk_->step().draw ? "Mark something first; V shows the answer."
                                               : "Vote first, with 1 to 4; V shows the answer.");
  }
  go_on();
}

void Classroom::reveal() {
  if (!walking() || target_) return;
  if (walk_->reveal()) enter(true);
}

void Classroom::draw_until(SimTime until) {
  if (walking() && !target_) walk_->draw_until(until);
}

// More than is needed, and round, so that it does not tell the answer.
SimTime Classroom::drawn_span() const {
  const SimTime until = truth().until;
  const SimTime least = until == kNever ? SimTime{} : until - asked_at();
  SimTime span{100'000'000};
  while (span.ns < 2 * least.ns) span.ns *= 10;
  return span;
}

void Classroom::move_end(int direction) {
  if (!walking() || target_ || !walk_->step().draw) return;
  const SimTime tolerance = walk_->step().draw->tolerance;
  const SimTime nudge = tolerance.ns > 0 ? tolerance : kNudge;
  const SimTime at =
      walk_->answer().drawn.until == kNever ? player_.now() : walk_->answer().drawn.until;
  walk_->draw_until(std::max(player_.now(), SimTime{at.ns + direction * nudge.ns}));
}

bool Classroom::mark(TaskId task) {
  const bool asks = walking() && !target_ && walk_->phase() == LessonWalk::Phase::kVoting;
  if (!asks || !walk_->step().draw || !task) return false;
  const Names names(player_.record());
  const std::vector<std::string>& among = walk_->step().draw->among;
  for (std::size_t i = 0; i < among.size(); ++i) {
    if (names.find_task(among[i]) != task) continue;
    walk_->mark(i);
    return true;
  }
  return false;
}

void Classroom::play_freely() {
  if (!walking()) return;
  arrive();
  sandbox_.show_again(player_.model().position(), player_.now());
}

void Classroom::come_back() {
  if (!walk_) return start();
  if (walking()) return;
  if (sandbox_.branches().trunk().scenario.get() != &stage_->scenario()) {
    // The file itself is another one now.
    const std::string step = walk_->step().id;
    walk_.reset();
    stage_.reset();
    if (!start_at(step)) start();
    return;
  }
  player_.playback().pause();
  show();
}

bool Classroom::refuses_beyond() {
  if (!hides()) return false;
  messages_.notify(asks() ? "Hidden until you answer; V shows it."
                          : "The lesson has not come to that yet: PageDown goes on.");
  return true;
}

void Classroom::find_next() {
  next_path_.clear();
  next_title_.clear();
  for (const LessonStep& step : stage_->lesson().steps) {
    if (!step.next.empty()) next_path_ = file_beside(path_, step.next);
  }
  if (next_path_.empty()) return;
  const ScenarioResult read = load_scenario(files_, next_path_);
  if (!read.scenario) {
    next_path_.clear();
    return;
  }
  next_title_ = read.scenario->title.empty() ? read.scenario->slug : read.scenario->title;
}

void Classroom::forget_progress() {
  progress_.clear();
  messages_.notify("Progress and votes are forgotten: a new class can begin.");
}

}  // namespace grove
