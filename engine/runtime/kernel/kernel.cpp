#include "engine/runtime/kernel/kernel.h"

#include <algorithm>
#include <limits>
#include <tuple>
#include <utility>

namespace grove {

Kernel::Kernel(const std::shared_ptr<const Program>& program, const Library& library,
               const Inputs& inputs, RecordHeader header, Dialects dialects)
    : machine(program, library),
      recorder(std::move(header), *program),
      network(inputs.network),
      inputs_(inputs),
      dialects_(std::move(dialects)),
      pending_inputs_(inputs.interventions) {
  record_lines_ = recorder.record.header.detail == Detail::kLines;
  recorder.step = recorder.happen(RunStarted{});
  for (const SyntaxWarning& warning : program->warnings) {
    std::string source = program->lines[static_cast<std::size_t>(warning.line) - 1];
    source.erase(0, std::min(source.find_first_not_of(" \t\f"), source.size()));
    errors_ += program->file + ":" + std::to_string(warning.line) +
               ": SyntaxWarning: " + warning.text + "\n  " + source + "\n";
  }
  const int64_t seed = inputs.seed;
  machine.random.seed(seed < 0 ? 0 - static_cast<uint64_t>(seed) : static_cast<uint64_t>(seed));
  machine.deepest_call = static_cast<int32_t>(
      std::clamp<int64_t>(inputs.limits.depth, 1, std::numeric_limits<int32_t>::max()));
  begin_count();
  activities_.push_back(Activity{.stack = machine.start_module()});
  make_room_for_objects();
}

void Kernel::intervene(const std::vector<Intervention>& interventions) {
  pending_inputs_.replace(std::exchange(inputs_.interventions, interventions), interventions);
}

Pause Kernel::run_code(Stack& stack, int64_t& budget) {
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

// The code that runs pauses at once, and goes on when what it waits for is done.
void Kernel::hold_code_back() {
  if (running_budget_ == nullptr) return;
  held_back_ += *running_budget_;
  *running_budget_ = 0;
}

void Kernel::set_now(SimTime time) {
  now_ = time;
  recorder.now = time;
}

void Kernel::jump_to(SimTime time, EventId cause) {
  const SimTime from = now_;
  set_now(time);
  if (time != from) recorder.happen_because(cause, ClockJumped{.from = from});
}

// --- What is in progress ---

void Kernel::push(Activity activity) {
  activities_.push_back(std::move(activity));
  note_current();
}

void Kernel::pop() {
  activities_.pop_back();
  note_current();
}

void Kernel::note_current() {
  current_ = {};
  code_runs_ = false;
  for (auto at = activities_.rbegin(); at != activities_.rend(); ++at) {
    if (at->kind == Activity::Kind::kCall || at->kind == Activity::Kind::kSleep) continue;
    current_ = at->task;
    code_runs_ = current_ && at->phase == Activity::Phase::kCode;
    return;
  }
}

LoopSlot Kernel::new_loop(std::size_t dialect) {
  LoopSlot slot{static_cast<int32_t>(loops_.size())};
  if (free_loops_.empty()) {
    loops_.emplace_back();
  } else {
    slot = free_loops_.back();
    free_loops_.pop_back();
  }
  loop(slot) = Loop{.dialect = dialect};
  return slot;
}

void Kernel::drop_loop(LoopSlot slot) {
  loop(slot) = Loop{};
  free_loops_.push_back(slot);
}

const Loop& Kernel::host_loop() const {
  const auto at = std::find_if(activities_.rbegin(), activities_.rend(), [](const Activity& a) {
    return a.kind == Activity::Kind::kLoop && !a.one_turn;
  });
  ENSURE(at != activities_.rend(), "no loop is in progress");
  return loops_[at->loop.index()];
}

LoopSlot Kernel::begin_loop(std::size_t dialect) {
  const LoopSlot slot = new_loop(dialect);
  enter_loop(slot);
  return slot;
}

void Kernel::enter_loop(LoopSlot slot) {
  push(Activity{.kind = Activity::Kind::kLoop,
                .phase = Activity::Phase::kPass,
                .loop = slot,
                .step = recorder.step});
}

// REQUIRES: something is ready in it.
void Kernel::run_turn(LoopSlot slot) {
  Loop& guest = loop(slot);
  guest.batch.assign(1, guest.ready.front());
  guest.batch_position = 0;
  guest.ready.erase(guest.ready.begin());
  push(Activity{.kind = Activity::Kind::kLoop,
                .phase = Activity::Phase::kTurns,
                .loop = slot,
                .one_turn = true,
                .step = recorder.step});
}

void Kernel::end_loop(LoopSlot slot, Resume outcome) {
  leave_loop(slot, outcome);
  drop_loop(slot);
}

void Kernel::leave_loop(LoopSlot slot, Resume outcome) {
  while (activities_.back().kind != Activity::Kind::kLoop || activities_.back().loop != slot) {
    machine.discard(activities_.back().stack);
    activities_.pop_back();
    ENSURE(!activities_.empty(), "a loop ended that was not running");
  }
  std::erase_if(due_calls_, [slot](const Activity& call) { return call.loop == slot; });
  if (failing_loop_ == slot) machine.heap.assign(failure_, Value{});
  Loop& left = loop(slot);
  const auto rest = left.batch.begin() + static_cast<std::ptrdiff_t>(left.batch_position);
  left.ready.insert(left.ready.begin(), rest, left.batch.end());
  left.batch.clear();
  left.batch_position = 0;
  resume_behind_loop(outcome);
  begin_count();
}

void Kernel::resume_behind_loop(Resume resume) {
  const EventId step = activities_.back().step;
  pop();
  ENSURE(!activities_.empty(), "a loop ended that no code waits for");
  Activity& behind = activities_.back();
  if (behind.task) {
    task(behind.task).stack.resume = resume;
    recorder.step = step;
  } else {
    behind.stack.resume = resume;
  }
}

// --- Tasks ---

TaskSlot Kernel::new_task(LoopSlot loop, Value coroutine) {
  const TaskSlot slot{static_cast<int32_t>(tasks.size())};
  machine.heap.charge_for_good(sizeof(Task));
  Task& made = tasks.emplace_back();
  made.loop = loop;
  made.stack = machine.start_coroutine(coroutine);
  return slot;
}

void Kernel::announce(TaskSlot slot, std::string_view name, NurseryId nursery, TaskId parent) {
  Task& made = task(slot);
  made.shown = TaskId{shown_count_++};
  ++alive_count;
  std::tie(made.name, made.label) = recorder.name_task(name);
  made.spawned = recorder.happen(TaskSpawned{.task = made.shown,
                                             .name = made.name,
                                             .label = made.label,
                                             .nursery = nursery,
                                             .parent = parent,
                                             .line = machine.current_line()});
  count_recorded();  // a label may be long, and one step may start any number of tasks
}

void Kernel::make_ready(TaskSlot slot, Resume resume, EventId cause) {
  Task& woken = task(slot);
  ENSURE(!woken.queued, "a task was made runnable twice");
  woken.queued = true;
  woken.next = resume;
  if (woken.shown) {
    woken.scheduled =
        recorder.happen_because(cause ? cause : recorder.step, TaskScheduled{.task = woken.shown});
  } else if (woken.acts_for_program) {
    woken.scheduled = cause ? cause : recorder.step;
  }
  loop(woken.loop).ready.push_back(Ready{.task = slot});
  wake_host(woken.loop, woken.scheduled);
}

void Kernel::make_ready(LoopSlot slot, int32_t callback) {
  loop(slot).ready.push_back(Ready{.callback = callback});
  wake_host(slot, recorder.step);
}

void Kernel::wake_host(LoopSlot slot, EventId because) {
  const TaskSlot host = std::exchange(loop(slot).host, TaskSlot{});
  if (!host) return;
  dialect(loop(task(host).loop).dialect)
      .go_on(*this, host, Resume{Resume::Kind::kValue, Value::none()}, because);
}

void Kernel::park(const Wait& wait) {
  Task& parked = current_task();
  if (!parked.shown) return;
  parked.blocked = recorder.happen(TaskBlocked{.task = parked.shown,
                                               .on = wait.on,
                                               .object = wait.object,
                                               .nursery = wait.nursery,
                                               .other = wait.other,
                                               .until = {wait.until}});
}

void Kernel::retire(TaskSlot slot) {
  Task& over = task(slot);
  over.alive = false;
  machine.discard(over.stack);
}

// --- Calls that the loop makes ---

void Kernel::call(LoopSlot loop, int32_t number, EventId cause) {
  due_calls_.push_back(Activity{.kind = Activity::Kind::kCall,
                                .phase = Activity::Phase::kBegin,
                                .loop = loop,
                                .call = number,
                                .step = cause});
  hold_code_back();
}

// What fell due in the course of a call comes before the rest of that call.
void Kernel::begin_due_calls() {
  for (; !due_calls_.empty(); due_calls_.pop_back()) push(std::move(due_calls_.back()));
}

void Kernel::run_call(int64_t& budget) {
  Activity& top = activities_.back();
  const LoopSlot slot = top.loop;
  const int32_t number = top.call;
  Dialect& owner = dialect(loop(slot).dialect);
  if (top.phase == Activity::Phase::kBegin) {
    top.stack = owner.call_begins(*this, number);
    top.phase = Activity::Phase::kCode;
    return;
  }
  const EventId step = recorder.step;
  if (!in_task()) recorder.step = top.step;
  const Pause pause = run_code(top.stack, budget);
  if (pause == Pause::kBlocked) return;  // it waits for a loop, which has taken over
  recorder.step = step;
  if (pause == Pause::kBudget) return stop_if_over(top.stack);
  const Value result = std::exchange(top.stack.resume.value, Value{});
  pop();
  owner.call_ended(*this, number, pause == Pause::kRaised, result);
  report_deaths();
}

void Kernel::raise_behind_call(LoopSlot slot, Value exception) {
  auto behind = activities_.rbegin();
  while (behind->kind == Activity::Kind::kCall && behind->phase == Activity::Phase::kBegin) {
    ++behind;
  }
  Stack* stack = nullptr;
  if (behind->kind == Activity::Kind::kCall) stack = &behind->stack;
  if (behind->task && code_runs_) stack = &task(behind->task).stack;
  if (stack == nullptr) return dialect(loop(slot).dialect).loop_failed(*this, exception);
  machine.heap.release(stack->resume.value);
  stack->resume = Resume{Resume::Kind::kException, exception};
}

void Kernel::fail_running_code(LoopSlot slot, Value exception) {
  if (!failure_.is_null()) return machine.heap.release(exception);
  failure_ = exception;
  failing_loop_ = slot;
  hold_code_back();
}

Value Kernel::handled_by_running_code() {
  return running_budget_ == nullptr ? Value{} : machine.handled_exception();
}

}  // namespace grove
