#include "engine/runtime/runtime.h"

#include <algorithm>
#include <utility>

#include "engine/runtime/trio/cancel.h"
#include "engine/runtime/trio/nursery.h"
#include "engine/runtime/trio/parking_lot.h"
#include "engine/runtime/trio/wait_queue.h"

namespace grove {

Runtime::Runtime(std::shared_ptr<const Program> program, const Library& library,
                 const Inputs& inputs, RecordHeader header)
    : machine(program, library),
      kernel(inputs.schedule),
      recorder(std::move(header), *program),
      inputs_(inputs) {
  record_lines_ = recorder.record.header.detail == Detail::kLines;
  recorder.step = recorder.happen(RunStarted{});
  const int64_t seed = inputs.seed;
  machine.random.seed(seed < 0 ? 0 - static_cast<uint64_t>(seed) : static_cast<uint64_t>(seed));
  module_ = machine.start_module();
}

void Runtime::advance(int64_t instructions) {
  int64_t budget = std::max<int64_t>(1, instructions);
  while (budget > 0) {
    switch (phase_) {
      case Phase::kModule:
        run_module(budget);
        break;
      case Phase::kPass:
        --budget;
        begin_pass();
        break;
      case Phase::kStep:
        run_step(budget);
        break;
      case Phase::kTelling:
        tell(budget);
        break;
      case Phase::kFinished:
        return;
    }
  }
}

void Runtime::set_now(SimTime time) {
  kernel.now = time;
  recorder.now = time;
}

// --- Module-level code ---

void Runtime::run_module(int64_t& budget) {
  const int64_t before = budget;
  const Pause pause = machine.run(*this, module_, budget);
  step_instructions_ += before - budget;
  switch (pause) {
    case Pause::kBlocked:
      // In trio.run(): begin_trio_run() has set the loop going.
      phase_ = Phase::kPass;
      return;
    case Pause::kBudget:
      if (step_instructions_ > inputs_.limits.instructions) {
        reach_limit("instructions", inputs_.limits.instructions, 80);
      }
      return;
    case Pause::kReturned:
      return finish_module(false, module_.resume.value);
    case Pause::kRaised:
      return finish_module(true, module_.resume.value);
  }
}

void Runtime::finish_module(bool raised, Value result) {
  if (!raised) {
    machine.heap.release(result);
    return finish(Outcome::kOk, 0, recorder.step);
  }
  if (machine.is_instance(result, machine.exception_class("SystemExit"))) {
    const int code = exit_code_of(result);
    return finish(code == 0 ? Outcome::kOk : Outcome::kError, code, recorder.step, result);
  }
  uncaught_ = result;
  module_ = machine.start_traceback(machine.heap.retain(result));
  step_instructions_ = 0;
  phase_ = Phase::kTelling;
}

// The text takes turns, as it may need a __str__ of the program's.
void Runtime::tell(int64_t& budget) {
  const int64_t before = budget;
  const Pause pause = machine.run(*this, module_, budget);
  step_instructions_ += before - budget;
  if (pause == Pause::kReturned) {
    std::string text = machine.str_of(module_.resume.value);
    machine.discard(module_);
    finish_told(std::move(text));
  } else if (pause != Pause::kBudget || step_instructions_ > inputs_.limits.instructions) {
    machine.discard(module_);
    finish_told(machine.format_traceback(uncaught_));
  }
}

void Runtime::finish_told(std::string text) {
  errors_ += text;
  const Value e = std::exchange(uncaught_, Value{});
  const bool interrupted = machine.is_instance(e, machine.exception_class("KeyboardInterrupt"));
  finish(interrupted ? Outcome::kInterrupted : Outcome::kError, interrupted ? 130 : 1,
         recorder.step, e);
}

// SystemExit's own: None is 0, an integer itself, anything else is printed and 1.
int Runtime::exit_code_of(Value system_exit) {
  const Owned owned =
      own(machine.heap, machine.get_attribute(system_exit, known(Known::kCode)));
  const Value code = owned.get();
  if (code.is_none()) return 0;
  if (code.is(Type::kInt) || code.is(Type::kBool)) return static_cast<int>(code.integer & 0xff);
  errors_ += machine.str_of(code) + "\n";
  return 1;
}

void Runtime::begin_trio_run(Value coroutine, std::string_view name, std::string library_name) {
  trio.running = true;
  // The nursery around main is Trio's own: its scope has a status, so that main has one to be
  // under, but neither is shown.
  const NurserySlot around = trio::open_nursery(*this, true, 0, false);
  Nursery& nursery = trio.nursery(around);
  const StatusSlot root{static_cast<int32_t>(trio.statuses.size())};
  trio.statuses.emplace_back();
  trio.status(root).scope = nursery.scope;
  trio.status(root).in_use = true;
  trio.scope(nursery.scope).status = root;
  trio.scope(nursery.scope).entered = true;
  nursery.status = root;
  // Creation numbers are Trio's (semantics A8): the init task, main, the run_sync_soon task. Init
  // has done its only visible work, spawning the other two, in the first pass.
  kernel.tasks.emplace_back().alive = false;
  trio.main = spawn(coroutine, name, std::move(library_name), around);
  helper_ = TaskSlot{static_cast<int32_t>(kernel.tasks.size())};
  kernel.tasks.emplace_back();
  // The helper's only step falls into the second pass, where a shuffle counts it (semantics A5).
  kernel.run_queue.push_back(helper_);
}

void Runtime::main_exited(bool raised, Value result) {
  trio.running = false;
  kernel.run_queue.clear();
  kernel.batch.clear();
  kernel.batch_position = 0;
  module_.resume = Resume{raised ? Resume::Kind::kException : Resume::Kind::kValue, result};
  step_instructions_ = 0;
  phase_ = Phase::kModule;
}

// --- The loop ---

void Runtime::begin_pass() {
  const bool idle = kernel.run_queue.empty();
  expire_deadlines();
  // An autojump costs a pass of its own: the deadlines are examined in the next (semantics A2).
  if (idle && kernel.run_queue.empty() && !jump_clock()) return;
  take_batch();
  next_step();
}

// semantics A1 (3)
void Runtime::expire_deadlines() {
  ScopeSlot slot;
  while (kernel.deadlines.pop_due(kernel.now, &slot)) {
    CancelScope& scope = trio.scope(slot);
    scope.ticket = Deadlines::kNoTicket;
    scope.registered = kNever;
    trio::cancel(*this, slot, CancelCause{.source = CancelReason::kDeadline}, scope.deadline_set);
  }
}

// semantics A1 (4); false if the run ended instead.
bool Runtime::jump_clock() {
  const SimTime next = kernel.deadlines.next();
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
    const TaskSlot slot = kernel.batch[kernel.batch_position++];
    if (slot == helper_) {
      helper_ = {};
      continue;
    }
    current_ = slot;
    phase_ = Phase::kStep;
    step_instructions_ = 0;
    Task& task = kernel.task(slot);
    task.queued = false;
    recorder.step = recorder.happen_because(
        task.scheduled, BeforeTaskStep{.task = task.shown, .step = recorder.steps++});
    const Resume& resume = task.stack.resume;
    if (resume.kind == Resume::Kind::kException &&
        machine.is_instance(resume.value, machine.exception_class("trio.Cancelled"))) {
      trio::note_delivery(*this, slot, resume.value);
    }
    return;
  }
  phase_ = Phase::kPass;
}

