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

std::string Session::file_text() const {
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
  return write_scenario(file);
}

std::vector<std::string> Session::watched_files() const {
  if (empty() || path_.empty()) return {};
  std::vector<std::string> files{path_};
  const Scenario* scenario = branches_->trunk().scenario.get();
  if (scenario != nullptr && scenario->program_file != path_) {
    files.push_back(scenario->program_file);
  }
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
  put_first(&recent_, c.path);
  view_.overlay = Overlay::kNone;
  notify(fmt::format("Saved as {}.", c.path));
}

// The file has changed on disk. What was made of it stays in the undo.
void Session::on(const command::Reload&) {
  if (empty() || path_.empty() || is_record(path_)) return;
  const Fingerprint content = fingerprint_of(path_);
  ScenarioResult result = load_scenario(path_);
  problems_ = std::move(result.problems);
  if (!result.scenario) return;
  const Scenario& own = *branches_->trunk().scenario;
  const bool same =
      result.scenario->source == own.source && write_scenario(*result.scenario) == file_text();
  known_[path_] = content;
  if (same) return;
  Sitting before = sitting();
  if (!show(branches_of(std::move(*result.scenario)))) return;
  remember(std::move(before));
  notify("The file has changed and was loaded anew; Ctrl+Z goes back.");
}

}  // namespace grove
