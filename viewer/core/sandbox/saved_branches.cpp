#include "viewer/core/sandbox/saved_branches.h"

#include <map>
#include <utility>
#include <vector>

namespace grove {

Branches branches_of(Scenario scenario, BranchId* next) {
  const std::vector<SavedBranch> saved = std::move(scenario.branches);
  scenario.branches.clear();
  const auto own = std::make_shared<const Scenario>(std::move(scenario));
  Branches branches(
      Branch{.id = (*next)++, .name = kTrunkName, .scenario = own, .inputs = own->inputs});
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
    ids.push_back((*next)++);
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

Scenario scenario_of(const Branches& branches) {
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

std::string text_without_place(const Branches& branches) {
  Scenario file = scenario_of(branches);
  for (SavedBranch& branch : file.branches) branch.shown = false;
  return write_scenario(file);
}

}  // namespace grove