void Runtime::run_step(int64_t& budget) {
  Task& task = current_task();
  const int64_t before = budget;
  parked_ = Parked::kNothing;
  code_runs_ = true;
  const Pause pause = machine.run(*this, task.stack, budget);
  code_runs_ = false;
  step_instructions_ += before - budget;
  switch (pause) {
    case Pause::kBudget:
      if (step_instructions_ > inputs_.limits.instructions) {
        reach_limit("instructions", inputs_.limits.instructions, 80);
      }
      return;
    case Pause::kBlocked:
      task_parked();
      return end_step();
    case Pause::kReturned:
    case Pause::kRaised:
      return task_exited(pause == Pause::kRaised, std::exchange(task.stack.resume.value, Value{}));
  }
}

void Runtime::task_parked() {
  const TaskSlot slot = current_;
  if (parked_ == Parked::kShielded) {
    return reschedule(slot, Resume{Resume::Kind::kValue, Value::none()}, recorder.step);
  }
  ENSURE(parked_ == Parked::kBlock, "a built-in parked its task without saying how");
  attempt_delivery(slot);
}

void Runtime::end_step() {
  recorder.happen(AfterTaskStep{.task = current_task().shown});
  current_ = {};
  if (!over_limit()) next_step();
}

// --- Tasks ---

