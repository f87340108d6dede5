// Branches: the runs that a person has made of one file, as a small tree. A branch is data: what
// was changed, in words, and the program and inputs that its run follows from. Its record is made
// from that, at any time again (Recordings).
//
// A value: a copy of it is all that undo needs.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "engine/record/inputs.h"
#include "engine/scenario/scenario.h"

namespace grove {

// Names a branch for a whole sitting; never used twice.
using BranchId = int;
inline constexpr BranchId kNoBranch = -1;

struct Branch {
  BranchId id = kNoBranch;
  BranchId parent = kNoBranch;  // of the trunk: none
  std::string name;             // "cancel main:34 before step 41"; of the trunk "as in the file"
  // What was changed, as "knob BANGS": changing it further changes this branch instead of making
  // one more. Empty for what happened at a moment of the run.
  std::string changed;
  std::shared_ptr<const Scenario> scenario;  // null for a record that was read
  Inputs inputs;
  // Of one that departs by an intervention: the events of its parent that come before it.
  std::optional<std::size_t> departs_at;
};

class Branches {
 public:
  explicit Branches(Branch trunk) : all_{std::move(trunk)}, shown_(all_.front().id) {}

  // Parents before children, in the order in which they were made. The first is the trunk.
  const std::vector<Branch>& all() const { return all_; }
  const Branch& trunk() const { return all_.front(); }
  const Branch& shown() const { return *find(shown_); }
  // Null if there is none of that name.
  const Branch* find(BranchId id) const;
  bool has_children(BranchId id) const;

  // Each followed by what departs from it, in the order of making.
  struct Row {
    const Branch* branch;
    int depth;
  };
  std::vector<Row> rows() const;

  // REQUIRES for all: the branches named are there; the trunk is not removed.
  void add(Branch branch);  // and shows it
  void show(BranchId id);
  void rename(BranchId id, std::string name);
  void remove(
      BranchId id);  // and all that depart from it; shows its parent if one of them was shown
  // The shown one follows from these inputs now; its record is another one, so it takes a new id.
  void change_shown(BranchId id, std::string name, Inputs inputs);

 private:
  Branch& at(BranchId id);
  void collect(BranchId parent, int depth, std::vector<Row>* rows) const;

  std::vector<Branch> all_;
  BranchId shown_;
};

// Whether both run the same program with the same inputs, so that their records are the same.
bool same_run(const Branch& a, const Branch& b);
// Whether a branch differs from its parent by acts only, so that its run begins as the other's
// does.
bool departs_by_acts(const Branch& branch, const Branch& parent);

}  // namespace grove
