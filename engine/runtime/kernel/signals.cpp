// Signals: from outside, and those that a program sends itself.
#include <fmt/format.h>

#include <utility>

#include "engine/record/signal_names.h"
#include "engine/runtime/kernel/kernel.h"

namespace grove {

// As Python does it, the handler runs where the code that it interrupts is: here, between two steps
// of a loop, and what it raises comes out of that.
void Kernel::handle_signal(LoopSlot loop, int32_t signal, EventId because) {
  const auto set = signal_handlers.find(signal);
  if (set == signal_handlers.end() && signal == kControlC) {
    return dialect(host_loop().dialect).interrupt(*this, because);
  }
  if (set == signal_handlers.end() || set->second.is(Type::kInt)) return die_of(signal, because);
  const Value args[] = {Value::of_int(signal), Value::none()};
  push(Activity{.kind = Activity::Kind::kHandler,
                .loop = loop,
                .stack = machine.start_call(set->second, args),
                .step = because});
}

void Kernel::run_handler(Activity& activity, int64_t& budget) {
  const EventId step = std::exchange(recorder.step, activity.step);
  const Pause pause = run_code(activity.stack, budget);
  recorder.step = step;
  if (pause == Pause::kBlocked) return;  // it waits for what has taken over
  if (pause == Pause::kBudget) return stop_if_over(activity.stack);
  const Value result = std::exchange(activity.stack.resume.value, Value{});
  const LoopSlot slot = activity.loop;
  pop();
  if (pause == Pause::kRaised) {
    dialect(loop(slot).dialect).loop_failed(*this, result);
  } else {
    machine.heap.release(result);
  }
  report_deaths();
}

// At once, but not in the midst of the code that asks for it.
void Kernel::die_of(int32_t signal, EventId because) {
  dying_of_ = signal;
  dies_because_ = because;
  hold_code_back();
}

void Kernel::die() {
  constexpr int kOfSignals = 128;
  errors_ += fmt::format("grove: {} ended the program, which has no handler for it\n",
                         signal_name(dying_of_));
  finish(Outcome::kInterrupted, kOfSignals + dying_of_, dies_because_);
}

}  // namespace grove