TaskSlot Runtime::spawn(Value coroutine, std::string_view name, std::string library_name,
                        NurserySlot parent) {
  const TaskSlot slot{static_cast<int32_t>(kernel.tasks.size())};
  Task& task = kernel.tasks.emplace_back();
  task.shown = TaskId{kernel.shown_count++};
  ++kernel.alive_count;
  task.name = recorder.record.add_text(name);
  task.label = recorder.label_for(name, task.name);
  task.library_name = std::move(library_name);
  task.stack = machine.start_coroutine(coroutine);
  Nursery& nursery = trio.nursery(parent);
  trio::add_child(*this, parent, slot);
  task.spawned = recorder.happen(
      TaskSpawned{.task = task.shown,
                  .name = task.name,
                  .label = task.label,
                  .nursery = nursery.id,
                  .parent = nursery.owner ? kernel.task(nursery.owner).shown : TaskId{},
                  .line = in_task() ? machine.current_line() : 0});
  // A child of a cancelled nursery runs up to its first checkpoint (semantics D2).
  trio::activate_status(*this, slot, nursery.status, task.spawned);
  reschedule(slot, Resume{Resume::Kind::kStart, Value{}}, task.spawned);
  return slot;
}

void Runtime::reschedule(TaskSlot slot, Resume resume, EventId cause) {
  Task& task = kernel.task(slot);
  ENSURE(!task.queued, "a task was made runnable twice");
  task.queued = true;
  task.abort = AbortAction::kNone;
  task.stack.resume = resume;
  task.scheduled = recorder.happen_because(cause, TaskScheduled{.task = task.shown});
  kernel.run_queue.push_back(slot);
}

void Runtime::block(const BlockRequest& request) {
  Task& task = current_task();
  task.blocked = recorder.happen(TaskBlocked{.task = task.shown,
                                             .on = request.on,
                                             .object = request.object,
                                             .nursery = request.nursery,
                                             .other = {},
                                             .until = {request.until}});
  task.abort = request.abort;
  parked_ = Parked::kBlock;
}

void Runtime::block_shielded_checkpoint() { parked_ = Parked::kShielded; }

void Runtime::block_unrecorded() {
  current_task().abort = AbortAction::kSucceed;
  parked_ = Parked::kBlock;
}

void Runtime::attempt_delivery(TaskSlot slot) {
  Task& task = kernel.task(slot);
  // Not before its step is over: a task that runs is not parked yet, whatever it said.
  if (task.abort == AbortAction::kNone || (slot == current_ && code_runs_)) return;
  if (!trio::is_cancelled(*this, slot)) return;
  switch (std::exchange(task.abort, AbortAction::kNone)) {
    case AbortAction::kNone:
    case AbortAction::kFail:
      return;
    case AbortAction::kLeaveQueue:
      trio::leave_queue(*this, slot);
      break;
    case AbortAction::kEndSleep:
      // Nearly always the sleep catches its own Cancelled, so none is made until it must be seen:
      // making one costs as much as the rest of the sleep.
      if (!trio::ended_by_own_deadline(*this, slot)) break;
      return reschedule(slot, Resume{Resume::Kind::kValue, Value::none()}, task.blocked);
    case AbortAction::kSucceed:
      break;
  }
  const Value cancelled = trio::new_cancelled(*this, slot);
  reschedule(slot, Resume{Resume::Kind::kException, cancelled},
             task.requested ? task.requested : task.blocked);
}

// semantics D12
Value Runtime::corrupted_stack_error(TaskSlot slot, Value exception) {
  const Task& task = kernel.task(slot);
  const char* what = task.child_nurseries.empty() ? "Cancel scope" : "Nursery";
  const Value text = machine.heap.new_str(
      std::string(what) + " stack corrupted: " + what + " surrounding " +
      trio::task_repr(*this, slot) +
      " was closed before the task exited\nLeave every scope and nursery in the task, and in the "
      "order, in which it was entered.");
  const Value error =
      machine.new_exception(machine.exception_class("RuntimeError"), std::vector<Value>{text});
  machine.heap.assign(machine.heap.exception(error).context, exception);
  return error;
}

