// WhatIf: what would come of an act, found by really doing it to a copy of the run and comparing
// both futures. Computed in slices; nothing is kept of it but the answer.
//
//   WhatIf what_if(recording, inputs, position);
//   while (!what_if.finished()) what_if.compute(recording, 20'000);
//   what_if.stopped()     // tasks alive now that would end by cancellation or an exception, or
//                         // earlier, where they went on before
#pragma once

#include <optional>
#include <set>

#include "viewer/core/recording.h"

namespace grove {

class WhatIf {
 public:
  // `position`: the events that come before the act.
  WhatIf(const Recording& recording, const Inputs& inputs, std::size_t position);

  // Another slice; `recording` is the same, which may be computed further meanwhile.
  void compute(const Recording& recording, int64_t operations);
  // Both futures are known, or as much of them as will be looked at.
  bool finished() const { return finished_; }

  // Of the tasks that were spawned before the act. In order of spawning.
  const std::vector<TaskId>& stopped() const { return stopped_; }
  const std::vector<TaskId>& saved() const { return saved_; }
  // "stops 5 tasks, saves 1 task", "the run then ends at 0.60"; "…" while it is being found out.
  std::string effect() const;
  std::string ending() const;

 private:
  struct End {
    Outcome outcome = Outcome::kOk;
    SimTime time;
    bool exited = false;
  };
  static std::vector<End> ends_of(const Record& record, std::size_t position, std::size_t tasks);
  void compare(const Recording& recording);

  Run run_;
  std::size_t position_;
  bool finished_ = false;
  std::vector<TaskId> stopped_, saved_;
};

}  // namespace grove
