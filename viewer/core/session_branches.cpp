// What changes the run: acts, knobs and edits, the branches that they make, and undo.
#include <fmt/format.h>

#include <algorithm>

#include "engine/scenario/interventions.h"
#include "viewer/core/acts.h"
#include "viewer/core/patience.h"
#include "viewer/core/session.h"
#include "viewer/core/shell_words.h"

namespace grove {
namespace {

constexpr std::size_t kMostUndone = 200;

// Whether the one departs from the other by an act that comes after so many events: these are then
// the same in both.
bool departs_behind(const Branch& branch, const Branch& parent, std::size_t position) {
  return branch.parent == parent.id && branch.departs_at && position <= *branch.departs_at;
}

// Operations until a branch has come to its act.
constexpr int64_t kSlice = 2'000;

}  // namespace

// --- undo

Session::Sitting Session::sitting() const {
  return {path_, *branches_, model_->position(), now_, goal_, draft_, saved_, shown_in_file_};
}

// `before`: where we were until just now.
void Session::remember(Sitting before) {
  undo_.push_back(std::move(before));
  if (undo_.size() > kMostUndone) undo_.erase(undo_.begin());
  redo_.clear();
  std::vector<BranchId> used;
  const auto use = [&used](const Branches& branches) {
    for (const Branch& branch : branches.all()) used.push_back(branch.id);
  };
  use(*branches_);
  for (const Sitting& each : undo_) use(each.branches);
  futures_.keep(used);
}

void Session::restore(const Sitting& sitting) {
  Problems problems;
  Recording* recording = futures_.get(sitting.branches, sitting.branches.shown().id, &problems);
  ENSURE(recording != nullptr, "a program that ran before runs again");
  const bool elsewhere = path_ != sitting.path;
  path_ = sitting.path;
  saved_ = sitting.saved;
  shown_in_file_ = sitting.shown_in_file;
  if (elsewhere) {
    // What is typed belongs to its file.
    draft_.reset();
    view_.editing = false;
    kept_offer_.reset();
  }
  bind(sitting.branches, recording);
  if (elsewhere && recording_->scenario() != nullptr) draft_ = sitting.draft;
  if (sitting.goal) return pursue(*sitting.goal);
  pursue({.time = sitting.now, .position = sitting.position});
}

void Session::on(const command::Undo&) {
  if (undo_.empty()) return notify("There is nothing to undo.");
  redo_.push_back(sitting());
  const Sitting before = std::move(undo_.back());
  undo_.pop_back();
  restore(before);
}

void Session::on(const command::Redo&) {
  if (redo_.empty()) return notify("There is nothing to do again.");
  undo_.push_back(sitting());
  const Sitting after = std::move(redo_.back());
  redo_.pop_back();
  restore(after);
}

// --- branches

// All that belongs to a record begins anew with another one.
void Session::bind(Branches branches, Recording* recording) {
  decline_offer();
  const bool edited = recording_ != nullptr && draft_differs();
  model_.reset();
  recording_ = recording;
  branches_ = std::move(branches);
  model_.emplace(recording_->record());
  now_ = model_->now();
  ++runs_;
  silent_ = 0;
  awaits_first_picture_ = false;
  goal_.reset();
  reselect_path_.clear();
  playback_.pause();
  if (!edited) draft_.reset();
  if (recording_->scenario() == nullptr) view_.editing = false;
  if (view_.editing && !draft_) draft_ = recording_->scenario()->source;
}

// Shows the branch that is shown in `branches`, at the place where we are. False, with the faults
// in problems(), and everything as it was, if its program cannot be run.
bool Session::show(Branches branches) {
  Problems problems;
  Recording* recording = futures_.get(branches, branches.shown().id, &problems);
  problems_ = std::move(problems);
  if (recording == nullptr) return false;
  const std::size_t position = model_->position();
  // Or where we are still on the way to.
  const std::optional<Goal> goal = goal_;
  const SimTime time = now_;
  const bool untouched = untouched_;
  const bool same_place = departs_behind(branches.shown(), branches_->shown(), position) ||
                          departs_behind(branches_->shown(), branches.shown(), position) ||
                          agrees_up_to(recording->record(), position);
  const std::string selected = selection_.task() ? model_->path(selection_.task()) : "";
  bind(std::move(branches), recording);
  if (!same_place) {
    selection_ = {};
    view_.folds.clear();
    view_.bookmarks.clear();
  }
  if (untouched) {
    go_to_first_picture();
    return true;
  }
  reselect_path_ = selected;
  if (goal) {
    pursue(*goal);
  } else if (same_place) {
    pursue({.time = time, .position = position});
  } else {
    pursue({.time = time, .position = std::nullopt});
  }
  return true;
}

// Whether the first `position` events of both are the same.
bool Session::agrees_up_to(const Record& other, std::size_t position) const {
  if (other.size() < position) return false;
  for (std::size_t i = 0; i < position; ++i) {
    if (!same_event(record(), record().at(i), other, other.at(i))) return false;
  }
  return true;
}

// The same file, run otherwise from its start.
void Session::turn(const std::string& turned, const std::string& name,
                   std::shared_ptr<const Scenario> scenario, const Inputs& inputs) {
  Branch branch{.id = next_branch_,
                .parent = branches_->shown().id,
                .name = name,
                .turned = turned,
                .scenario = std::move(scenario),
                .inputs = inputs};
  const Branch& shown = branches_->shown();
  if (same_run(shown, branch)) return;
  const Branch* parent = branches_->find(shown.parent);
  const bool further = shown.turned == turned && parent != nullptr &&
                       !branches_->has_children(shown.id) && shown.scenario == branch.scenario;
  Branches next = *branches_;
  if (further && same_run(*parent, branch)) {
    next.remove(shown.id);
  } else {
    ++next_branch_;
    if (further) {
      next.turn_shown(branch.id, branch.name, branch.inputs);
    } else {
      next.add(std::move(branch));
    }
  }
  Sitting before = sitting();
  // Turning on is undone with the first turn.
  if (show(std::move(next)) && !further) remember(std::move(before));
}

void Session::turn(const std::string& turned, const std::string& name, const Inputs& inputs) {
  const Branch& shown = branches_->shown();
  if (shown.scenario == nullptr) return;
  turn(turned, name, shown.scenario, inputs);
}

void Session::on(const command::ShowBranch& c) {
  if (empty() || branches_->find(c.branch) == nullptr || c.branch == branches_->shown().id) return;
  Branches next = *branches_;
  next.show(c.branch);
  show(std::move(next));
}

void Session::on(const command::NextBranch& c) {
  if (empty()) return;
  const std::vector<Branches::Row> rows = branches_->rows();
  if (rows.size() == 1) {
    return notify("There is one run only: act on it, or turn a knob, and there are two.");
  }
  const auto shown = std::find_if(rows.begin(), rows.end(), [&](const Branches::Row& row) {
    return row.branch->id == branches_->shown().id;
  });
  const std::ptrdiff_t count = std::ssize(rows);
  const std::ptrdiff_t next = (shown - rows.begin() + c.direction + count) % count;
  on(command::ShowBranch{rows[static_cast<std::size_t>(next)].branch->id});
}

void Session::on(const command::RenameBranch& c) {
  const Branch* branch = empty() ? nullptr : branches_->find(c.branch);
  if (branch == nullptr || c.name.empty() || c.name == branch->name) return;
  Sitting before = sitting();
  branches_->rename(c.branch, c.name);
  remember(std::move(before));
}

void Session::on(const command::RemoveBranch& c) {
  const Branch* branch = empty() ? nullptr : branches_->find(c.branch);
  if (branch == nullptr) return;
  if (branch->parent == kNoBranch) return notify("The run as the file has it stays.");
  const std::string name = branch->name;
  Branches next = *branches_;
  next.remove(c.branch);
  Sitting before = sitting();
  if (next.shown().id == branches_->shown().id) {
    branches_ = std::move(next);
  } else if (!show(std::move(next))) {
    return;
  }
  remember(std::move(before));
  notify(fmt::format("Removed: {}. Ctrl+Z brings it back.", name));
}

// --- acts

void Session::make_offer(const Selection& about) {
  decline_offer();
  if (empty()) return;
  playback_.pause();
  std::string why_not;
  if (auto offer = offer_of(*this, about, &why_not)) {
    offer_ = std::make_unique<Offer>(std::move(*offer));
  } else {
    notify(why_not);
  }
}

void Session::decline_offer() {
  offer_.reset();
  what_if_.reset();
  considered_ = -1;
}

void Session::on(const command::OfferActs& c) { make_offer(c.about); }
void Session::on(const command::OfferActsOnSelection&) { make_offer(selection_); }
void Session::on(const command::DeclineOffer&) { decline_offer(); }

void Session::on(const command::Consider& c) {
  if (offer_ == nullptr || c.act == considered_) return;
  considered_ = c.act;
  what_if_.reset();
  if (c.act < 0 || c.act >= static_cast<int>(offer_->acts.size())) return;
  const OfferedAct& act = offer_->acts[static_cast<std::size_t>(c.act)];
  if (!act.why_not.empty()) return;
  Inputs inputs = recording_->inputs();
  inputs.interventions.push_back(act.what);
  what_if_.emplace(*recording_, inputs, offer_->landing.position);
}

void Session::on(const command::DoOffered& c) {
  if (offer_ == nullptr || c.act < 0 || c.act >= static_cast<int>(offer_->acts.size())) return;
  const OfferedAct act = offer_->acts[static_cast<std::size_t>(c.act)];
  const std::size_t position = offer_->landing.position;
  if (!act.why_not.empty()) {
    return notify(fmt::format("{}: changes nothing, {}.", act.words, act.why_not));
  }
  decline_offer();
  branch_off(act.what, position);
}

void Session::on(const command::DoToSelection& c) {
  const bool of_run = c.kind == Intervention::Kind::kInterrupt;
  make_offer(of_run ? Selection{} : selection_);
  if (offer_ == nullptr) return;
  const auto is_meant = [&](const OfferedAct& act) { return act.what.kind == c.kind; };
  const auto first = std::find_if(offer_->acts.begin(), offer_->acts.end(), is_meant);
  if (first == offer_->acts.end()) {
    decline_offer();
    const bool of_task =
        c.kind == Intervention::Kind::kRaise || c.kind == Intervention::Kind::kChoose ||
        c.kind == Intervention::Kind::kCancelTask;
    return notify(of_task ? "Select a task for that."
                          : "Select a scope, a nursery or a task for that.");
  }
  // Of several that fit, the first that has an effect.
  const auto works = std::find_if(first, offer_->acts.end(), [&](const OfferedAct& act) {
    return is_meant(act) && act.why_not.empty();
  });
  const auto act = works == offer_->acts.end() ? first : works;
  on(command::DoOffered{static_cast<int>(act - offer_->acts.begin())});
  decline_offer();
}

void Session::on(const command::Intervene& c) {
  if (empty() || recording_->scenario() == nullptr) return;
  const Branch& shown = branches_->shown();
  Branch branch{.id = next_branch_++,
                .parent = shown.id,
                .name = branch_name(c.what),
                .scenario = shown.scenario,
                .inputs = shown.inputs};
  branch.inputs.interventions.push_back(c.what);
  Branches next = *branches_;
  next.add(std::move(branch));
  Sitting before = sitting();
  if (show(std::move(next))) remember(std::move(before));
}

void Session::on(const command::SetDeadline& c) {
  if (empty() || !c.scope || c.scope.index() >= model_->scope_count()) return;
  const std::optional<Landing> where = landing(*this);
  if (!where) return notify("The run is over here: nothing can be changed any more.");
  branch_off(where->place({.kind = Intervention::Kind::kDeadline,
                           .target = model_->scope_name(c.scope),
                           .deadline = std::max(c.deadline, now_)}),
             where->position);
}

// The future in which that was done, just behind it. It departs from the branch that the moment
// belongs to: what was done later there is not done in it.
void Session::branch_off(const Intervention& act, std::size_t position) {
  const Branch* parent = &branches_->shown();
  // Of a branch that was saved, it shows where its record departs.
  const auto departs_at = [this](const Branch& branch) -> std::optional<std::size_t> {
    const Branch* from = branches_->find(branch.parent);
    if (branch.departs_at || from == nullptr || !departs_by_acts(branch, *from)) {
      return branch.departs_at;
    }
    const auto departure = futures_.departure(branch.id);
    return departure ? std::optional(departure->position) : std::nullopt;
  };
  for (auto at = departs_at(*parent); at && position <= *at; at = departs_at(*parent)) {
    parent = branches_->find(parent->parent);
  }
  Branch branch{.id = next_branch_,
                .parent = parent->id,
                .name = branch_name(act),
                .scenario = parent->scenario,
                .inputs = parent->inputs,
                .departs_at = position};
  branch.inputs.interventions.push_back(act);
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
  Sitting before = sitting();
  if (!show(std::move(next))) return;
  remember(std::move(before));
  go_behind_act(act, position);
}

void Session::go_behind_act(const Intervention& act, std::size_t position) {
  const std::string wanted = intervention_json(act);
  constexpr int64_t kMost = 2'000'000;
  Patience patience;
  int64_t done = 0;
  for (std::size_t i = position;; done += kSlice) {
    for (; i < record().size(); ++i) {
      const auto* applied = record().at(i).get_if<InputApplied>();
      if (applied != nullptr && record().json(applied->input) == wanted) {
        return pursue({.time = std::nullopt, .position = i + 1});
      }
    }
    if (recording_->complete() || done > kMost || patience.over()) return;
    recording_->advance(kSlice, &patience);
  }
}

// --- the program in place

bool Session::draft_differs() const {
  if (empty()) return draft_ && broken_ && *draft_ != broken_->text;
  return draft_ && recording_->scenario() != nullptr && *draft_ != recording_->scenario()->source;
}

void Session::on(const command::ToggleEditing&) {
  if (empty()) return;
  if (recording_->scenario() == nullptr) {
    return notify("A record shows what was; to edit, open the scenario it came from.");
  }
  view_.editing = !view_.editing;
  if (view_.editing && !draft_) draft_ = recording_->scenario()->source;
  if (view_.editing) view_.regions.presenting = false;
  playback_.pause();
}

void Session::on(const command::EditProgram& c) {
  if (draft_) draft_ = c.text;
}

void Session::on(const command::RunProgram&) {
  if (!draft_) return;
  if (empty()) return mend();
  if (!draft_differs()) {
    problems_.clear();
    return notify("This program is the one that runs.");
  }
  Scenario edited = *recording_->scenario();
  if (!draft_->empty() && draft_->back() != '\n') *draft_ += '\n';
  edited.source = *draft_;
  turn("program", "the program edited", std::make_shared<const Scenario>(std::move(edited)),
       recording_->inputs());
  if (problems_.empty()) notify("The edited program runs.");
}

void Session::on(const command::DiscardEdits&) {
  if (!draft_) return;
  if (empty()) {
    draft_.reset();
    open(std::string(broken_->path));
    return;
  }
  draft_ = recording_->scenario()->source;
  problems_.clear();
}

// --- the same elsewhere

void Session::on(const command::CopyRunCommand&) {
  if (empty()) return;
  const Branch& shown = branches_->shown();
  if (shown.scenario == nullptr) return notify("A record is not run: there is no command for it.");
  clipboard_ = run_command();
  notify(runs_file_program()
             ? "The grove command that does the same is in the clipboard."
             : "The grove command that does the same, with the edited program inside, is in the "
               "clipboard.");
}

// What is shown is the program that stands in the file.
bool Session::runs_file_program() const {
  if (recording_->scenario() == nullptr) return true;
  return saved_ != nullptr && recording_->scenario()->source == branches_->trunk().scenario->source;
}

// The file opens with what is shown.
bool Session::shown_as_saved() const {
  if (branches_->trunk().scenario == nullptr || saved_ == nullptr) return false;
  if (*saved_ != text_without_place()) return false;
  return branches_->shown().id == shown_in_file_;
}

// An edited program stands in the command itself.
std::string Session::run_command() const {
  if (runs_file_program()) {
    return fmt::format("grove run {}{}", shell_quoted(path_),
                       input_options(recording_->scenario()->inputs));
  }
  const std::string& source = recording_->scenario()->source;
  std::string end = "PROGRAM";
  while (source.find("\n" + end + "\n") != std::string::npos) end += "_";
  return fmt::format("grove run -{} <<'{}'\n{}{}\n", input_options(Inputs{}), end, source, end);
}

// What the inputs have beyond those others.
std::string Session::input_options(const Inputs& own) const {
  const Inputs& inputs = recording_->inputs();
  std::string options;
  if (inputs.seed != own.seed) options += fmt::format(" --seed {}", inputs.seed);
  if (inputs.schedule != own.schedule) {
    options += fmt::format(" --schedule {}", name_of(inputs.schedule));
  }
  for (const auto& knob : inputs.knobs) {
    const bool as_in_file = std::find(own.knobs.begin(), own.knobs.end(), knob) != own.knobs.end();
    if (!as_in_file) options += " --set " + shell_quoted(knob.first + "=" + knob.second);
  }
  // The file's own come first in every branch.
  for (std::size_t i = own.interventions.size(); i < inputs.interventions.size(); ++i) {
    options += " --input " + shell_quoted(intervention_json(inputs.interventions[i]));
  }
  return options;
}

}  // namespace grove
