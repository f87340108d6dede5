// Recordings: the records of the branches, made when they are asked for and kept while they are
// used.
//
//   Recordings recordings;
//   Recording* shown = recordings.get(branches, branches.shown().id, &problems);
//   while (recordings.wants_to_compute(branches)) recordings.compute(branches, 20'000);
//   recordings.end(id)                          // how that branch ends, as far as it is known
//
// A branch that departs from its parent at some moment is made from a snapshot of the parent's run
// just before it, so that making it costs little however long the run is. Runs that were not looked
// at for long are let go of; their ends are remembered, and they are made anew when asked for.
#pragma once

#include <map>
#include <memory>
#include <optional>

#include "engine/record/difference.h"
#include "viewer/core/player/recording.h"
#include "viewer/core/sandbox/branches.h"

namespace grove {

// How a branch ends, for a glance.
struct BranchEnd {
  bool known = false;  // else it is still being computed, or was only computed so far
  Outcome outcome = Outcome::kOk;
  SimTime time;  // of the last event
  int32_t tasks = 0, cancelled = 0, failed = 0;
  int32_t printed = 0;
  friend bool operator==(const BranchEnd&, const BranchEnd&) = default;
};
BranchEnd end_of(const Recording& recording);

class Recordings {
 public:
  // The record of a branch, made if it is not there. Null, with the faults, if its program cannot
  // be run.
  Recording* get(const Branches& branches, BranchId id, Problems* problems);
  // Null if it is not there.
  const Recording* find(BranchId id) const;
  // Of a branch that no scenario makes.
  void put(BranchId id, std::unique_ptr<Recording> recording);

  BranchEnd end(BranchId id) const;
  // The first event in which a branch differs from its parent, and when that was; nothing where
  // they do not differ, as far as both are computed.
  struct Departure {
    std::size_t position;
    SimTime time;
  };
  std::optional<Departure> departure(BranchId id) const;

  // Those branches that are not shown are computed too, each so far and no further.
  bool wants_to_compute(const Branches& branches) const;
  void compute(const Branches& branches, int64_t operations, Onlooker* onlooker = nullptr);

  // Lets go of the records of all branches but these.
  void keep(const std::vector<BranchId>& used);

 private:
  struct Entry {
    std::unique_ptr<Recording> recording;  // null: let go of
    bool irreplaceable = false;
    BranchEnd end;
    RecordDifference difference;  // to the parent
    std::optional<Departure> departure;
    int used = 0;
  };

  bool unfinished(const Branch& branch) const;
  void compare(const Branches& branches, const Branch& branch);
  void forget_oldest(const Branches& branches);

  std::map<BranchId, Entry> recordings_;
  int uses_ = 0;
};

}  // namespace grove
