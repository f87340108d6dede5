#include "engine/runtime/runtime.h"

#include <algorithm>
#include <limits>
#include <new>
#include <stdexcept>
#include <utility>

#include "engine/runtime/deadlock.h"
#include "engine/runtime/trio/cancel.h"
#include "engine/runtime/trio/idle.h"
#include "engine/runtime/trio/nursery.h"
#include "engine/runtime/trio/system_tasks.h"

namespace grove {

Runtime::Runtime(const std::shared_ptr<const Program>& program, const Library& library,
                 const Inputs& inputs, RecordHeader header)
    : machine(program, library),
      kernel(inputs.schedule),
      recorder(std::move(header), *program),
      inputs_(inputs),
      interventions_(inputs.interventions) {
  record_lines_ = recorder.record.header.detail == Detail::kLines;
  recorder.step = recorder.happen(RunStarted{});
  const int64_t seed = inputs.seed;
  machine.random.seed(seed < 0 ? 0 - static_cast<uint64_t>(seed) : static_cast<uint64_t>(seed));
  machine.deepest_call = static_cast<int32_t>(
      std::clamp<int64_t>(inputs.limits.depth, 1, std::numeric_limits<int32_t>::max()));
  begin_count();
  module_ = machine.start_module();
  make_room_for_objects();
}

void Runtime::intervene(const std::vector<Intervention>& interventions) {
  interventions_.replace(std::exchange(inputs_.interventions, interventions), interventions);
}

void Runtime::advance(int64_t instructions) {
  int64_t budget = std::max<int64_t>(1, instructions);
  // What fails to be made fails where it is asked for, at any depth: the machine is left as it
  // is, and not run any more.
  try {
    while (budget > 0 && phase_ != Phase::kFinished &&
           machine.allowance.exceeded != Allowance::Exceeded::kStopped) {
      go_on(budget);
    }
  } catch (const std::bad_alloc&) {
    run_out_of_bytes();
  } catch (const std::length_error&) {
    run_out_of_bytes();
  }
}

void Runtime::go_on(int64_t& budget) {
  if (calls_waiting()) return run_abort_call(budget);
  switch (phase_) {
    case Phase::kModule:
      return run_module(budget);
    case Phase::kPass:
      --budget;
      ++step_instructions_;
      return begin_pass();
    case Phase::kBatch:
      take_batch();
      return next_step();
    case Phase::kNextStep:
      return next_step();
    case Phase::kStep:
      return run_step(budget);
    case Phase::kStepOver:
      return finish_step();
    case Phase::kTelling:
      return tell(budget);
    case Phase::kFinished:
      return;
  }
}

void Runtime::set_now(SimTime time) {
  kernel.now = time;
  recorder.now = time;
}

// --- Module-level code ---

void Runtime::run_module(int64_t& budget) {
  switch (run_code(module_, budget)) {
    case Pause::kBlocked:
      // In trio.run(): begin_trio_run() has set the loop going.
      phase_ = Phase::kPass;
      return;
    case Pause::kBudget:
      stop_if_over(module_);
      return;
    case Pause::kReturned:
      return finish_module(false, module_.resume.value);
    case Pause::kRaised:
      return finish_module(true, module_.resume.value);
  }
}

Pause Runtime::run_code(Stack& stack, int64_t& budget) {
  // Never further than the limit allows: a run ends at the same instruction however it is sliced.
  const int64_t slice =
      std::min(budget, std::max<int64_t>(0, inputs_.limits.instructions - step_instructions_));
  int64_t left = slice;
  running_budget_ = &left;
  held_back_ = 0;
  const Pause pause = machine.run(*this, stack, left);
  running_budget_ = nullptr;
  left += held_back_;
  budget -= slice - left;
  step_instructions_ += slice - left;
  return pause;
}

// At a step of the program's, and where the program's code begins. Not at one of Trio's own tasks:
// callbacks that queue each other without an end would never come to a limit.
void Runtime::begin_count() {
  step_instructions_ = 0;
  recorder.begin_lines();
  machine.allowance.give_items(inputs_.limits.instructions);
}

// The code on that stack paused because its budget was used up: is it over a limit as well?
void Runtime::stop_if_over(const Stack& stack) {
  const Limits& limits = inputs_.limits;
  if (machine.allowance.exceeded == Allowance::Exceeded::kStopped) return;
  if (machine.allowance.is_exceeded() || step_instructions_ >= limits.instructions) {
    reach_limit("instructions", limits.instructions, 80, &stack);
  }
}

void Runtime::begin_trio_run(Value coroutine, std::string_view name, std::string library_name) {
  trio.running = true;
  main_exit_ = {};
  trio::begin_run(*this, coroutine, name, std::move(library_name));
}

// The module goes on with what trio.run() gives or raises.
void Runtime::end_trio_run(Resume outcome) {
  trio.running = false;
  kernel.run_queue.clear();
  kernel.batch.clear();
  kernel.batch_position = 0;
  trio::forget_deadlines(*this);
  module_.resume = outcome;
  begin_count();
  current_ = {};
  phase_ = Phase::kModule;
}

// What trio.run() gives or raises: main's outcome, unless control-C is still pending (semantics
// F7).
Resume Runtime::outcome_of_run() {
  const Resume outcome = std::exchange(main_outcome_, Resume{});
  if (!std::exchange(trio.interrupt_pending, false)) return outcome;
  const Value interrupt = machine.new_exception(machine.exception_class("KeyboardInterrupt"), {});
  if (outcome.kind == Resume::Kind::kException) {
    machine.heap.exception(interrupt).context = outcome.value;
  } else {
    machine.heap.release(outcome.value);
  }
  return Resume{Resume::Kind::kException, interrupt};
}

// What was still to be called in the run that ends.
void Runtime::drop_calls() {
  due_aborts_.insert(due_aborts_.end(), abort_calls_.begin(), abort_calls_.end());
  for (AbortCall& call : due_aborts_) {
    machine.heap.release(call.handled);
    machine.heap.release(call.raises);
    machine.discard(call.stack);
  }
  due_aborts_.clear();
  abort_calls_.clear();
  machine.heap.assign(failure_, Value{});
}

// What Trio calls an internal error: its loop or its own tasks cannot go on (semantics F2).
void Runtime::crash_trio_run(Value exception) {
  Value error = exception;
  const Value internal_error = machine.exception_class("trio.TrioInternalError");
  if (!machine.is_instance(exception, internal_error)) {
    error = machine.new_exception(
        internal_error, {machine.heap.new_str("internal error in Trio - please file a bug!")});
    ExceptionBody& body = machine.heap.exception(error);
    body.cause = exception;
    body.context = machine.heap.retain(exception);
    body.suppress_context = true;
  }
  drop_calls();
  for (Task& task : kernel.tasks) {
    machine.heap.release(std::exchange(task.next, Resume{}).value);
    task.queued = false;
    task.abort = AbortAction::kNone;
    if (!task.alive) continue;
    task.alive = false;
    if (task.shown) --kernel.alive_count;
    machine.discard(task.stack);
  }
  machine.heap.release(std::exchange(main_outcome_, Resume{}).value);
  recorder.step = outside_steps();
  end_trio_run(Resume{Resume::Kind::kException, error});
}

// --- The loop ---

void Runtime::begin_pass() {
  trio::poll_wakeup(*this);
  const bool idle = kernel.run_queue.empty();
  const bool expired = expire_deadlines();
  // An autojump costs a pass of its own: the deadlines are examined in the next (semantics A2).
  if (idle && !expired && !trio::wake_idle_waiters(*this) && !jump_clock()) return;
  phase_ = Phase::kBatch;
}

// semantics A1 (3)
bool Runtime::expire_deadlines() {
  bool expired = false;
  ScopeSlot slot;
  while (kernel.deadlines.pop_due(kernel.now, &slot)) {
    CancelScope& scope = trio.scope(slot);
    scope.ticket = Deadlines::kNoTicket;
    scope.registered = kNever;
    trio::cancel(*this, slot, CancelCause{.source = CancelReason::kDeadline}, scope.deadline_set);
    expired = true;
  }
  return expired;
}

// semantics A1 (4); false if the run ended instead.
bool Runtime::jump_clock() {
  const SimTime next = kernel.deadlines.next();
  // What comes from outside comes whether or not anything in the program is due.
  const auto moment = next == kNever ? Interventions::Moment::kStuck : Interventions::Moment::kIdle;
  if (const auto comes = interventions_.next_time(*this, recorder.steps, moment);
      comes && *comes < next && *comes <= inputs_.until) {
    if (*comes > kernel.now) {
      const SimTime from = kernel.now;
      set_now(*comes);
      recorder.happen_because(outside_steps(), ClockJumped{.from = from});
    }
    interventions_.apply_due(*this, recorder.steps, moment);
    return true;
  }
  if (next > inputs_.until) {
    if (kernel.now < inputs_.until) set_now(inputs_.until);
    reach_limit("until", inputs_.until.ns, 0);
    return false;
  }
  if (next == kNever) {
    report_deadlock();
    return false;
  }
  if (next.ns / 1'000'000'000 >= inputs_.limits.seconds) {
    reach_limit("seconds", inputs_.limits.seconds, 80);
    return false;
  }
  ENSURE(next > kernel.now, "a deadline was due and did not expire");
  const SimTime from = kernel.now;
  ScopeSlot scope = kernel.deadlines.next_scope();
  set_now(next);
  recorder.happen_because(trio.scope(scope).deadline_set, ClockJumped{.from = from});
  return true;
}

void Runtime::take_batch() {
  kernel.batch.swap(kernel.run_queue);
  kernel.run_queue.clear();
  kernel.batch_position = 0;
  kernel.schedule.order(kernel.batch, [this](TaskSlot slot) {
    return recorder.record.text(kernel.task(slot).label);
  });
}

void Runtime::next_step() {
  while (kernel.batch_position < kernel.batch.size()) {
    // Steps of Trio's own tasks are neither counted nor come between.
    if (kernel.task(kernel.batch[kernel.batch_position]).shown) {
      interventions_.apply_due(*this, recorder.steps, Interventions::Moment::kBeforeStep);
      if (calls_waiting()) {
        phase_ = Phase::kNextStep;
        return;
      }
    }
    const TaskSlot slot = kernel.batch[kernel.batch_position++];
    current_ = slot;
    phase_ = Phase::kStep;
    Task& task = kernel.task(slot);
    task.queued = false;
    task.stack.resume = std::exchange(task.next, Resume{});
    if (!task.shown) {
      recorder.step = outside_steps();
    } else {
      begin_count();
      recorder.step = recorder.happen_because(
          task.scheduled, BeforeTaskStep{.task = task.shown, .step = recorder.steps++});
    }
    if (!task.alive) return step_finished_task(slot);
    if (!task.shown) return;
    const Resume& resume = task.stack.resume;
    if (resume.kind == Resume::Kind::kException &&
        machine.is_instance(resume.value, machine.exception_class("trio.Cancelled"))) {
      trio::note_delivery(*this, slot, resume.value);
    }
    return;
  }
  phase_ = Phase::kPass;
}

// The program rescheduled it by hand: Trio ends it for the second time and finds that it knows no
// such task.
void Runtime::step_finished_task(TaskSlot slot) {
  Task& task = kernel.task(slot);
  machine.heap.release(std::exchange(task.stack.resume, Resume{}).value);
  // By that object the program rescheduled it.
  ENSURE(!task.object.is_null(), "a task is rescheduled by hand that the program does not hold");
  const Value key = machine.heap.retain(task.object);
  crash_trio_run(machine.new_exception(machine.exception_class("KeyError"), {key}));
}

void Runtime::run_step(int64_t& budget) {
  Task& task = current_task();
  parked_ = Parked::kNothing;
  code_runs_ = true;
  const Pause pause = run_code(task.stack, budget);
  if (pause == Pause::kBudget) return stop_if_over(task.stack);
  code_runs_ = false;
  if (pause == Pause::kBlocked) {
    task_parked();
    return end_step();
  }
  task_exited(pause == Pause::kRaised, std::exchange(task.stack.resume.value, Value{}));
}

void Runtime::task_parked() {
  const TaskSlot slot = current_;
  if (parked_ == Parked::kShielded) {
    return reschedule(slot, Resume{Resume::Kind::kValue, Value::none()}, recorder.step);
  }
  ENSURE(parked_ == Parked::kBlock, "a built-in parked its task without saying how");
  if (slot == trio.main && trio.interrupt_pending) trio::deliver_interrupt(*this);
  attempt_delivery(slot);
}

void Runtime::end_step() {
  phase_ = Phase::kStepOver;
  // Abort functions are called within the step that made them fall due.
  if (!calls_waiting()) finish_step();
}

void Runtime::finish_step() {
  const TaskId shown = current_task().shown;
  if (shown) recorder.happen(AfterTaskStep{.task = shown});
  const bool main_ended = current_ == trio.main && !current_task().alive;
  current_ = {};
  if (main_ended) recorder.step = main_exit_;
  if (!over_limit()) next_step();
}

// --- Ends ---

void Runtime::finish(Outcome outcome, int exit_status, EventId cause, Value exception) {
  FinalException final_exception;
  if (!exception.is_null()) {
    final_exception.info = recorder.record.add_members({recorder.describe(machine, exception)});
    machine.heap.release(exception);
  }
  recorder.happen_because(cause, RunFinished{.outcome = outcome, .exception = final_exception});
  ending_ = Ending{outcome, exit_status};
  phase_ = Phase::kFinished;
}

bool Runtime::over_limit() {
  const Limits& limits = inputs_.limits;
  make_room_for_objects();
  if (kernel.alive_count > limits.tasks) {
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
void Runtime::make_room_for_objects() {
  const auto all = static_cast<uint64_t>(std::max<int64_t>(0, inputs_.limits.bytes));
  machine.heap.bytes_limit = all - std::min(all, recorded_bytes());
}

void Runtime::run_out_of_bytes() {
  running_budget_ = nullptr;
  due_aborts_.clear();
  abort_calls_.clear();
  if (phase_ == Phase::kFinished) return;
  if (phase_ == Phase::kTelling) return finish_told_briefly();
  const Stack* const stack = current_ ? &current_task().stack : &module_;
  reach_limit("bytes", inputs_.limits.bytes, 80, stack);
}

void Runtime::reach_limit(std::string_view name, int64_t value, int exit_status,
                          const Stack* stack) {
  const EventId last{static_cast<int32_t>(recorder.record.size()) - 1};
  const EventId reached = recorder.happen_because(
      last, LimitReached{.limit = recorder.record.add_text(name),
                         .value = value,
                         .task = current_ ? current_task().shown : TaskId{},
                         .line = stack == nullptr ? 0 : machine.line_of(*stack)});
  finish(Outcome::kLimit, exit_status, reached);
}

// semantics A10: real Trio would wait for ever.
void Runtime::report_deadlock() {
  errors_ += deadlock_report(*this);
  finish(Outcome::kDeadlock, 81, EventId{static_cast<int32_t>(recorder.record.size()) - 1});
}

// --- Host ---

bool Runtime::wants_lines() const {
  return record_lines_ && phase_ != Phase::kTelling && current_ && kernel.task(current_).shown;
}

void Runtime::on_line(int32_t line, int32_t depth, int32_t code) {
  recorder.come_to(Line{.task = current_task().shown,
                        .line = line,
                        .depth = depth,
                        .function = recorder.function_name(code),
                        .count = 0});
  make_room_for_objects();
}

void Runtime::on_raise(Value exception, int32_t line) {
  recorder.raised(machine, current_ ? current_task().shown : TaskId{}, exception, line);
  make_room_for_objects();
}

void Runtime::on_catch(Value exception, int32_t line) {
  recorder.caught(machine, current_ ? current_task().shown : TaskId{}, exception, line);
  make_room_for_objects();
}

void Runtime::on_print(std::string_view text, std::string_view end, int32_t line) {
  // What is printed is in the record and in the output.
  machine.heap.reserve(2 * (text.size() + end.size()));
  output_.append(text).append(end);
  std::string shown(text);
  shown += end;
  if (!shown.empty() && shown.back() == '\n') shown.pop_back();
  recorder.happen(Printed{.task = current_ ? current_task().shown : TaskId{},
                          .text = recorder.record.add_text(shown),
                          .line = line});
  make_room_for_objects();
}

void Runtime::on_warning(std::string_view text) {
  errors_.append(text);
  make_room_for_objects();
}

void Runtime::on_draw(std::string_view function, std::string_view result, int32_t line) {
  recorder.happen(Drew{.task = current_ ? current_task().shown : TaskId{},
                       .function = recorder.record.add_text(function),
                       .result = recorder.record.add_text(result),
                       .line = line});
  make_room_for_objects();
}

void Runtime::on_death(const Heap::Death&) {}

void Runtime::stall(SimTime duration) {
  const SimTime from = kernel.now;
  set_now(from + duration);
  recorder.happen(ClockJumped{.from = from});
}

}  // namespace grove
