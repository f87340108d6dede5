// Runtime: runs a program's tasks on the machine. It owns everything that changes during a run, so
// that copying it is a snapshot; it is the machine's Host, and the only place that decides what
// runs next.
//
// The loop is Trio's (semantics A1): a pass expires deadlines, jumps the clock if nothing can run,
// takes the whole run queue as its batch, orders it, and steps each task once. advance() may stop
// anywhere, in the middle of a step too, and goes on from there.
//
// Built-ins reach it with runtime_of(machine); the rules of scopes and nurseries are functions in
// trio/ that take a Runtime&.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "engine/machine/machine.h"
#include "engine/record/inputs.h"
#include "engine/runtime/interventions.h"
#include "engine/runtime/kernel.h"
#include "engine/runtime/recorder.h"
#include "engine/runtime/trio/state.h"

namespace grove {

// How a task blocks: what the record says about it, and how it can be broken off.
struct BlockRequest {
  WaitKind on = WaitKind::kForever;
  ObjectId object;
  NurseryId nursery;
  SimTime until = kNever;
  AbortAction abort = AbortAction::kSucceed;
  NurserySlot exits = {};  // of kFail
};

// How the run ended.
struct Ending {
  Outcome outcome = Outcome::kOk;
  int exit_status = 0;
};

class Runtime : public Host {
 public:
  Runtime(const std::shared_ptr<const Program>& program, const Library& library,
          const Inputs& inputs, RecordHeader header);

  void advance(int64_t instructions);
  // Other interventions from here on. REQUIRES: those applied so far are among them.
  void intervene(const std::vector<Intervention>& interventions);
  bool finished() const { return phase_ == Phase::kFinished; }
  const Ending& ending() const { return ending_; }
  const std::string& output() const { return output_; }
  const std::string& errors() const { return errors_; }

  // --- For built-ins, inside a step ---
  // The task whose step it is. REQUIRES: in_task().
  TaskSlot current() const { return current_; }
  bool in_task() const { return static_cast<bool>(current_); }
  // Whether the task's own code is on the C++ stack now, and not the loop's work after it.
  bool code_runs() const { return code_runs_; }
  Task& current_task() { return kernel.task(current_); }

  // The running task parks: records it; the built-in then returns Turn::block(). Every block is
  // ended by exactly one reschedule().
  void block(const BlockRequest& request);
  // A schedule point without a cancellation point: parks, and is runnable again after the step.
  void block_shielded_checkpoint();
  // A block that the record does not show: the second half of a checkpoint in a cancelled scope.
  void block_unrecorded();

  // A parked task becomes runnable, to be resumed with that; `cause` is what woke it. A program
  // that reschedules tasks by hand can have made it so before, or it can be over: what Trio makes
  // of that follows, an AssertionError in the code that runs now, or the end of the run.
  void reschedule(TaskSlot task, Resume resume, EventId cause);
  // A new task that will run `coroutine` (reference taken over). One that is not shown is a helper
  // of the runtime's own; `parent` is unset only for the outermost of these.
  TaskSlot spawn(Value coroutine, std::string_view name, std::string library_name,
                 NurserySlot parent, bool shown = true);
  // Breaks off the block of a task whose status is cancelled, if it can be (semantics B5, B6, C3).
  void attempt_delivery(TaskSlot task);
  // Breaks off the block of a task with an exception that comes from outside (taken over), for the
  // reason `because`; in a nursery's exit it becomes one of the nursery's exceptions (semantics
  // F5). Where the program has an abort function it is asked (semantics B6). False, and nothing
  // done, if the task is not blocked.
  bool break_off(TaskSlot task, Value exception, CancelCause cause, EventId because);
  // What the code that runs now is handling, as the context of a Cancelled that it causes
  // (semantics B8); borrowed, or null.
  Value handled_by_canceller();

  // trio.run(): the module waits until main, and then Trio's own tasks, have ended.
  void begin_trio_run(Value coroutine, std::string_view name, std::string library_name);
  // What an event outside all visible steps is because of: run_started, or main's exit.
  EventId outside_steps() const { return main_exit_ ? main_exit_ : EventId{0}; }

