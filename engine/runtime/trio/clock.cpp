#include "engine/runtime/trio/clock.h"

#include <limits>

#include "engine/runtime/trio/classes.h"
#include "engine/runtime/trio/support.h"

namespace grove::trio {

namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();

bool is_used(Kernel& k, Value clock) { return trio_of(k).running && same(trio_of(k).clock, clock); }

// use_clock(clock, seconds): for the run that begins now.
Value use_clock(Machine& m, Args args) {
  Kernel& k = kernel_of(m);
  double seconds = 0;
  if (!m.to_double(args[1], &seconds)) return {};
  m.heap.assign(trio_of(k).clock, m.heap.retain(args[0]));
  trio_of(k).clock_zero = k.now() - sim_time_from_seconds(seconds);
  return Value::none();
}

// set_clock(clock, rate, autojump_threshold)
Value set_clock(Machine& m, Args args) {
  Trio& trio = trio_of(kernel_of(m));
  if (!same(trio.clock, args[0])) return Value::none();
  return m.to_double(args[1], &trio.clock_rate) && m.to_double(args[2], &trio.autojump)
             ? Value::none()
             : Value{};
}

Value clock_time(Machine& m, Args args) {
  Kernel& k = kernel_of(m);
  return is_used(k, args[0]) ? Value::of_float(clock_seconds(k)) : Value::none();
}

// jump_clock(clock, seconds): whether it is the one that runs.
Value jump_clock(Machine& m, Args args) {
  Kernel& k = kernel_of(m);
  double seconds = 0;
  if (!m.to_double(args[1], &seconds)) return {};
  if (!is_used(k, args[0])) return Value::boolean(false);
  if (seconds > 0) k.sleep(sim_time_from_seconds(seconds));
  return Value::boolean(true);
}

// --- The clock that programs get if they give none ---

Value current_clock(Machine& m, Args) {
  Kernel& k = kernel_of(m);
  Trio& trio = trio_of(k);
  if (!trio.running) return m.raise_error("RuntimeError", "must be called from async context");
  if (trio.clock.is_null()) trio.clock = m.new_object(class_named(m, "SystemClock"), 0);
  return m.heap.retain(trio.clock);
}

Value start_clock(Machine&, Args) { return Value::none(); }
Value current_time(Machine& m, Args) { return Value::of_float(clock_seconds(kernel_of(m))); }
Value deadline_to_sleep_time(Machine& m, Args args) {
  double deadline = 0;
  if (!m.to_double(args[1], &deadline)) return {};
  return Value::of_float(deadline - clock_seconds(kernel_of(m)));
}
Value clock_repr(Machine& m, Args) { return m.heap.new_str("SystemClock(offset=0.0)"); }

}  // namespace

SimTime from_clock(Kernel& k, double seconds) {
  return sim_time_from_seconds(seconds) + trio_of(k).clock_zero;
}

double on_clock(Kernel& k, SimTime time) { return to_seconds(time - trio_of(k).clock_zero); }

double real_time_to(Kernel& k, SimTime time) {
  const double left = to_seconds(time - k.now());
  const double rate = trio_of(k).clock_rate;
  return left <= 0 ? 0 : rate > 0 ? left / rate : kInfinity;
}

void reset_clock(Kernel& k) {
  Trio& trio = trio_of(k);
  k.machine.heap.assign(trio.clock, Value{});
  trio.clock_zero = {};
  trio.clock_rate = 1;
  trio.autojump = kInfinity;
}

void leave_clock(Kernel& k) {
  Trio& trio = trio_of(k);
  if (trio.clock.is_null() || trio.clock.is(Type::kObject)) return;
  Machine& m = k.machine;
  const Owned time = own(m.heap, Value::of_float(clock_seconds(k)));
  m.set_attribute(trio.clock, m.symbols.intern("_time"), time.get());
}

void add_clock(Library& library) {
  library.unlisted_class(kUnlistedModule, "SystemClock")
      .method("start_clock", "", start_clock)
      .method("current_time", "", current_time)
      .method("deadline_to_sleep_time", "deadline", deadline_to_sleep_time)
      .method("__repr__", "", clock_repr);
  library.module("trio.lowlevel").function("current_clock", "", current_clock);
  library.module("_trio")
      .function("use_clock", "clock, seconds", use_clock)
      .function("set_clock", "clock, rate, autojump_threshold", set_clock)
      .function("clock_time", "clock", clock_time)
      .function("jump_clock", "clock, seconds", jump_clock);
}

}  // namespace grove::trio
