// Sittings as files: opening one with its branches, writing it, loading it anew when it has
// changed.
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <utility>

#include "viewer/core/file_list.h"
#include "viewer/core/saving.h"
#include "viewer/core/session.h"

namespace grove {
namespace {

constexpr const char* kTrunkName = "as in the file";

bool is_record(const std::string& path) {
  constexpr std::string_view kEnding = ".jsonl";
  return path.size() >= kEnding.size() &&
         path.compare(path.size() - kEnding.size(), kEnding.size(), kEnding) == 0;
}

}  // namespace

// The trunk and the branches that the file has.
Branches Session::branches_of(Scenario scenario) {
  const std::vector<SavedBranch> saved = std::move(scenario.branches);
  scenario.branches.clear();
  const auto own = std::make_shared<const Scenario>(std::move(scenario));
  Branches branches(
      Branch{.id = next_branch_++, .name = kTrunkName, .scenario = own, .inputs = own->inputs});
  std::map<std::string, std::shared_ptr<const Scenario>> programs{{own->source, own}};
  std::vector<BranchId> ids;
  BranchId shown = branches.trunk().id;
  for (const SavedBranch& each : saved) {
    const std::string& source = each.source ? *each.source : own->source;
    auto& program = programs[source];
    if (program == nullptr) {
      Scenario edited = *own;
      edited.source = source;
      program = std::make_shared<const Scenario>(std::move(edited));
    }
    ids.push_back(next_branch_++);
    branches.add(Branch{.id = ids.back(),
                        .parent = each.of ? ids[*each.of] : branches.trunk().id,
                        .name = each.name,
                        .scenario = program,
                        .inputs = each.inputs});
    if (each.shown) shown = ids.back();
  }
  branches.show(shown);
  return branches;
}

Scenario Session::as_scenario() const {
  const Branches& branches = *branches_;
  Scenario file = *branches.trunk().scenario;
  file.inputs = branches.trunk().inputs;
  std::map<BranchId, std::size_t> places;
  for (const Branch& branch : branches.all()) {
    if (branch.id == branches.trunk().id) continue;
    SavedBranch saved{.name = branch.name, .inputs = branch.inputs};
    if (const auto parent = places.find(branch.parent); parent != places.end()) {
      saved.of = parent->second;
    }
    saved.shown = branch.id == branches.shown().id;
    if (branch.scenario->source != file.source) saved.source = branch.scenario->source;
    places[branch.id] = file.branches.size();
    file.branches.push_back(std::move(saved));
  }
  return file;
}

std::string Session::file_text() const { return write_scenario(as_scenario()); }

// Which branch is looked at is no change of the file.
std::string Session::text_without_place() const {
  Scenario file = as_scenario();
  for (SavedBranch& branch : file.branches) branch.shown = false;
  return write_scenario(file);
}

void Session::mark_saved() {
  saved_ = branches_->trunk().scenario == nullptr
               ? nullptr
               : std::make_shared<const std::string>(text_without_place());
  shown_in_file_ = branches_->shown().id;
}

std::vector<std::string> Session::watched_files() const {
  std::vector<std::string> files;
  const auto add = [&files](const std::string& file) {
    const bool there = std::find(files.begin(), files.end(), file) != files.end();
    if (!file.empty() && !there) files.push_back(file);
  };
  if (broken_) {
    add(broken_->path);
    add(broken_->file);
  }
  if (empty()) return files;
  add(path_);
  const Scenario* scenario = branches_->trunk().scenario.get();
  if (scenario != nullptr && !path_.empty()) add(scenario->program_file);
  return files;
}

WriteTerms Session::terms_of_saving(const std::string& path) const {
  WriteTerms terms;
  for (const std::string& file : watched_files()) {
    if (file != path_) terms.inputs.push_back(file);
  }
  const auto known = known_.find(path_);
  if (known != known_.end() && is_same_file(path, path_)) terms.expected = known->second;
  return terms;
}

SavePlan Session::save_plan(const std::string& path) const {
  WriteTerms terms = terms_of_saving(path);
  const std::optional<Fingerprint> expected = std::exchange(terms.expected, std::nullopt);
  SavePlan plan = plan_save(path, terms);
  plan.changed = plan.possible && expected && fingerprint_of(path) != *expected;
  if (plan.changed) plan.words = "replaces the file, which something else has changed meanwhile";
  return plan;
}

void Session::on(const command::SaveAs& c) {
  if (empty()) return;
  if (branches_->trunk().scenario == nullptr) {
    return notify("A record is a file already; only scenarios are saved here.");
  }
  WriteTerms terms = terms_of_saving(c.path);
  if (c.over_changes) terms.expected.reset();
  const std::string fault = save_file(c.path, file_text(), terms);
  if (!fault.empty()) return notify(fmt::format("Not saved: {}.", fault));
  path_ = c.path;
  known_[path_] = fingerprint_of(path_);
  mark_saved();
  put_first(&recent_, c.path);
  view_.overlay = Overlay::kNone;
  const char* rest =
      draft_differs() ? ", without what is typed and not run: Ctrl+Enter runs it" : "";
  notify(fmt::format("Saved as {}{}.", c.path, rest));
}

// The file has changed on disk. What was made of it stands in branches below the file as it was.
void Session::on(const command::Reload&) {
  if (broken_) {
    const std::string path = broken_->path;
    if (open(path) == OpenResult::kOpened) return notify("The file is mended and was opened.");
    if (empty() || path == path_) return;
  }
  if (empty() || path_.empty() || is_record(path_)) return;
  const Fingerprint content = fingerprint_of(path_);
  ScenarioResult result = load_scenario(path_);
  Problems others;  // of a file that was asked for meanwhile, and is no better
  if (broken_) others = problems_;
  problems_ = std::move(result.problems);
  if (!result.scenario) return;
  const bool unsaved = has_unsaved();
  const bool same = result.scenario->source == branches_->trunk().scenario->source &&
                    write_scenario(*result.scenario) == file_text();
  known_[path_] = content;
  if (same) {
    problems_ = std::move(others);
    return mark_saved();
  }
  Sitting before = sitting();
  Branches fresh = branches_of(*result.scenario);
  if (unsaved) fresh = branches_of(rejoined(*result.scenario, as_scenario(), false));
  if (!show(std::move(fresh))) return;
  saved_ = unsaved ? std::make_shared<const std::string>() : nullptr;
  if (!unsaved) mark_saved();
  remember(std::move(before));
  notify(unsaved ? "The file has changed and was loaded anew; what you made of it are branches."
                 : "The file has changed and was loaded anew; Ctrl+Z goes back.");
}

// --- what is kept of a sitting

bool Session::has_unsaved() const {
  if (empty()) return broken_ && draft_differs();
  if (branches_->trunk().scenario == nullptr) return false;
  return draft_differs() || saved_ == nullptr || *saved_ != text_without_place();
}

KeptSitting Session::kept() const {
  KeptSitting kept;
  kept.file = from_root(empty() ? broken_->path : path_);
  if (draft_differs()) kept.draft = draft_;
  if (empty()) {
    kept.draft_file = from_root(broken_->file);
    return kept;
  }
  kept.scenario = file_text();
  kept.position = model_->position();
  kept.now = now_;
  kept.breakpoints = view_.breakpoints;
  return kept;
}

void Session::offer_kept(KeptSitting kept) {
  kept_words_.clear();
  const auto add = [this](const std::string& words) {
    kept_words_ += (kept_words_.empty() ? "" : " and ") + words;
  };
  const ScenarioResult read = read_scenario(kept.scenario, kept.file);
  const std::size_t count = read.scenario ? read.scenario->branches.size() : 0;
  if (count > 0) add(fmt::format("{} branch{}", count, count == 1 ? "" : "es"));
  if (kept.draft) add("an edited program");
  if (kept_words_.empty()) add("the program as it was");
  kept_offer_ = std::move(kept);
}

std::optional<Session::KeptAnswer> Session::take_kept_answer() {
  std::optional<KeptAnswer> answer;
  answer.swap(kept_answer_);
  return answer;
}

void Session::on(const command::TakeUpKept&) {
  if (!kept_offer_) return notify("Nothing was kept of an earlier sitting with this file.");
  const KeptSitting kept = std::move(*kept_offer_);
  kept_offer_.reset();
  if (!kept.scenario.empty()) {
    const std::string path = empty() ? broken_->path : path_;
    ScenarioResult old = read_scenario(kept.scenario, path);
    if (!old.scenario) {
      problems_ = std::move(old.problems);
      return;
    }
    if (empty()) {
      if (!take_scenario(path, std::move(old))) return;
      saved_.reset();
    } else {
      Sitting before = sitting();
      if (!show(branches_of(rejoined(as_scenario(), *old.scenario, true)))) return;
      remember(std::move(before));
    }
    pursue({.time = kept.now, .position = kept.position});
  }
  const bool fits = empty() ? broken_ && from_root(broken_->file) == kept.draft_file
                            : recording_->scenario() != nullptr && kept.draft_file.empty();
  if (kept.draft && fits) {
    draft_ = kept.draft;
    view_.editing = true;
  }
  view_.breakpoints.insert(kept.breakpoints.begin(), kept.breakpoints.end());
  kept_answer_ = KeptAnswer{kept.name, true};
  notify(empty() ? "Your edits are back." : "Your last sitting is back; Ctrl+Z goes to the file.");
}

void Session::on(const command::LeaveKept&) {
  if (!kept_offer_) return;
  kept_offer_.reset();
  notify("It stays kept, and is offered again at the next start.");
}

void Session::on(const command::ForgetKept&) {
  if (!kept_offer_) return;
  kept_answer_ = KeptAnswer{kept_offer_->name, false};
  kept_offer_.reset();
}

}  // namespace grove
