// The module time: reads and moves the simulated clock.
#include <cmath>

#include "engine/machine/builtins/builtins.h"
#include "engine/machine/builtins/convert.h"
#include "engine/machine/core/machine.h"
#include "engine/machine/protocols/operators.h"

namespace grove {

namespace {

Value now(Machine& machine, Args) { return Value::of_float(to_seconds(machine.host().now())); }

// False, and an exception pending, if one cannot sleep for that long.
bool to_duration(Machine& machine, Value length, SimTime* duration) {
  const std::optional<double> seconds = number_as_double(machine, length);
  if (!seconds && machine.has_pending()) return false;
  if (!seconds) {
    raise_type_error(
        machine, "'" + machine.type_name(length) + "' object cannot be interpreted as an integer");
  } else if (std::isnan(*seconds)) {
    raise_value_error(machine, "Invalid value NaN (not a number)");
  } else if (*seconds < 0) {
    raise_value_error(machine, "sleep length must be non-negative");
  } else {
    *duration = sim_time_from_seconds(*seconds);
    if (duration->ns < kNever.ns - 1) return true;
    machine.raise_error("OverflowError", "timestamp too large to convert to C _PyTime_t");
  }
  return false;
}

Turn sleep(Machine& machine, FrameBody& frame, Resume resume) {
  if (resume.kind != Resume::Kind::kStart) return Turn::done(resume.value);
  SimTime duration;
  if (!to_duration(machine, frame.slots[0], &duration)) return Turn::raised();
  return machine.host().sleep(duration) ? Turn::done(Value::none()) : Turn::block();
}

}  // namespace

void add_time(Library& library) {
  library.module("time")
      .turns("sleep", "seconds, /", sleep)
      .function("time", "", now)
      .function("monotonic", "", now)
      .function("perf_counter", "", now);
}

}  // namespace grove
