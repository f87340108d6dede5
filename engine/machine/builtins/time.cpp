// The module time: reads and moves the simulated clock.
#include <cmath>

#include "engine/machine/builtins/builtins.h"
#include "engine/machine/builtins/convert.h"
#include "engine/machine/machine.h"
#include "engine/machine/operators.h"

namespace grove {

namespace {

Value now(Machine& machine, Args) { return Value::of_float(to_seconds(machine.host().now())); }

Value sleep(Machine& machine, Args args) {
  const std::optional<double> seconds = number_as_double(args[0]);
  if (!seconds) {
    return raise_type_error(
        machine, "'" + machine.type_name(args[0]) + "' object cannot be interpreted as an integer");
  }
  if (std::isnan(*seconds)) return raise_value_error(machine, "Invalid value NaN (not a number)");
  if (*seconds < 0) return raise_value_error(machine, "sleep length must be non-negative");
  const SimTime duration = sim_time_from_seconds(*seconds);
  if (duration.ns >= kNever.ns - 1) {
    return machine.raise_error("OverflowError", "timestamp too large to convert to C _PyTime_t");
  }
  machine.host().stall(duration);
  return Value::none();
}

}  // namespace

void add_time(Library& library) {
  library.module("time")
      .function("sleep", "seconds, /", sleep)
      .function("time", "", now)
      .function("monotonic", "", now)
      .function("perf_counter", "", now);
}

}  // namespace grove
