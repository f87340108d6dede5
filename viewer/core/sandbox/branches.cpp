#include "viewer/core/sandbox/branches.h"

#include <algorithm>
#include <set>
#include <utility>

#include "engine/base/ensure.h"

namespace grove {

const Branch* Branches::find(BranchId id) const {
  const auto found =
      std::find_if(all_.begin(), all_.end(), [id](const Branch& b) { return b.id == id; });
  return found == all_.end() ? nullptr : &*found;
}

Branch& Branches::at(BranchId id) {
  const Branch* branch = find(id);
  ENSURE(branch != nullptr, "there is no such branch");
  return all_[static_cast<std::size_t>(branch - all_.data())];
}

bool Branches::has_children(BranchId id) const {
  return std::any_of(all_.begin(), all_.end(), [id](const Branch& b) { return b.parent == id; });
}

std::vector<Branches::Row> Branches::rows() const {
  std::vector<Row> rows;
  collect(kNoBranch, 0, &rows);
  return rows;
}

void Branches::collect(BranchId parent, int depth, std::vector<Row>* rows) const {
  for (const Branch& branch : all_) {
    if (branch.parent != parent) continue;
    rows->push_back({&branch, depth});
    collect(branch.id, depth + 1, rows);
  }
}

void Branches::add(Branch branch) {
  ENSURE(find(branch.parent) != nullptr, "a branch departs from another");
  shown_ = branch.id;
  all_.push_back(std::move(branch));
}

void Branches::show(BranchId id) { shown_ = at(id).id; }

void Branches::rename(BranchId id, std::string name) { at(id).name = std::move(name); }

void Branches::remove(BranchId id) {
  ENSURE(id != trunk().id, "the run as the file has it cannot be removed");
  const BranchId parent = at(id).parent;
  std::set<BranchId> gone{id};
  for (const Branch& branch : all_) {
    if (gone.count(branch.parent) > 0) gone.insert(branch.id);
  }
  std::erase_if(all_, [&](const Branch& b) { return gone.count(b.id) > 0; });
  if (gone.count(shown_) > 0) shown_ = parent;
}

void Branches::change_shown(BranchId id, std::string name, Inputs inputs) {
  ENSURE(!has_children(shown_), "what others depart from is not changed under them");
  Branch& branch = at(shown_);
  branch.id = shown_ = id;
  branch.name = std::move(name);
  branch.inputs = std::move(inputs);
}

bool same_run(const Branch& a, const Branch& b) {
  return a.scenario == b.scenario && a.inputs == b.inputs;
}

bool departs_by_acts(const Branch& branch, const Branch& parent) {
  if (parent.scenario == nullptr || parent.scenario != branch.scenario) return false;
  Inputs inputs = parent.inputs;
  inputs.interventions = branch.inputs.interventions;
  return inputs == branch.inputs;
}

}  // namespace grove
