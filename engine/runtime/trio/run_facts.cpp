// What a program can ask about its run: how busy it is, and from what code control-C is kept.

#include <utility>

#include "engine/runtime/trio/classes.h"
#include "engine/runtime/trio/clock.h"
#include "engine/runtime/trio/objects.h"
#include "engine/runtime/trio/support.h"
#include "engine/runtime/trio/system_tasks.h"

namespace grove::trio {

namespace {

constexpr const char* kIoStatistics = "_trio.EpollStatistics";

int64_t count_living(Kernel& k) {
  k.machine.allowance.take_items(static_cast<int64_t>(k.tasks.size()));
  int64_t count = 0;
  for (const Task& task : k.tasks) {
    if (task.alive && task.loop == trio_of(k).loop) ++count;
  }
  return count;
}

// The only thing that a run waits for outside of itself is what wakes its run_sync_soon task.
Value io_statistics(Machine& m) {
  const Value object = m.new_object(m.builtin_class(m.library().find_class(kIoStatistics)), -1);
  m.heap.object(object).values = {Value::of_int(trio_of(kernel_of(m)).wakeup_waits ? 1 : 0),
                                  Value::of_int(0), m.heap.new_str("epoll")};
  return object;
}

Value current_statistics(Machine& m, Args) {
  Kernel& k = kernel_of(m);
  Trio& trio = trio_of(k);
  if (!trio.running) return m.raise_error("RuntimeError", "must be called from async context");
  const double next = to_seconds(k.timers.next() - k.now());
  const Value io = io_statistics(m);
  return new_statistics(
      m, "RunStatistics",
      {Value::of_int(count_living(k)),
       Value::of_int(static_cast<int64_t>(k.loop(trio.loop).ready.size())), Value::of_float(next),
       io, Value::of_int(static_cast<int64_t>(trio.soon.size() + trio.soon_idempotent.size()))});
}

// --- Control-C ---

bool is_system_task(Kernel& k, TaskSlot task) {
  const Trio& trio = trio_of(k);
  const NurserySlot parent = trio_of(k).task(task).parent;
  return task == trio.init || task == trio.soon_task || parent == trio.system_nursery;
}

Value currently_ki_protected(Machine& m, Args) {
  const bool is_kept_off = is_interrupt_kept_off(m);
  return m.has_pending() ? Value{} : Value::boolean(is_kept_off);
}

Value protect(Machine& m, Args args, bool protects) {
  Value function = args[0];
  if (function.is(Type::kMethod)) function = m.heap.method(function).function;
  if (!function.is(Type::kFunction)) {
    return m.raise_error("AttributeError",
                         "'" + m.type_name(function) + "' object has no attribute '__code__'");
  }
  trio_of(kernel_of(m)).interrupt_protection[m.heap.function(function).code] = protects;
  return m.heap.retain(args[0]);
}

Value enable_ki_protection(Machine& m, Args args) { return protect(m, args, true); }
Value disable_ki_protection(Machine& m, Args args) { return protect(m, args, false); }

}  // namespace

bool is_interrupt_kept_off(Machine& m) {
  Kernel& k = kernel_of(m);
  const Trio& trio = trio_of(k);
  for (int64_t level = 1;; ++level) {
    const Value frame = m.program_frame(level);
    if (frame.is_null()) break;
    if (!m.afford_item()) return true;
    const auto said = trio.interrupt_protection.find(m.heap.frame(frame).code);
    if (said != trio.interrupt_protection.end()) return said->second;
  }
  const bool in_task = k.in_task_of(static_cast<std::size_t>(DialectSlot::kTrio));
  return !in_task || is_system_task(k, k.current());
}

void add_run_facts(Library& library) {
  add_statistics_class(library, "trio.lowlevel", "RunStatistics",
                       {"tasks_living", "tasks_runnable", "seconds_to_next_deadline",
                        "io_statistics", "run_sync_soon_queue_size"});
  add_statistics_class(library, "_trio", "EpollStatistics",
                       {"tasks_waiting_read", "tasks_waiting_write", "backend"});
  library.module("trio.lowlevel")
      .function("current_statistics", "", current_statistics)
      .function("currently_ki_protected", "", currently_ki_protected)
      .function("enable_ki_protection", "f, /", enable_ki_protection)
      .function("disable_ki_protection", "f, /", disable_ki_protection);
}

}  // namespace grove::trio
