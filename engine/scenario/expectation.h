// Expectation: what must hold in a run, for `grove check --expect` and for ticks in the viewer. One
// of these forms, each with "preset": NAME where it is about the run with that preset:
//
//   {"at": 0.3, "alive": 1}                          how many tasks are alive when all has happened
//   {"task": "r00", "outcome": "cancelled", "because": "r01", "at": 0.27, "exception": "Bang"}
//   {"printed": ["open", ["A", "B"], "after"], "at": 0.3, "only": true}
//                  in this order, those of an inner list in any order; all at that time; nothing
//                  else
//   {"outcome": "error", "exception": "ExceptionGroup", "at": 0.2}                 of the whole run
//   {"never": {"event": "task_orphaned"}}
//   {"event": "cancel_delivered", "t": 0.3, "count": 5}    so many events; without count one or
//   more
//
// Whether it holds in a run: engine/lesson/expectations.h.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/base/problem.h"
#include "engine/base/sim_time.h"
#include "engine/scenario/event_pattern.h"

namespace grove {

struct Expectation {
  enum class Kind : uint8_t { kAlive, kTask, kPrinted, kOutcome, kAbsent, kEvent };
  Kind kind = Kind::kOutcome;
  std::string preset;         // empty: the file's own run
  std::optional<SimTime> at;  // the moment; of kTask and kOutcome: when it ends
  int64_t alive = 0;
  std::string task;  // label or path
  std::optional<Outcome> outcome;
  std::string exception;  // type of the exception that it ends with; empty: any or none
  std::string because;    // a task, or the reason of a cancellation ("deadline")
  std::vector<std::vector<std::string>> lines;  // of kPrinted
  bool only = false;
  EventPattern event;  // of kAbsent and kEvent
  std::optional<int64_t> count;
  Problem where;  // its place in the file, without a message
};

// `presets` are the names of the scenario's.
std::vector<Expectation> read_expectations(const JsonValue& value, const std::string& pointer,
                                           const std::vector<std::string>& presets,
                                           JsonFaults* faults);

}  // namespace grove
