// Two runs side by side: the other one is a sitting of its own, whose clock follows this one's.
#include <fmt/format.h>

#include <filesystem>
#include <utility>

#include "engine/lesson/machine_rules.h"
#include "engine/model/cursor.h"
#include "viewer/core/session.h"

namespace grove {

namespace {

// Where the other one stands when this one stands there: at the same time, and within an instant as
// many steps in, so that both go through it side by side.
std::size_t place_beside(const Player& here, const Player& there) {
  const Record& record = there.record();
  const EventId shown = here.shown_event();
  if (!shown || here.now() > here.model().now()) return position_at(record, here.now());
  const SimTime t = here.now();
  const EventIndex& index = here.recording().index();
  const auto range = index.instant_of(here.record(), shown);
  const std::size_t steps = index.rank_of(here.model().position()) - range.first;
  if (here.record()[shown].t != t || steps >= range.size()) return position_at(record, t);
  const EventIndex& other = there.recording().index();
  const std::size_t before = t.ns > 0 ? position_at(record, SimTime{t.ns - 1}) : 0;
  const std::size_t rank = other.rank_of(before) + steps;
  if (rank > other.step_events().size()) return position_at(record, t);
  const std::size_t place = other.position_of_rank(rank);
  return std::min(std::max(place, before), position_at(record, t));
}

}  // namespace

bool Session::compare_with(std::unique_ptr<Session> other, std::string left, std::string right) {
  if (other == nullptr || other->empty()) return false;
  beside_ = std::move(other);
  ++sides_;
  comparison_ = {};
  comparing_ = true;
  untrue_ = false;
  panes_ = Panes::kBoth;
  left_name_ = std::move(left);
  right_name_ = std::move(right);
  compared_path_ = document_.path();
  if (!view_.regions.presenting) view_.tab = BottomTab::kAlive;
  // What differs may be anywhere.
  view_.camera.aim = beside_->view_.camera.aim = CameraAim::kFit;
  return true;
}

void Session::compare_with_branch(const Branch& branch, const std::string& name) {
  if (branch.scenario == nullptr) {
    return messages_.notify("A record is not run again: there is nothing to put beside it.");
  }
  auto other = std::make_unique<Session>(files_);
  Branch copy = branch;
  copy.id = (*other->sandbox_.next_branch())++;
  copy.parent = kNoBranch;
  copy.departs_at.reset();
  if (!other->sandbox_.install(document_.path(), Branches(std::move(copy)))) {
    messages_.problems = other->messages_.problems;
    return;
  }
  compare_with(std::move(other), branches().shown().name, name);
}

void Session::compare_with_seed(int64_t seed) {
  if (empty()) return;
  Branch branch = branches().shown();
  const std::string own = fmt::format("seed {}", branch.inputs.seed);
  branch.inputs.seed = seed;
  compare_with_branch(branch, fmt::format("seed {}", seed));
  if (comparing_) left_name_ = own;
}

void Session::compare_with_file(const std::string& path) {
  if (empty()) return;
  auto other = std::make_unique<Session>(files_);
  if (other->open(path) != OpenResult::kOpened) {
    messages_.problems = other->problems();
    return messages_.notify("What should stand beside this one cannot be read.");
  }
  const std::string right = other->recording().title();
  compare_with(std::move(other), recording().title(), right);
}

void Session::toggle_compare() {
  if (comparing_) return stop_comparing();
  if (empty()) return;
  const Branch& shown = branches().shown();
  if (shown.parent != kNoBranch) {
    const Branch& parent = *branches().find(shown.parent);
    return compare_with_branch(parent, parent.name);
  }
  const Scenario* scenario = shown.scenario.get();
  if (scenario != nullptr && scenario->compare) {
    const std::filesystem::path folder = std::filesystem::path(document_.path()).parent_path();
    return compare_with_file((folder / (scenario->compare->with + ".json")).string());
  }
  compare_with_seed(shown.inputs.seed + 1);
  if (comparing_) messages_.notify("Beside it: the same with the next seed.");
}

void Session::show_believed(const std::string& rule) {
  if (empty()) return;
  Branch branch = branches().shown();
  const MachineRule* known = find_machine_rule(rule);
  std::optional<Scenario> world;
  if (known != nullptr && branch.scenario != nullptr) world = under_rule(*branch.scenario, *known);
  if (!world)
    return messages_.notify("Nothing of this program would go otherwise under that rule.");
  if (known->schedule) branch.inputs.schedule = *known->schedule;
  branch.scenario = std::make_shared<const Scenario>(std::move(*world));
  compare_with_branch(branch, std::string("untrue: ") + known->words);
  if (!comparing_) return;
  untrue_ = true;
  left_name_ = "true";
}

void Session::stop_comparing() {
  comparing_ = false;
  beside_.reset();
  panes_ = Panes::kBoth;
  if (view_.tab == BottomTab::kAlive) view_.tab = BottomTab::kTimeline;
}

// The other pane is looked at as this one is, and stands where its clock is.
void Session::follow_compared() {
  if (document_.path() != compared_path_ || beside_->empty()) return stop_comparing();
  Session& right = *beside_;
  right.view_.theme = view_.theme;
  right.view_.monochrome = view_.monochrome;
  right.view_.reduced_motion = view_.reduced_motion;
  right.view_.regions = view_.regions;
  if (panes_ == Panes::kBoth) {
    right.player_.stand_at(place_beside(player_, right.player_), now());
    right.follow();
  }
  // Who is selected may be spawned only later than what is shown now.
  const TaskId task = view_.selection.task();
  if (task && task.index() < model().task_count()) {
    const auto same = find_named(right.model(), model().path(task));
    right.view_.selection = same ? *same : Selection{};
  }
  comparison_.update(recording(), right.recording());
}

void Session::go_to_difference(int direction) {
  if (!comparing_) return;
  player_.playback().pause();
  const Difference* next = comparison_.next(now(), direction);
  if (next == nullptr) {
    return messages_.notify(comparison_.first() == nullptr ? "The two do not differ."
                                                           : "There is no further difference.");
  }
  player_.pursue({.time = next->t, .position = std::nullopt});
}

// While only the right one steps, what moves in time moves there.
bool Session::steps_right(const Command& command) {
  if (!comparing_ || panes_ != Panes::kRight) return false;
  const bool moves = command.is<command::Step, command::StepBy, command::TogglePlay,
                                command::ToStart, command::ToEnd, command::RunTo>();
  if (moves) beside_->apply(command);
  return moves;
}

// What lies beside what is open; before anything is, what is in this folder.
void Session::open_shelf() {
  std::string folder = folder_of(document_.path());
  const std::string shipped = "scenarios";
  if (document_.path().empty() && files_.look(shipped).is_folder) folder = shipped;
  shelf_.open(folder);
}

}  // namespace grove
