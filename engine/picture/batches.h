// Batches: which ready tasks could run in any order. Trio takes all that are ready at a time as one
// batch, and promises no order within it; whoever becomes ready meanwhile is of the next. asyncio
// serves a queue in its order, so there is no batch.
#pragma once

#include <vector>

#include "engine/model/model.h"

namespace grove {

class Batches {
 public:
  // Keeps a reference to the record, which must outlive it.
  explicit Batches(const Record& record) : record_(&record) {}

  // Takes in the events that were recorded since the last call.
  void extend();

  // Those who are to run at the model's moment, in the order in which they do, as far as that is
  // recorded; fewer than two where nothing is open.
  std::vector<TaskId> hand(const Model& model) const;

 private:
  void schedule(TaskId task);
  void begin(TaskId task, EventId id);

  const Record* record_;
  std::size_t size_ = 0;
  std::vector<EventId> starts_;  // the first step of each batch
  std::vector<char> ready_;      // by task: 1 in this batch, 2 in the next
  std::vector<TaskId> next_;     // of the next batch
  std::size_t left_ = 0;         // in this batch
};

}  // namespace grove
