// How threads run: between two passes of a loop, and while other code sleeps.
#include <utility>

#include "engine/runtime/kernel/kernel.h"

namespace grove {

ThreadSlot Kernel::start_thread(Value callable, std::span<const Value> args, Value data,
                                ObjectId id) {
  return threads.add(machine.start_call(callable, args), data, id, recorder.step);
}

void Kernel::wake_thread(ThreadSlot slot, Value value) {
  threads[slot].stack.resume = Resume{Resume::Kind::kValue, value};
  threads.make_ready(slot, recorder.step);
}

// Whether one takes over. A thread that wakes goes on after those that could before.
bool Kernel::begin_thread() {
  while (threads.next_wakeup().time <= now_) {
    const ThreadSlot slot = threads.take_sleeper();
    threads[slot].stack.resume = Resume{Resume::Kind::kValue, Value::none()};
    threads.make_ready(slot, threads[slot].cause);
  }
  if (!threads.any_ready()) return false;
  const ThreadSlot slot = threads.take_ready();
  begin_count();
  push(Activity{.kind = Activity::Kind::kThread, .thread = slot, .step = recorder.step});
  recorder.step = threads[slot].cause;
  return true;
}

void Kernel::run_thread(Activity& activity, int64_t& budget) {
  const ThreadSlot slot = activity.thread;
  const EventId step = activity.step;
  Thread& thread = threads[slot];
  switch (run_code(thread.stack, budget)) {
    case Pause::kBudget:
      return stop_if_over(thread.stack);
    case Pause::kBlocked:
      break;
    case Pause::kReturned:
    case Pause::kRaised:
      machine.heap.release(std::exchange(thread.stack.resume, Resume{}).value);
      machine.heap.assign(thread.data, Value{});
      threads.retire(slot);
      break;
  }
  recorder.step = step;
  pop();
  over_limit();
}

// The clock goes from one thread's wakeup to the next, up to the sleeper's own.
void Kernel::go_on_sleeping(Activity& activity) {
  if (begin_thread()) return;
  const Threads::Wakeup own = activity.wakeup;
  const Threads::Wakeup next = threads.next_wakeup();
  if (next < own) return jump_to(next.time, threads[threads.next_sleeper()].cause);
  if (own.time > now_) jump_to(own.time, activity.step);
  pop();
}

}  // namespace grove