  // --- Host ---
  void on_line(int32_t line, int32_t depth, int32_t code) override;
  bool wants_lines() const override;
  void on_raise(Value exception, int32_t line) override;
  void on_catch(Value exception, int32_t line) override;
  void on_print(std::string_view text, std::string_view end, int32_t line) override;
  void on_warning(std::string_view text) override;
  void on_draw(std::string_view function, std::string_view result, int32_t line) override;
  void on_death(const Heap::Death& death) override;
  SimTime now() const override { return kernel.now; }
  void stall(SimTime duration) override;

  Machine machine;
  Kernel kernel;
  Recorder recorder;
  Trio trio;

 private:
  enum class Phase : uint8_t {
    kModule,    // module-level code runs, before, between and after runs of Trio
    kPass,      // a pass of the loop is to begin
    kBatch,     // deadlines have been looked at; the batch is to be taken
    kNextStep,  // the next step of the batch is to begin
    kStep,      // a task's step is in progress
    kStepOver,  // its code has paused or ended; what that means has been done
    kTelling,   // the text of the exception that ended the program is made
    kFinished,
  };
  // What the step's task asked for when it parked.
  enum class Parked : uint8_t { kNothing, kBlock, kShielded };

  // A program's abort function that is to be called, or is being called.
  struct AbortCall {
    TaskSlot task;  // that is to be broken off
    Value handled;  // what the canceller's code was handling (semantics B8), or null; owned
    EventId cause;
    Value raises;  // what breaks the task off, or null for a Cancelled; owned
    bool begun = false;
    Stack stack;  // once begun
  };

  void run_module(int64_t& budget);
  Pause run_code(Stack& stack, int64_t& budget);
  void begin_pass();
  bool expire_deadlines();
  bool jump_clock();
  void take_batch();
  void next_step();
  void step_finished_task(TaskSlot slot);
  void run_step(int64_t& budget);
  void end_step();
  void finish_step();
  void task_parked();
  void task_exited(bool raised, Value result);
  EventId record_exit(TaskSlot slot, Value exception);
  Value corrupted_stack_error(TaskSlot slot, Value exception);
  void end_trio_run(Resume outcome);
  Resume outcome_of_run();
  void crash_trio_run(Value exception);
  void drop_calls();
  bool calls_waiting() const {
    return !due_aborts_.empty() || !abort_calls_.empty() || !failure_.is_null();
  }
  void hold_code_back();
  void call_abort_function(TaskSlot task, Value raises = Value{});
  void run_abort_call(int64_t& budget);
  void finish_abort_call(AbortCall& call, Value answer);
  void fail_abort_call(Value exception);
  void finish_module(bool raised, Value result);
  void tell(int64_t& budget);
  void finish_told(const std::string& text);
  void finish_told_briefly();
  int exit_code_of(Value system_exit);
  void set_now(SimTime time);
  uint64_t recorded_bytes() const {
    return recorder.record.bytes() + output_.size() + errors_.size();
  }
  void make_room_for_objects();
  void run_out_of_bytes();
  void go_on(int64_t& budget);
  void finish(Outcome outcome, int exit_status, EventId cause, Value exception = Value{});
  bool over_limit();
  void begin_count();
  void stop_if_over(const Stack& stack);
  // `stack`: of the code that ran into it, if it was code.
  void reach_limit(std::string_view name, int64_t value, int exit_status,
                   const Stack* stack = nullptr);
  void report_deadlock();

  Inputs inputs_;
  bool record_lines_ = true;
  Phase phase_ = Phase::kModule;
  Parked parked_ = Parked::kNothing;
  TaskSlot current_;
  Stack module_;            // while telling: what makes the text
  Value uncaught_;          // while telling: the exception; owned
  bool code_runs_ = false;  // inside machine.run() of a task's step
  // Since the last checkpoint: instructions, items as such, and passes of the loop.
  int64_t step_instructions_ = 0;
  // Program code that the loop itself calls: abort functions that have fallen due, first come
  // first, and those before, the next or innermost one last. While there are any, nothing else goes
  // on.
  std::vector<AbortCall> due_aborts_, abort_calls_;
  // An assertion of Trio's that the code which runs now has broken, to be raised in it; owned.
  Value failure_;
  int64_t* running_budget_ = nullptr;  // inside run_code()
  int64_t held_back_ = 0;              // of it, to make the code pause
  EventId main_exit_;
  Resume main_outcome_;  // once main has ended; owned
  std::string output_, errors_;
  Ending ending_;
  Interventions interventions_;  // still to come
};

inline Runtime& runtime_of(Machine& machine) { return static_cast<Runtime&>(machine.host()); }

}  // namespace grove
