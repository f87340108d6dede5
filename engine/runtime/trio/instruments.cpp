#include "engine/runtime/trio/instruments.h"

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

#include "engine/runtime/trio/classes.h"
#include "engine/runtime/trio/clock.h"
#include "engine/runtime/trio/support.h"

namespace grove::trio {

namespace {

constexpr std::array<const char*, 9> kNames = {
    "before_run",      "after_run",   "task_spawned",   "task_scheduled", "before_task_step",
    "after_task_step", "task_exited", "before_io_wait", "after_io_wait"};

void call_instruments(Kernel& k, Hook hook, Value argument) {
  Trio& trio = trio_of(k);
  const int32_t number = trio.next_call++;
  trio.hook_calls[number] = HookCall{.hook = hook, .argument = argument};
  k.call(trio.loop, number, k.in_task() ? k.recorder.step : k.outside_steps);
}

// As Trio reckons it: an int where there is nothing to reckon.
Value io_timeout(Kernel& k) {
  constexpr double kMost = 24 * 60 * 60;
  Trio& trio = trio_of(k);
  Value timeout = Value::of_int(0);
  double seconds = 0;
  if (k.loop(trio.loop).ready.empty()) {
    seconds = std::clamp(real_time_to(k, k.timers.next()), 0.0, kMost);
    const bool reckoned = seconds > 0 && seconds < kMost;
    timeout = reckoned ? Value::of_float(seconds) : Value::of_int(static_cast<int64_t>(seconds));
  }
  for (const IdleWaiters& waiters : trio.idle_waiters) {
    if (trio.queue(waiters.queue).count == 0) continue;
    return waiters.cushion < seconds ? Value::of_float(waiters.cushion) : timeout;
  }
  return trio.autojump < seconds ? Value::of_float(trio.autojump) : timeout;
}

// set_instruments(begin, call)
Value set_instruments(Machine& m, Args args) {
  Trio& trio = trio_of(kernel_of(m));
  m.heap.assign(trio.begin_instruments, m.heap.retain(args[0]));
  m.heap.assign(trio.call_instruments, m.heap.retain(args[1]));
  return Value::none();
}

// hear(names): the hooks that any instrument has.
Value hear(Machine& m, Args args) {
  uint32_t heard = 0;
  for (const Value name : m.heap.tuple(args[0]).items) {
    const auto at = std::find(kNames.begin(), kNames.end(), m.str_of(name));
    if (at != kNames.end()) heard |= 1U << static_cast<unsigned>(at - kNames.begin());
  }
  trio_of(kernel_of(m)).heard = heard;
  return Value::none();
}

}  // namespace

const char* name_of(Hook hook) { return kNames[static_cast<std::size_t>(hook)]; }

void call_of_task(Kernel& k, Hook hook, TaskSlot task) {
  call_instruments(k, hook, k.machine.heap.retain(task_object(k.machine, task)));
}

void tell_before_wait(Kernel& k) {
  Trio& trio = trio_of(k);
  if (!is_heard(k, Hook::kBeforeIoWait) && !is_heard(k, Hook::kAfterIoWait)) return;
  if (!trio.io_wait.is_null()) return;  // it waits since the pass before
  trio.io_wait = io_timeout(k);
  if (is_heard(k, Hook::kBeforeIoWait)) call_instruments(k, Hook::kBeforeIoWait, trio.io_wait);
}

// With a clock of its own accord, the wait is over when the clock has come to what is due next,
// which is a pass later here.
void tell_after_wait(Kernel& k) {
  Trio& trio = trio_of(k);
  if (trio.io_wait.is_null()) return;
  const bool idle = k.loop(trio.loop).ready.empty() && k.timers.next() > k.now();
  const bool jumps = trio.autojump < std::numeric_limits<double>::infinity();
  if (idle && !jumps && !std::exchange(trio.waited_long, true)) {
    const bool somebody_idles =
        std::any_of(trio.idle_waiters.begin(), trio.idle_waiters.end(),
                    [&](const auto& waiters) { return trio.queue(waiters.queue).count > 0; });
    if (!somebody_idles) return;
  }
  trio.waited_long = false;
  const Value timeout = std::exchange(trio.io_wait, Value{});
  if (is_heard(k, Hook::kAfterIoWait)) call_instruments(k, Hook::kAfterIoWait, timeout);
}

void set_hook_call(Machine& m, Hook hook) {
  const Owned name = own(m.heap, m.heap.new_str(name_of(hook)));
  const Value argument = name.get();
  m.set_call(trio_of(kernel_of(m)).call_instruments, {&argument, 1});
}

Stack begin_hook_call(Kernel& k, int32_t number) {
  Trio& trio = trio_of(k);
  const HookCall& call = trio.hook_calls[number];
  const Owned name = own(k.machine.heap, k.machine.heap.new_str(name_of(call.hook)));
  const std::array<Value, 2> arguments = {name.get(), call.argument};
  return k.machine.start_call(trio.call_instruments, arguments);
}

bool end_hook_call(Kernel& k, int32_t number) {
  const auto at = trio_of(k).hook_calls.find(number);
  if (at == trio_of(k).hook_calls.end()) return false;
  k.machine.heap.release(at->second.argument);
  trio_of(k).hook_calls.erase(at);
  return true;
}

void forget_instruments(Kernel& k) {
  Trio& trio = trio_of(k);
  trio.heard = 0;
  trio.io_wait = {};
  trio.waited_long = false;
  for (auto& [number, call] : trio.hook_calls) k.machine.heap.release(call.argument);
  trio.hook_calls.clear();
}

void add_instruments(Library& library) {
  library.module("_trio")
      .function("set_instruments", "begin, call", set_instruments)
      .function("hear", "names", hear);
}

}  // namespace grove::trio
