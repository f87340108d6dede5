#include "engine/runtime/kernel/loop_runner.h"

#include <algorithm>
#include <utility>

#include "engine/runtime/kernel/acts.h"
#include "engine/runtime/kernel/deadlock.h"
#include "engine/runtime/kernel/network_functions.h"

namespace grove {

// --- Passes ---

void LoopRunner::go_on(int64_t& budget) {
  work(budget);
  // A step that has begun goes on at once, and so the next, as long as it would be this loop's turn
  // anyway: finding that out from above costs a tenth of a short step.
  while (budget > 0 && is_innermost() && activity_.phase == Activity::Phase::kCode &&
         !k_.calls_due() && !k_.machine.allowance.is_exceeded()) {
    run_step(budget);
  }
}

void LoopRunner::work(int64_t& budget) {
  switch (activity_.phase) {
    case Activity::Phase::kPass:
      --budget;
      ++k_.step_instructions_;
      return begin_pass();
    case Activity::Phase::kPoll:
      return poll();
    case Activity::Phase::kTimers:
      return look_at_timers();
    case Activity::Phase::kBatch:
      take_batch();
      return next_turn();
    case Activity::Phase::kCode:
      return run_step(budget);
    case Activity::Phase::kOver:
      return end_step();
    case Activity::Phase::kTold:
      return finish_step();
    default:
      return next_turn();
  }
}

void LoopRunner::begin_pass() {
  if (k_.begin_thread()) return;  // and then this again
  activity_.phase = Activity::Phase::kPoll;
  dialect_.pass_begins(k_);
  if (!k_.calls_due()) poll();
}

void LoopRunner::poll() {
  activity_.phase = Activity::Phase::kTimers;
  settle_network(k_);
  dialect_.poll(k_);
  if (!k_.calls_due()) look_at_timers();
}

void LoopRunner::look_at_timers() {
  const bool idle = loop_.ready.empty();
  const bool fired = fire_timers();
  // A jump of the clock costs a pass of its own: timers are looked at in the next (semantics A2).
  if (idle && !fired && !dialect_.nothing_can_run(k_) && !jump_clock()) return;
  activity_.phase = Activity::Phase::kBatch;
}

// semantics A1 (3)
bool LoopRunner::fire_timers() {
  bool fired = false;
  TimerOwner owner;
  while (k_.timers.pop_due(k_.now_, &owner)) {
    k_.dialect(k_.loop(owner.loop).dialect).timer_fired(k_, owner.number);
    fired = true;
  }
  return fired;
}

// semantics A1 (4); false if the run ended instead.
bool LoopRunner::jump_clock() {
  const Inputs& inputs = k_.inputs_;
  const SimTime threads_next = k_.threads.next_wakeup().time;
  const SimTime timers_next = dialect_.clock_stands(k_) ? kNever : k_.timers.next();
  const SimTime next = std::min({timers_next, threads_next, k_.network.next_time()});
  // What comes from outside comes whether or not anything in the program is due.
  const Moment moment = next == kNever ? Moment::kStuck : Moment::kIdle;
  if (const auto comes = k_.pending_inputs_.next_time(k_.now_, k_.recorder.steps, moment);
      comes && *comes < next && *comes <= inputs.until) {
    if (*comes > k_.now_) k_.jump_to(*comes, k_.outside_steps);
    apply_inputs(moment);
    return true;
  }
  if (next > inputs.until) {
    if (k_.now_ < inputs.until) k_.set_now(inputs.until);
    k_.reach_limit("until", inputs.until.ns, 0);
    return false;
  }
  if (next == kNever) {
    // semantics A10: the real library would wait for ever.
    k_.errors_ += deadlock_report(k_);
    const EventId last{static_cast<int32_t>(k_.recorder.record.size()) - 1};
    k_.finish(Outcome::kDeadlock, 81, last);
    return false;
  }
  if (next.ns / 1'000'000'000 >= inputs.limits.seconds) {
    k_.reach_limit("seconds", inputs.limits.seconds, 80);
    return false;
  }
  ENSURE(next > k_.now_, "a timer was due and did not fire");
  k_.jump_to(next, cause_of_jump(next));
  return true;
}

// What set the timer, sent the packet, or put the thread to sleep, that is due then.
EventId LoopRunner::cause_of_jump(SimTime time) {
  if (k_.timers.next() > time && k_.network.next_time() == time) {
    const EventId sent = k_.network.next_cause();
    return sent ? sent : k_.outside_steps;
  }
  if (k_.timers.next() > time) return k_.threads[k_.threads.next_sleeper()].cause;
  const TimerOwner owner = k_.timers.next_owner();
  return k_.dialect(k_.loop(owner.loop).dialect).timer_cause(k_, owner.number);
}

void LoopRunner::take_batch() {
  loop_.batch.swap(loop_.ready);
  loop_.ready.clear();
  loop_.batch_position = 0;
  dialect_.order(k_, &loop_.batch);
}

void LoopRunner::next_turn() {
  activity_.phase = Activity::Phase::kTurns;
  if (loop_.batch_position == loop_.batch.size()) {
    activity_.phase = Activity::Phase::kPass;
    dialect_.pass_ended(k_);
    if (!is_innermost()) return;
    if (activity_.one_turn) k_.resume_behind_loop(Resume{Resume::Kind::kValue, Value::none()});
    return;
  }
  // Steps of a dialect's own tasks are neither counted nor come between.
  const Ready next = loop_.batch[loop_.batch_position];
  if (next.task && k_.task(next.task).shown) {
    apply_inputs(Moment::kBeforeStep);
    if (k_.calls_due() || is_left_to_another()) return;
  }
  const Ready turn = loop_.batch[loop_.batch_position++];
  if (turn.task) return begin_step(turn.task);
  EventId cause = k_.recorder.step = k_.outside_steps;
  if (dialect_.take_callback(k_, turn.callback, &cause)) return k_.report_deaths();
  k_.begin_count();
  k_.call(activity_.loop, turn.callback, cause);
}

// A signal's handler is to run first, or nothing any more.
bool LoopRunner::is_left_to_another() const { return k_.dying_of_ != 0 || !is_innermost(); }

void LoopRunner::apply_inputs(Moment moment) {
  if (k_.pending_inputs_.empty()) return;  // nearly always, before each step
  while (const auto input = k_.pending_inputs_.take_due(k_.now_, k_.recorder.steps, moment)) {
    InputAct(k_, activity_.loop, *input).apply();
    if (is_left_to_another()) return;
  }
}

// --- Steps ---

void LoopRunner::begin_step(TaskSlot slot) {
  activity_.phase = Activity::Phase::kCode;
  activity_.task = k_.current_ = slot;
  k_.code_runs_ = true;
  Task& task = k_.task(slot);
  task.queued = false;
  task.stack.resume = std::exchange(task.next, Resume{});
  if (!task.shown) {
    k_.recorder.step = task.acts_for_program ? task.scheduled : k_.outside_steps;
  } else {
    k_.begin_count();
    k_.recorder.step = k_.recorder.happen_because(
        task.scheduled, BeforeTaskStep{.task = task.shown, .step = k_.recorder.steps++});
  }
  if (!task.alive) return dialect_.finished_task_steps(k_, slot);
  dialect_.step_begins(k_, slot);
}

void LoopRunner::run_step(int64_t& budget) {
  const TaskSlot slot = activity_.task;
  Task& task = k_.task(slot);
  const Pause pause = k_.run_code(task.stack, budget);
  if (pause == Pause::kBudget) return k_.stop_if_over(task.stack);
  // It waits for a loop, which has taken over.
  if (!is_innermost()) return;
  activity_.phase = Activity::Phase::kOver;
  k_.code_runs_ = false;
  if (pause == Pause::kBlocked) {
    dialect_.task_parked(k_, slot);
  } else {
    const Value result = std::exchange(task.stack.resume.value, Value{});
    dialect_.task_exited(k_, slot, pause == Pause::kRaised, result);
    // With its last task the loop may have ended.
    if (!is_innermost()) return;
  }
  // What has fallen due in the step is called within it.
  if (!k_.calls_due()) end_step();
}

void LoopRunner::end_step() {
  activity_.phase = Activity::Phase::kTold;
  dialect_.step_ends(k_, activity_.task);
  if (!k_.calls_due()) finish_step();
}

void LoopRunner::finish_step() {
  const TaskSlot slot = activity_.task;
  const TaskId shown = k_.task(slot).shown;
  if (shown) k_.recorder.happen(AfterTaskStep{.task = shown});
  activity_.task = k_.current_ = {};
  activity_.phase = Activity::Phase::kTurns;
  dialect_.step_ended(k_, slot);
  k_.report_deaths();
  if (k_.over_limit() || !is_innermost() || k_.calls_due()) return;
  next_turn();
}

}  // namespace grove
