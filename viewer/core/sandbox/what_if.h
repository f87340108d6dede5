// WhatIf: what would come of an act, found by really doing it to a copy of the run and comparing
// both futures. Computed in slices; nothing is kept of it but the answer.
//
//   WhatIf what_if(recording, inputs, position);
//   while (!what_if.finished()) what_if.compute(recording, 20'000);
//   what_if.stopped()     // tasks alive now that would be cancelled, or earlier than they are
//   what_if.failing()     // the same with an exception
//   what_if.saved()       // that would go on or end well, and otherwise do not
//   what_if.living()      // that are ended either way, but later: they are not saved
#pragma once

#include <optional>
#include <set>

#include "viewer/core/player/recording.h"

namespace grove {

class WhatIf {
 public:
  // `position`: the events that come before the act.
  WhatIf(const Recording& recording, const Inputs& inputs, std::size_t position);

  // Another slice; `recording` is the same, which may be computed further meanwhile.
  void compute(const Recording& recording, int64_t operations, Onlooker* onlooker = nullptr);
  // Both futures are known, or as much of them as will be looked at.
  bool finished() const { return finished_; }
  // What would come, as far as it was looked at.
  const Record& future() const { return run_.record(); }

  // Of the tasks that were spawned before the act. In order of spawning.
  const std::vector<TaskId>& stopped() const { return stopped_; }
  const std::vector<TaskId>& failing() const { return failing_; }
  const std::vector<TaskId>& saved() const { return saved_; }
  const std::vector<TaskId>& living() const { return living_; }
  // "stops 5 tasks, 1 would fail, saves 1", "6 live until 0.60, then 5 fail, 1 is cancelled",
  // "the run then ends at 0.60"; "…" while it is being found out, and empty if there is nothing to
  // say.
  std::string effect() const;
  std::string respite() const;
  std::string ending() const;

 private:
  struct End {
    Outcome outcome = Outcome::kOk;
    SimTime time;
    bool exited = false;
  };
  static std::vector<End> ends_of(const Record& record, std::size_t position, std::size_t tasks);
  void compare(const Recording& recording);

  Inputs inputs_;
  Run run_;
  std::size_t position_;
  bool finished_ = false;
  std::vector<TaskId> stopped_, failing_, saved_, living_;
  std::vector<End> after_;  // by task
};

}  // namespace grove
