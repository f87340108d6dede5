#include "viewer/core/sandbox/sandbox.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "engine/base/ensure.h"
#include "engine/picture/words.h"
#include "viewer/core/player/patience.h"
#include "viewer/core/sandbox/knobs.h"
#include "viewer/core/sandbox/saved_branches.h"

namespace grove {
namespace {

constexpr std::size_t kMostUndone = 200;

// Whether the one departs from the other by an act that comes after so many events: these are then
// the same in both.
bool departs_behind(const Branch& branch, const Branch& parent, std::size_t position) {
  return branch.parent == parent.id && branch.departs_at && position <= *branch.departs_at;
}

// Or whether both depart from a third one so.
bool depart_behind(const Branch& a, const Branch& b, std::size_t position) {
  return a.parent == b.parent && a.departs_at && b.departs_at &&
         position <= std::min(*a.departs_at, *b.departs_at);
}

// Operations until a branch has come to its act, of those that nobody notices.
constexpr int64_t kSlice = 2'000, kAtOnce = 200'000;

// Whether the first `position` events of both are the same.
bool agree_up_to(const Record& record, const Record& other, std::size_t position) {
  if (other.size() < position) return false;
  for (std::size_t i = 0; i < position; ++i) {
    if (!same_event(record, record.at(i), other, other.at(i))) return false;
  }
  return true;
}

}  // namespace

// --- what is open

bool Sandbox::draft_differs() const {
  if (player_.empty() || !file_.draft) return false;
  const Scenario* scenario = player_.recording().scenario();
  return scenario != nullptr && *file_.draft != scenario->source;
}

bool Sandbox::install(const std::string& path, Branches branches) {
  Recording* recording = recordings_.get(branches, branches.shown().id, &messages_.problems);
  if (recording == nullptr) return false;
  install(path, std::move(branches), recording);
  return true;
}

void Sandbox::install_record(const std::string& path, std::unique_ptr<Recording> recording) {
  Branches branches(Branch{.id = next_branch_++, .name = kTrunkName});
  Recording* shown = recording.get();
  recordings_.put(branches.trunk().id, std::move(recording));
  install(path, std::move(branches), shown);
}

void Sandbox::install(const std::string& path, Branches branches, Recording* recording) {
  std::optional<HistoryEntry> before;
  if (!player_.empty()) before = here();
  file_.path = path;
  bind(std::move(branches), recording);
  if (before) remember(std::move(*before));
  view_.forget_run();
  view_.time_range = {};
  view_.editing = false;
  player_.clear_bookmarks();
  file_.draft.reset();
  player_.go_to_first_picture();
}

void Sandbox::renew_record(std::unique_ptr<Recording> recording) {
  const TaskId selected = view_.selection.task();
  const std::string path = selected ? player_.model().path(selected) : "";
  std::map<std::string, bool> folded;
  for (const auto& [task, folds] : view_.folds) {
    if (task.index() < player_.model().task_count()) folded[player_.model().path(task)] = folds;
  }
  Branches branches(Branch{.id = next_branch_++, .name = kTrunkName});
  Recording* shown = recording.get();
  recordings_.put(branches.trunk().id, std::move(recording));
  bind(std::move(branches), shown);
  redo_.clear();
  let_go_of_unused();
  view_.forget_run();
  view_.reselect_path = path;
  view_.refold_paths = std::move(folded);
  view_.time_range = {};
  player_.clear_bookmarks();
}

// All that belongs to a record begins anew with another one.
void Sandbox::bind(Branches branches, Recording* recording) {
  decline_offer();
  const bool edited = draft_differs();
  player_.load(recording);
  branches_ = std::move(branches);
  view_.reselect_path.clear();
  if (!edited) file_.draft.reset();
  if (recording->scenario() == nullptr) view_.editing = false;
  if (view_.editing && !file_.draft) file_.draft = recording->scenario()->source;
}

bool Sandbox::show(Branches branches) {
  Problems problems;
  Recording* recording = recordings_.get(branches, branches.shown().id, &problems);
  messages_.problems = std::move(problems);
  if (recording == nullptr) return false;
  const std::size_t position = player_.model().position();
  // Or where we are still on the way to.
  const std::optional<Player::Goal> goal = player_.goal();
  const SimTime time = player_.now();
  const bool untouched = player_.untouched();
  const bool same_place = departs_behind(branches.shown(), branches_->shown(), position) ||
                          departs_behind(branches_->shown(), branches.shown(), position) ||
                          depart_behind(branches_->shown(), branches.shown(), position) ||
                          agree_up_to(player_.record(), recording->record(), position);
  const std::string selected =
      view_.selection.task() ? player_.model().path(view_.selection.task()) : "";
  bind(std::move(branches), recording);
  if (!same_place) {
    view_.forget_run();
    player_.clear_bookmarks();
  }
  if (untouched) {
    player_.go_to_first_picture();
    return true;
  }
  view_.reselect_path = selected;
  if (goal) {
    player_.pursue(*goal);
  } else if (same_place) {
    player_.pursue({.time = time, .position = position});
  } else {
    player_.pursue({.time = time, .position = std::nullopt});
  }
  return true;
}

void Sandbox::show_again(std::size_t position, SimTime now) {
  Problems problems;
  Recording* recording = recordings_.get(*branches_, branches_->shown().id, &problems);
  ENSURE(recording != nullptr, "a program that ran before runs again");
  player_.load(recording);
  player_.pursue({.time = now, .position = position});
}

// --- undo

HistoryEntry Sandbox::here() const {
  return {file_, *branches_, player_.model().position(), player_.now(), player_.goal()};
}

void Sandbox::remember(HistoryEntry before) {
  undo_.push_back(std::move(before));
  if (undo_.size() > kMostUndone) undo_.erase(undo_.begin());
  redo_.clear();
  let_go_of_unused();
}

void Sandbox::let_go_of_unused() {
  std::vector<BranchId> used;
  const auto use = [&used](const Branches& branches) {
    for (const Branch& branch : branches.all()) used.push_back(branch.id);
  };
  use(*branches_);
  for (const HistoryEntry& each : undo_) use(each.branches);
  recordings_.keep(used);
}

void Sandbox::restore(const HistoryEntry& entry) {
  Problems problems;
  Recording* recording = recordings_.get(entry.branches, entry.branches.shown().id, &problems);
  ENSURE(recording != nullptr, "a program that ran before runs again");
  const bool elsewhere = file_.path != entry.file.path;
  std::optional<std::string> draft = std::move(file_.draft);
  file_ = entry.file;
  file_.draft = std::move(draft);
  if (elsewhere) {
    // What is typed belongs to its file.
    file_.draft.reset();
    view_.editing = false;
  }
  bind(entry.branches, recording);
  if (elsewhere && recording->scenario() != nullptr) file_.draft = entry.file.draft;
  if (entry.goal) return player_.pursue(*entry.goal);
  player_.pursue({.time = entry.now, .position = entry.position});
}

void Sandbox::undo() {
  if (undo_.empty()) return messages_.notify("There is nothing to undo.");
  redo_.push_back(here());
  const HistoryEntry before = std::move(undo_.back());
  undo_.pop_back();
  restore(before);
}

void Sandbox::redo() {
  if (redo_.empty()) return messages_.notify("There is nothing to do again.");
  undo_.push_back(here());
  const HistoryEntry after = std::move(redo_.back());
  redo_.pop_back();
  restore(after);
}

// --- branches

void Sandbox::show_branch(BranchId id) {
  if (player_.empty() || branches_->find(id) == nullptr || id == branches_->shown().id) return;
  Branches next = *branches_;
  next.show(id);
  show(std::move(next));
}

void Sandbox::next_branch(int direction) {
  if (player_.empty()) return;
  const std::vector<Branches::Row> rows = branches_->rows();
  if (rows.size() == 1) {
    return messages_.notify("There is one run only: act on it, or turn a knob, and there are two.");
  }
  const auto shown = std::find_if(rows.begin(), rows.end(), [&](const Branches::Row& row) {
    return row.branch->id == branches_->shown().id;
  });
  const std::ptrdiff_t count = std::ssize(rows);
  const std::ptrdiff_t next = (shown - rows.begin() + direction + count) % count;
  show_branch(rows[static_cast<std::size_t>(next)].branch->id);
}

void Sandbox::rename_branch(BranchId id, const std::string& name) {
  const Branch* branch = player_.empty() ? nullptr : branches_->find(id);
  if (branch == nullptr || name.empty() || name == branch->name) return;
  HistoryEntry before = here();
  branches_->rename(id, name);
  remember(std::move(before));
}

void Sandbox::remove_branch(BranchId id) {
  const Branch* branch = player_.empty() ? nullptr : branches_->find(id);
  if (branch == nullptr) return;
  if (branch->parent == kNoBranch) return messages_.notify("The run as the file has it stays.");
  const std::string name = branch->name;
  Branches next = *branches_;
  next.remove(id);
  HistoryEntry before = here();
  if (next.shown().id == branches_->shown().id) {
    branches_ = std::move(next);
  } else if (!show(std::move(next))) {
    return;
  }
  remember(std::move(before));
  messages_.notify(fmt::format("Removed: {}. Ctrl+Z brings it back.", name));
}

// --- the file, run otherwise from its start

void Sandbox::change(const std::string& changed, const std::string& name,
                     std::shared_ptr<const Scenario> scenario, const Inputs& inputs) {
  Branch branch{.id = next_branch_,
                .parent = branches_->shown().id,
                .name = name,
                .changed = changed,
                .scenario = std::move(scenario),
                .inputs = inputs};
  const Branch& shown = branches_->shown();
  if (same_run(shown, branch)) return;
  const Branch* parent = branches_->find(shown.parent);
  const bool further = shown.changed == changed && parent != nullptr &&
                       !branches_->has_children(shown.id) && shown.scenario == branch.scenario;
  Branches next = *branches_;
  if (further && same_run(*parent, branch)) {
    next.remove(shown.id);
  } else {
    ++next_branch_;
    if (further) {
      next.change_shown(branch.id, branch.name, branch.inputs);
    } else {
      next.add(std::move(branch));
    }
  }
  HistoryEntry before = here();
  // Changing the same further is undone with the first change.
  if (show(std::move(next)) && !further) remember(std::move(before));
}

void Sandbox::change(const std::string& changed, const std::string& name, const Inputs& inputs) {
  const Branch& shown = branches_->shown();
  if (shown.scenario == nullptr) return;
  change(changed, name, shown.scenario, inputs);
}

void Sandbox::set_knob(const std::string& name, const std::string& literal) {
  if (player_.empty() || player_.recording().scenario() == nullptr) return;
  const Scenario& scenario = *player_.recording().scenario();
  Inputs inputs = player_.recording().inputs();
  grove::set_knob(&inputs, scenario, player_.recording(), name, literal);
  const auto knob = std::find_if(scenario.knobs.begin(), scenario.knobs.end(),
                                 [&](const Knob& each) { return each.name == name; });
  const std::string& label = knob == scenario.knobs.end() ? name : knob->label;
  change("knob " + name, label + " " + knob_words(literal), inputs);
}

void Sandbox::set_seed(int64_t seed) {
  if (player_.empty()) return;
  Inputs inputs = player_.recording().inputs();
  inputs.seed = seed;
  change("seed", fmt::format("seed {}", seed), inputs);
}

void Sandbox::set_schedule(SchedulePolicy schedule) {
  if (player_.empty()) return;
  Inputs inputs = player_.recording().inputs();
  inputs.schedule = schedule;
  change("schedule", name_of(schedule), inputs);
}

void Sandbox::apply_preset(const std::string& name) {
  if (player_.empty() || player_.recording().scenario() == nullptr) return;
  Inputs inputs = player_.recording().inputs();
  if (!grove::apply_preset(*player_.recording().scenario(), name, &inputs)) return;
  change("preset", "preset " + name, inputs);
}

void Sandbox::run_program() {
  if (!draft_differs()) {
    messages_.problems.clear();
    return messages_.notify("This program is the one that runs.");
  }
  Scenario edited = *player_.recording().scenario();
  if (!file_.draft->empty() && file_.draft->back() != '\n') *file_.draft += '\n';
  edited.source = *file_.draft;
  change("program", "the program edited", std::make_shared<const Scenario>(std::move(edited)),
         player_.recording().inputs());
  if (messages_.problems.empty()) messages_.notify("The edited program runs.");
}

// --- acts

void Sandbox::offer_acts(const Selection& about) {
  decline_offer();
  if (player_.empty()) return;
  player_.playback().pause();
  std::string why_not;
  if (!offers_.make(player_, about, &why_not)) messages_.notify(why_not);
}

void Sandbox::do_offered(int number) {
  if (offers_.act(number) == nullptr) return;
  offers_.settle(player_);
  const OfferedAct act = *offers_.act(number);
  const std::size_t position = offers_.offer()->point.position;
  if (!act.why_not.empty()) {
    return messages_.notify(fmt::format("{}: changes nothing, {}.", act.words, act.why_not));
  }
  decline_offer();
  branch_off(act.what, position);
}

void Sandbox::do_to_selection(Intervention::Kind kind) {
  using Kind = Intervention::Kind;
  offer_acts(kind == Kind::kInterrupt ? Selection{} : view_.selection);
  if (offers_.offer() == nullptr) return;
  offers_.settle(player_);
  const int act = offers_.find(kind);
  if (act < 0) {
    decline_offer();
    const bool of_task = kind == Kind::kRaise || kind == Kind::kChoose || kind == Kind::kCancelTask;
    return messages_.notify(of_task ? "Select a task for that."
                                    : "Select a scope, a nursery or a task for that.");
  }
  do_offered(act);
  decline_offer();
}

void Sandbox::intervene(const Intervention& what) {
  if (player_.empty() || player_.recording().scenario() == nullptr) return;
  const Branch& shown = branches_->shown();
  Branch branch{.id = next_branch_++,
                .parent = shown.id,
                .name = branch_name(what),
                .scenario = shown.scenario,
                .inputs = shown.inputs};
  branch.inputs.interventions.push_back(what);
  Branches next = *branches_;
  next.add(std::move(branch));
  HistoryEntry before = here();
  if (show(std::move(next))) remember(std::move(before));
}

void Sandbox::set_deadline(ScopeId scope, SimTime deadline) {
  if (player_.empty() || !scope || scope.index() >= player_.model().scope_count()) return;
  const std::optional<InsertionPoint> where = insertion_point(player_);
  if (!where) return messages_.notify("The run is over here: nothing can be changed any more.");
  branch_off(where->place({.kind = Intervention::Kind::kDeadline,
                           .target = player_.model().scope_name(scope),
                           .deadline = std::max(deadline, player_.now())}),
             where->position);
}

// The branch in which something new that is done at this moment departs: the one that the moment
// belongs to, since what was done later in the shown one is not done in the new one.
BranchId Sandbox::parent_at(std::size_t position) const {
  const Branch* parent = &branches_->shown();
  // Of a branch that was saved, it shows where its record departs.
  const auto departs_at = [this](const Branch& branch) -> std::optional<std::size_t> {
    const Branch* from = branches_->find(branch.parent);
    if (branch.departs_at || from == nullptr || !departs_by_acts(branch, *from)) {
      return branch.departs_at;
    }
    const auto departure = recordings_.departure(branch.id);
    return departure ? std::optional(departure->position) : std::nullopt;
  };
  for (auto at = departs_at(*parent); at && position <= *at; at = departs_at(*parent)) {
    parent = branches_->find(parent->parent);
  }
  return parent->id;
}

// Shows the branch in which that was done; false, with everything as it was, where it cannot run.
bool Sandbox::branch_off(BranchId parent_id, std::vector<Intervention> acts, std::string name,
                         std::size_t position) {
  const Branch& parent = *branches_->find(parent_id);
  Branch branch{.id = next_branch_,
                .parent = parent.id,
                .name = std::move(name),
                .scenario = parent.scenario,
                .inputs = parent.inputs,
                .departs_at = position};
  for (Intervention& act : acts) branch.inputs.interventions.push_back(std::move(act));
  Branches next = *branches_;
  const auto twin = std::find_if(next.all().begin(), next.all().end(), [&](const Branch& other) {
    return other.parent == branch.parent && same_run(other, branch);
  });
  if (twin != next.all().end()) {
    next.show(twin->id);
  } else {
    ++next_branch_;
    next.add(std::move(branch));
  }
  HistoryEntry before = here();
  if (!show(std::move(next))) return false;
  remember(std::move(before));
  return true;
}

// The same, just behind it.
void Sandbox::branch_off(const Intervention& act, std::size_t position) {
  if (branch_off(parent_at(position), {act}, branch_name(act), position)) {
    go_behind_act(act, position);
  }
}

// --- the hand of cards

// Whoever asks for another order than that of starting wants to see it; of a crowd the cards would
// say nothing.
void Sandbox::update_hand(bool asked) {
  constexpr std::size_t kFewTasks = 24;
  bool wanted = !player_.empty() && view_.hand;
  if (!wanted && !player_.empty() && player_.recording().scenario() != nullptr) {
    const Recording& recording = player_.recording();
    wanted = recording.lanes().count() <= kFewTasks &&
             recording.inputs().schedule.kind != SchedulePolicy::Kind::kSpawnOrder &&
             recording.record().header.dialect == RecordDialect::kTrio;
  }
  hand_.update(player_, wanted && !asked);
}

void Sandbox::hold_card(std::size_t card, std::size_t place) {
  if (player_.empty()) return;
  player_.playback().pause();
  hand_.hold(player_, card, place);
  if (!hand_.held()) messages_.notify("Here nothing can be changed any more.");
}

void Sandbox::move_card(int direction) {
  if (hand_.fixed()) return messages_.notify("asyncio's queue is fixed: no other order can be.");
  if (!hand_.open()) return messages_.notify("No two tasks are ready here whose order is open.");
  player_.playback().pause();
  hand_.move(player_, view_.selection.task(), direction);
}

// In the branch that the moment belongs to, which may have another order of its own.
void Sandbox::let_go_card() {
  if (!hand_.held()) return;
  const std::string words = hand_.words();
  if (words.empty()) return hand_.put_back();
  const std::size_t position = hand_.point().position;
  const BranchId parent = parent_at(position);
  Problems problems;
  const Recording* recording = recordings_.get(*branches_, parent, &problems);
  if (recording == nullptr) return hand_.put_back();
  std::vector<Intervention> acts = hand_.acts(recording->record(), player_.model());
  const std::string name = fmt::format("{} at {}", words, short_time(player_.now()));
  hand_.put_back();
  // The order that it had anyhow.
  if (acts.empty()) return show_branch(parent);
  branch_off(parent, std::move(acts), name, position);
}

// At once where that is not far; else one sees it get there.
void Sandbox::go_behind_act(const Intervention& act, std::size_t position) {
  Player::Goal goal{.time = player_.now(), .position = player_.model().position()};
  if (player_.goal()) goal = *player_.goal();
  goal.done = {act, position};
  player_.pursue(goal);
  Patience patience;
  for (int64_t done = 0; player_.goal() && done < kAtOnce && !patience.over(); done += kSlice) {
    player_.compute(kSlice, &patience);
  }
}

// --- in slices

bool Sandbox::wants_to_compute() const {
  return offers_.wants_to_compute() || hand_.wants_to_compute() ||
         recordings_.wants_to_compute(*branches_);
}

void Sandbox::compute(int64_t operations, Onlooker* onlooker) {
  if (offers_.wants_to_compute()) {
    offers_.compute(&player_, operations, onlooker);
  } else if (hand_.wants_to_compute()) {
    hand_.compute(&player_, operations, onlooker);
  } else {
    recordings_.compute(*branches_, operations, onlooker);
  }
}

}  // namespace grove
