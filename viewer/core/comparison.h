// RunComparison: what differs between two runs on one clock, task by task: tasks of the same path
// are the same task. Compared is what becomes of them (spawned, raised, asked to stop, ended) and
// what they print, instant by instant; how the two libraries get there is not.
//
//   RunComparison comparison;
//   comparison.update(left, right);                 // again when either has grown
//   comparison.first()                              // where they part; null: nowhere so far
//   standing_of(model)                              // alive, late, lost
#pragma once

#include <map>
#include <string>
#include <vector>

#include "engine/model/model.h"
#include "viewer/core/player/recording.h"

namespace grove {

struct Difference {
  SimTime t;
  EventId left, right;  // the first that the other does not have then; unset: it has all
};

// The counts that two runs are compared by, at a moment.
struct Standing {
  int32_t alive = 0;
  int32_t orphans = 0;  // alive, and nobody waits for them
  int32_t late = 0;     // printed by somebody nobody waited for any more
  int32_t lost = 0;     // exceptions that nobody saw
};
Standing standing_of(const Model& model);

// How many tasks are alive, as a stair: from that time on so many.
struct AliveStep {
  SimTime t;
  int32_t alive;
};
std::vector<AliveStep> alive_steps(const Record& record);

class RunComparison {
 public:
  // Compares anew where one of the records is another or has grown.
  void update(const Recording& left, const Recording& right);

  const std::vector<Difference>& differences() const { return differences_; }
  const Difference* first() const { return differences_.empty() ? nullptr : &differences_.front(); }
  // The one after that time, or before it.
  const Difference* next(SimTime t, int direction) const;
  const std::vector<AliveStep>& alive_left() const { return left_.alive; }
  const std::vector<AliveStep>& alive_right() const { return right_.alive; }

 private:
  // One run, as far as it was looked at.
  struct Side {
    const Record* record = nullptr;
    std::size_t size = 0;
    std::vector<AliveStep> alive;
  };

  Side left_, right_;
  std::vector<Difference> differences_;
};

// The tasks of a model that are not, in the other one, in the same state under the same path.
std::vector<TaskId> differing_tasks(const Model& model, const Model& other);

}  // namespace grove
