// Schedule: in which order the tasks of one batch step (semantics A4, A5). A batch of Trio's is of
// tasks only.
#pragma once

#include <algorithm>
#include <string>
#include <vector>

#include "engine/machine/core/mersenne_twister.h"
#include "engine/record/inputs.h"
#include "engine/runtime/kernel/task.h"

namespace grove {

class Schedule {
 public:
  explicit Schedule(SchedulePolicy policy);

  // Puts the batch into stepping order. Every batch of a run has to come through here, empty ones
  // too, since a shuffle draws. `label_of` names tasks, for an explicit list.
  template <class LabelOf>
  void order(std::vector<Ready>& batch, const LabelOf& label_of) {
    sort_by_creation(batch);
    switch (policy_.kind) {
      case SchedulePolicy::Kind::kSpawnOrder:
        return;
      case SchedulePolicy::Kind::kReversed:
        return reverse(batch);
      case SchedulePolicy::Kind::kShuffled:
        return shuffle(batch);
      case SchedulePolicy::Kind::kExplicit: {
        std::vector<std::string> labels;
        for (const Ready& each : batch) labels.push_back(std::string(label_of(each.task)));
        // Trio's own tasks have no label, and are not told of.
        const auto unnamed = std::count(labels.begin(), labels.end(), std::string());
        if (labels.size() - static_cast<std::size_t>(unnamed) < 2 ||
            next_explicit_ >= policy_.batches.size()) {
          return;
        }
        return put_first(batch, labels, policy_.batches[next_explicit_++]);
      }
    }
  }

 private:
  static void sort_by_creation(std::vector<Ready>& batch);
  static void reverse(std::vector<Ready>& batch);
  static void put_first(std::vector<Ready>& batch, std::vector<std::string>& labels,
                        const std::vector<std::string>& wanted);
  void shuffle(std::vector<Ready>& batch);

  SchedulePolicy policy_;
  MersenneTwister generator_;      // of kShuffled
  std::size_t next_explicit_ = 0;  // of kExplicit: the list for the next batch of two or more
};

}  // namespace grove