void Runtime::task_exited(bool raised, Value result) {
  const TaskSlot slot = current_;
  Task& task = kernel.task(slot);
  for (NurserySlot open : task.child_nurseries) trio::abandon(*this, open, slot);
  trio::break_lots_of(*this, slot);
  const bool cut_off = task.status && trio.status(task.status).abandoned &&
                       !trio.status(task.status).parent;
  if (cut_off || !task.child_nurseries.empty()) {
    if (!raised) machine.heap.release(std::exchange(result, Value{}));
    result = corrupted_stack_error(slot, result);
    recorder.raised(machine, task.shown, result, 0);
    raised = true;
  }
  const bool cancelled = raised && Recorder::is_cancellation(machine, result);
  const ExceptionId exception =
      raised && !cancelled ? machine.heap.exception(result).recorded : ExceptionId{};
  const Outcome outcome = !raised     ? Outcome::kOk
                          : cancelled ? Outcome::kCancelled
                                      : Outcome::kError;
  const EventId exit = recorder.happen(
      TaskExited{.task = task.shown, .outcome = outcome, .exception = exception});
  task.alive = false;
  --kernel.alive_count;
  trio::activate_status(*this, slot, StatusSlot{}, EventId{});
  const bool is_main = slot == trio.main;
  if (exception) {
    machine.heap.exception(result).in_flight = false;
    const NurseryId to = trio.nursery(task.parent).id;
    recorder.happen_because(
        exit, ExceptionPropagated{.exception = exception,
                                  .from = task.shown,
                                  .to = is_main ? Place{} : Place{Place::Kind::kNursery, to.value}});
  }
  // The outcome is handed over before the step ends (semantics A8).
  trio::child_finished(*this, task.parent, slot, raised && !is_main ? result : Value{}, exit);
  machine.discard(task.stack);
  if (!is_main) {
    machine.heap.release(result);
    return end_step();
  }
  recorder.happen(AfterTaskStep{.task = task.shown});
  current_ = {};
  recorder.step = exit;
  main_exited(raised, result);
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
  if (kernel.alive_count > limits.tasks) {
    reach_limit("tasks", limits.tasks, 80);
  } else if (static_cast<int64_t>(recorder.record.size()) > limits.events) {
    reach_limit("events", limits.events, 80);
  } else if (static_cast<int64_t>(machine.heap.bytes() + recorder.record.bytes()) > limits.bytes) {
    reach_limit("bytes", limits.bytes, 80);
  } else {
    return false;
  }
  return true;
}

void Runtime::reach_limit(std::string_view name, int64_t value, int exit_status) {
  const EventId last{static_cast<int32_t>(recorder.record.size()) - 1};
  const EventId reached = recorder.happen_because(
      last, LimitReached{.limit = recorder.record.add_text(name), .value = value});
  if (exit_status != 0) {
    errors_ += "grove: the run stopped at its limit: " + std::string(name) + " = " +
               std::to_string(value) + "\n";
  }
  finish(Outcome::kLimit, exit_status, reached);
}

// semantics A10: real Trio would wait for ever.
void Runtime::report_deadlock() {
  errors_ += "grove: deadlock at t = " + format_time(kernel.now) +
             ": nothing can ever run again\n";
  for (const Task& task : kernel.tasks) {
    if (!task.shown || !task.alive) continue;
    const TaskBlocked* blocked = task.blocked ? recorder.record[task.blocked].get_if<TaskBlocked>() : nullptr;
    if (blocked == nullptr) continue;
    errors_ += "  " + std::string(recorder.record.text(task.label)) + " waits: " +
               std::string(word_of(blocked->on)) + "\n";
  }
  finish(Outcome::kDeadlock, 81, EventId{static_cast<int32_t>(recorder.record.size()) - 1});
}

// --- Host ---

void Runtime::on_line(int32_t line, int32_t depth, int32_t code) {
  if (!record_lines_ || !current_ || phase_ == Phase::kTelling) return;
  recorder.happen(Line{.task = current_task().shown,
                       .line = line,
                       .depth = depth,
                       .function = recorder.function_name(code),
                       .count = 0});
}

void Runtime::on_raise(Value exception, int32_t line) {
  recorder.raised(machine, current_ ? current_task().shown : TaskId{}, exception, line);
}

void Runtime::on_catch(Value exception, int32_t line) {
  recorder.caught(machine, current_ ? current_task().shown : TaskId{}, exception, line);
}

void Runtime::on_print(std::string_view text, std::string_view end, int32_t line) {
  output_.append(text).append(end);
  std::string shown(text);
  shown += end;
  if (!shown.empty() && shown.back() == '\n') shown.pop_back();
  recorder.happen(Printed{.task = current_ ? current_task().shown : TaskId{},
                          .text = recorder.record.add_text(shown),
                          .line = line});
}

void Runtime::on_warning(std::string_view text) { errors_.append(text); }

void Runtime::on_draw(std::string_view function, std::string_view result, int32_t line) {
  recorder.happen(Drew{.task = current_ ? current_task().shown : TaskId{},
                       .function = recorder.record.add_text(function),
                       .result = recorder.record.add_text(result),
                       .line = line});
}

void Runtime::on_death(const Heap::Death&) {}

void Runtime::stall(SimTime duration) {
  const SimTime from = kernel.now;
  set_now(from + duration);
  recorder.happen(ClockJumped{.from = from});
}

}  // namespace grove
