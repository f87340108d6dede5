// Cursor: where a player stops. The stepping that the window and the terminal share.
//
// A position is that of Model: so many events are folded in, and the picture is the moment after
// the last of them. A stop is a position at which a step of some kind may end; next_stop() finds
// the nearest one before or after a position. It looks only at the record, so it can be asked
// about a record that still grows: there the end of what is recorded is a stop of every kind, and
// asking again from there goes on once more is recorded.
//
//   model.seek(next_stop(record, model.position(), StepKind::kStepEvent, +1, TaskId{}));
//
// Cost: linear in the distance to the stop, so walking a whole record is linear in all.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>

#include "engine/record/record.h"

namespace grove {

enum class StepKind : uint8_t {
  kStepEvent,    // the default: an event that a person steps by (role_of)
  kEvent,        // any event
  kTaskStep,     // a before_task_step, of the selected task if there is one
  kLine,         // a line event, likewise; a task step where the record has no lines
  kInstant,      // the last event of its time: all that happens then has happened
  kInteresting,  // see is_interesting
};

// Spawns, cancellations, exceptions and exits, and what comes from outside or ends the run. A
// cancel_requested is not: it comes with its scope_cancelled, and a big tree would have thousands.
bool is_interesting(EventKind kind);

// The nearest stop after (`direction` > 0) or before (< 0) `position`; the end of the record or 0
// if there is none. `selected` narrows kTaskStep and kLine to one task.
// REQUIRES: position <= record.size(), direction != 0.
std::size_t next_stop(const Record& record, std::size_t position, StepKind kind, int direction,
                      TaskId selected = {});

// The position after everything that happens at or before `time`.
std::size_t position_at(const Record& record, SimTime time);

// The position at which step number `step` has just begun; none if it is not in the record.
std::optional<std::size_t> position_of_step(const Record& record, int32_t step);

// How many stops a second, on a ladder that + and - climb; and how many are due.
class Pace {
 public:
  double stops_per_second() const;
  void faster();
  void slower();

  // The stops that are due `seconds` after the last call; fractions add up. A long pause (the
  // process was stopped) counts as a tenth of a second, so that playing goes on from where it was.
  int due(double seconds);
  // Forgets the fraction: playing begins anew, and its first stop is due after a whole interval.
  void restart() { owed_ = 0; }

 private:
  int rung_ = 4;
  double owed_ = 0;  // stops, below 1
};

}  // namespace grove
