// Where a run stops: at a limit, or at its end.
#include <algorithm>
#include <string>

#include "engine/runtime/kernel/kernel.h"

namespace grove {

// At a step of the program's, and where the program's code begins. Not at one of a dialect's own
// tasks: callbacks that queue each other without an end would never come to a limit.
void Kernel::begin_count() {
  step_instructions_ = 0;
  recorder.begin_lines();
  machine.allowance.give_items(inputs_.limits.instructions);
}

// The code on that stack paused because its budget was used up: is it over a limit as well?
void Kernel::stop_if_over(const Stack& stack) {
  const Limits& limits = inputs_.limits;
  if (machine.allowance.exceeded == Allowance::Exceeded::kStopped) return;
  if (machine.allowance.is_exceeded() || step_instructions_ >= limits.instructions) {
    reach_limit("instructions", limits.instructions, 80, &stack);
  }
}

bool Kernel::over_limit() {
  const Limits& limits = inputs_.limits;
  make_room_for_objects();
  if (alive_count > limits.tasks) {
    reach_limit("tasks", limits.tasks, 80);
  } else if (static_cast<int64_t>(recorder.record.size()) > limits.events) {
    reach_limit("events", limits.events, 80);
  } else if (static_cast<int64_t>(machine.heap.bytes() + recorded_bytes()) > limits.bytes) {
    reach_limit("bytes", limits.bytes, 80);
  } else {
    return false;
  }
  return true;
}

// What the record and the output have taken of the run's bytes, objects cannot have.
void Kernel::make_room_for_objects() {
  const auto all = static_cast<uint64_t>(std::max<int64_t>(0, inputs_.limits.bytes));
  machine.heap.bytes_limit = all - std::min(all, recorded_bytes());
}

void Kernel::reach_limit(std::string_view name, int64_t value, int exit_status,
                         const Stack* stack) {
  const EventId last{static_cast<int32_t>(recorder.record.size()) - 1};
  const EventId reached = recorder.happen_because(
      last, LimitReached{.limit = recorder.record.add_text(name),
                         .value = value,
                         .task = current_ ? current_task().shown : TaskId{},
                         .line = stack == nullptr ? 0 : machine.line_of(*stack)});
  finish(Outcome::kLimit, exit_status, reached);
}

void Kernel::finish(Outcome outcome, int exit_status, EventId cause, FinalException exception) {
  recorder.happen_because(cause, RunFinished{.outcome = outcome, .exception = exception});
  ending_ = Ending{outcome, exit_status};
  activities_.clear();
  note_current();
}

}  // namespace grove
