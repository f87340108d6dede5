// Abort functions written in the program (semantics B6). Whoever cancels calls them at once; here
// the code that cancels is made to pause, the calls are made on stacks of their own, and then it
// goes on, so that no C++ call stands between the two.

#include <utility>

#include "engine/runtime/runtime.h"
#include "engine/runtime/trio/cancel.h"
#include "engine/runtime/trio/lowlevel.h"
#include "engine/runtime/trio/system_tasks.h"

namespace grove {

void Runtime::call_abort_function(TaskSlot slot, Value raises) {
  const Task& task = kernel.task(slot);
  due_aborts_.push_back(AbortCall{.task = slot,
                                  .handled = machine.heap.retain(handled_by_canceller()),
                                  .cause = task.requested ? task.requested : task.blocked,
                                  .raises = raises,
                                  .begun = false,
                                  .stack = {}});
  hold_code_back();
}

// The code that runs pauses at once, and goes on when the calls have been made.
void Runtime::hold_code_back() {
  if (running_budget_ == nullptr) return;
  held_back_ += *running_budget_;
  *running_budget_ = 0;
}

void Runtime::run_abort_call(int64_t& budget) {
  if (!failure_.is_null()) return fail_abort_call(std::exchange(failure_, Value{}));
  // What fell due in the course of a call comes before the rest of that call.
  for (; !due_aborts_.empty(); due_aborts_.pop_back()) abort_calls_.push_back(due_aborts_.back());
  if (!abort_calls_.back().begun) {
    AbortCall& call = abort_calls_.back();
    const Owned raise_cancel =
        own(machine.heap, trio::new_raise_cancel(machine, call.task, call.raises));
    const Value argument = raise_cancel.get();
    call.stack = machine.start_call(kernel.task(call.task).abort_function, {&argument, 1});
    call.begun = true;
    return;
  }
  // Called between two steps, what it does is because the task is broken off.
  const EventId step = recorder.step;
  if (!in_task()) recorder.step = abort_calls_.back().cause;
  const Pause pause = run_code(abort_calls_.back().stack, budget);
  recorder.step = step;
  if (pause == Pause::kBudget) return stop_if_over(abort_calls_.back().stack);
  ENSURE(pause != Pause::kBlocked, "an abort function blocks, which no plain function can");
  AbortCall call = abort_calls_.back();
  abort_calls_.pop_back();
  const Value result = std::exchange(call.stack.resume.value, Value{});
  if (pause == Pause::kRaised) {
    machine.heap.release(call.handled);
    machine.heap.release(call.raises);
    return fail_abort_call(result);
  }
  finish_abort_call(call, result);
}

// Takes the reference to the answer, and those of the call, over.
void Runtime::finish_abort_call(AbortCall& call, Value answer) {
  const Owned answered = own(machine.heap, answer), handled = own(machine.heap, call.handled);
  Owned raises = own(machine.heap, call.raises);
  switch (trio::abort_answer(machine, answer)) {
    case trio::AbortAnswer::kFailed:
      return;
    case trio::AbortAnswer::kSucceeded:
      if (raises) trio::interrupt_arrived(*this, call.task);
      return reschedule(
          call.task,
          Resume{Resume::Kind::kException,
                 raises ? raises.release() : trio::new_cancelled(*this, call.task, handled.get())},
          call.cause);
    case trio::AbortAnswer::kNone:
      break;
  }
  fail_abort_call(
      machine.new_exception(machine.exception_class("trio.TrioInternalError"),
                            {machine.heap.new_str("abort function must return Abort enum")}));
}

// The exception comes out of whatever cancelled: out of its code, or out of Trio's loop.
void Runtime::fail_abort_call(Value exception) {
  Stack* canceller = !abort_calls_.empty() ? &abort_calls_.back().stack
                     : code_runs_          ? &current_task().stack
                                           : nullptr;
  if (canceller == nullptr) return crash_trio_run(exception);
  machine.heap.release(canceller->resume.value);
  canceller->resume = Resume{Resume::Kind::kException, exception};
}

}  // namespace grove
