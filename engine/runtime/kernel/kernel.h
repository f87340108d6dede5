// Kernel: runs a program's tasks on the machine. It owns everything that changes during a run, so
// that copying it is a snapshot; it is the machine's Host.
//
// It keeps what all libraries share: tasks, loops with what is ready in them, timers, the clock,
// limits, the record. What a step or a wait means is its dialects' to say (dialect.h).
//
// A *loop* takes turns: a pass fires the timers that are due, moves the clock if nothing can run,
// takes all that is ready as its batch, and gives each its turn. What is in progress stands in a
// stack of activities: the module below, above it the loop that it waits for, with the step of one
// of its tasks, and above that what the step has to wait for: a call that the loop makes, or a loop
// that runs as a turn of that task. The topmost one goes on (advance.h).
//
// Built-ins reach it with kernel_of(machine); a library's rules are functions that take a Kernel&.
#pragma once

#include <deque>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/arena.h"
#include "engine/machine/core/machine.h"
#include "engine/record/inputs.h"
#include "engine/runtime/kernel/dialect.h"
#include "engine/runtime/kernel/pending_inputs.h"
#include "engine/runtime/kernel/recorder.h"
#include "engine/runtime/kernel/task.h"
#include "engine/runtime/kernel/threads.h"
#include "engine/runtime/kernel/timers.h"
#include "engine/runtime/network/network.h"

namespace grove {

// How a task parks: what the record says about it.
struct Wait {
  WaitKind on = WaitKind::kForever;
  ObjectId object = {};
  NurseryId nursery = {};
  TaskId other = {};  // the task that is awaited
  SimTime until = kNever;
};

// How the run ended.
struct Ending {
  Outcome outcome = Outcome::kOk;
  int exit_status = 0;
};

// What takes turns in one run of a library.
struct Loop {
  std::size_t dialect = 0;
  std::vector<Ready> ready;        // in the order in which it became so
  std::vector<Ready> batch;        // of the pass in progress, in stepping order
  std::size_t batch_position = 0;  // the next one to step
  // The task of another library's that gives the loop its turns (Kernel::run_turn), where it waits
  // until there is one.
  TaskSlot host;
};

struct Activity {
  enum class Kind : uint8_t {
    kModule,   // module-level code runs, before, between and after loops
    kTelling,  // the text of the exception that ended the program is made
    kLeaving,  // the program has ended, and the module lets go of its globals
    kLoop,     // with the step of one of its tasks, or between two
    kCall,     // program code that a loop makes a call of
    kThread,   // a thread's code, up to where it sleeps, waits or ends
    kSleep,    // the code below sleeps, and threads go on meanwhile
    kHandler,  // a signal's handler runs, between two steps of a loop
  };
  enum class Phase : uint8_t {
    kPass,  // of a loop: a pass is to begin
    kPoll,  // it has begun; what came from outside is to be looked at
    kTimers,
    kBatch,  // timers have been looked at; the batch is to be taken
    kTurns,  // its next turn is to begin
    kBegin,  // of a call: it is to be begun
    kCode,   // code runs: of a loop, that of its task's step
    kOver,   // of a loop: the step's code has parked or ended, and what that means has been done
    kTold,   // and the dialect has been told that the step ends
  };
  Kind kind = Kind::kModule;
  Phase phase = Phase::kCode;
  LoopSlot loop;           // of kLoop and kCall; of kHandler: between whose steps it runs
  TaskSlot task;           // of kLoop: whose step it is, if one is in progress
  int32_t call = -1;       // of kCall: its number
  ThreadSlot thread;       // of kThread
  Threads::Wakeup wakeup;  // of kSleep: until when
  Stack stack;             // of all but kLoop, kThread and kSleep
  Value uncaught;          // of kTelling: the exception; owned
  Ending ending;           // of kLeaving, like the next
  FinalException final_exception;
  bool one_turn = false;  // of a loop that goes on within a task of another one: it is over then
  // Of a loop or a sleep above a step: that step, in whose course things happen again. Of a call:
  // its cause.
  EventId step;
};

class Kernel : public Host {
 public:
  Kernel(const std::shared_ptr<const Program>& program, const Library& library,
         const Inputs& inputs, RecordHeader header, Dialects dialects);

  // Other interventions from here on. REQUIRES: those applied so far are among them.
  void intervene(const std::vector<Intervention>& interventions);
  bool finished() const { return activities_.empty(); }
  const Ending& ending() const { return ending_; }
  const std::string& output() const { return output_; }
  const std::string& errors() const { return errors_; }

  // --- For built-ins, inside a step ---
  // The task whose step it is. REQUIRES: in_task().
  TaskSlot current() const { return current_; }
  bool in_task() const { return static_cast<bool>(current_); }
  // Whether that task is one of this library's.
  bool in_task_of(std::size_t dialect) const {
    return current_ && loops_[task(current_).loop.index()].dialect == dialect;
  }
  // Whether the task's own code is in progress, and not the loop's work after it.
  bool code_runs() const { return code_runs_; }
  Task& current_task() { return task(current_); }
  // The running task parks: records it; the built-in then returns Turn::block(). Whoever ends the
  // wait makes the task ready.
  void park(const Wait& wait);
  // The running task, which is another library's, parks for what that does not know (a repr): it
  // will be resumed with an exception.
  void park_foreign(std::string_view what) {
    dialects_[loop(current_task().loop).dialect].take_foreign(*this, what);
  }

  // --- For dialects ---
  Dialect& dialect(std::size_t i) { return dialects_[i]; }
  Task& task(TaskSlot slot) { return tasks[slot.index()]; }
  const Task& task(TaskSlot slot) const { return tasks[slot.index()]; }
  Loop& loop(LoopSlot slot) { return loops_[slot.index()]; }
  const SchedulePolicy& schedule() const { return inputs_.schedule; }
  const FileTable& files() const { return inputs_.files; }
  const ProcessTable& processes() const { return inputs_.processes; }

  // A new task that will run `coroutine` (reference taken over): a row of the table, not ready yet.
  // One that is to be shown is then announced to the record.
  TaskSlot new_task(LoopSlot loop, Value coroutine);
  void announce(TaskSlot task, std::string_view name, NurseryId nursery, TaskId parent);
  // A task that is not queued becomes ready, to be resumed with that; `cause` is what woke it.
  void make_ready(TaskSlot task, Resume resume, EventId cause);
  void make_ready(LoopSlot loop, int32_t callback);
  // The task is over: its code is dropped, and it counts no longer.
  void retire(TaskSlot task);

  // The loop makes a call of program code (Dialect::call_begins), as soon as the code that runs has
  // been made to pause; then that goes on. What falls due first is called first. `cause`: of what
  // happens in it, where it is not in the course of a step.
  void call(LoopSlot loop, int32_t number, EventId cause);
  // The exception (taken over) comes out of whatever is behind the call that has just ended: out of
  // the code that paused for it, or else out of the loop.
  void raise_behind_call(LoopSlot loop, Value exception);
  // An exception (taken over) is raised in the code that runs now, which has broken a rule of the
  // loop's in a place where nothing can fail; where no code runs, the loop fails.
  void fail_running_code(LoopSlot loop, Value exception);
  // What the code that runs now is handling, as the context of what it causes; borrowed, or null.
  Value handled_by_running_code();

  // A loop takes over from the code that runs, and goes on until end_loop() gives its outcome back
  // to that.
  LoopSlot begin_loop(std::size_t dialect);
  void end_loop(LoopSlot loop, Resume outcome);
  // The two halves of that, for a loop that is gone into and left several times: what was still to
  // have its turn stays ready.
  void enter_loop(LoopSlot loop);
  void leave_loop(LoopSlot loop, Resume outcome);
  // A loop that no code waits for yet: it is gone into (above), or goes on only within a task of
  // another loop: the turn of what has been ready longest takes over from the code that runs.
  LoopSlot new_loop(std::size_t dialect);
  void run_turn(LoopSlot loop);
  void drop_loop(LoopSlot loop);

  // What a built-in records counts for the limit on bytes before the step is over: it may be a
  // million of events. Looked at once in a while. Throws OutOfBytes.
  void count_recorded() {
    constexpr uint32_t kBetween = 64;
    if (++recorded_in_between_ % kBetween != 0) return;
    make_room_for_objects();
    machine.heap.reserve(0);
  }

  // The innermost one that does not go on within a task of another. REQUIRES: a loop is in
  // progress.
  const Loop& host_loop() const;

  // --- Signals (signals.cpp) ---
  // A signal has come that nobody handles: the run ends as the system ends a process.
  void die_of(int32_t signal, EventId because);

  // --- Threads ---
  // A thread that makes one call, `data` (reference taken over) is for itself; it may run at once.
  ThreadSlot start_thread(Value callable, std::span<const Value> args, Value data, ObjectId id);
  // The thread whose code runs now; unset if none does.
  ThreadSlot current_thread() const {
    return activities_.empty() ? ThreadSlot{} : activities_.back().thread;
  }
  // What a built-in that blocked a thread is resumed with (reference taken over).
  void wake_thread(ThreadSlot thread, Value value);

  // --- Host ---
  void on_line(int32_t line, int32_t depth, int32_t code) override;
  bool wants_lines() const override;
  void on_raise(Value exception, int32_t line) override;
  void on_catch(Value exception, int32_t line) override;
  void on_print(std::string_view text, std::string_view end, int32_t line) override;
  void on_print_error(std::string_view text, std::string_view end, int32_t line) override;
  void on_warning(std::string_view text) override;
  void on_draw(std::string_view function, std::string_view result, int32_t line) override;
  void on_death(const Heap::Death& death) override;
  int32_t claim_async_generator() override;
  bool adopt_async_generator(Value generator, int32_t claimant) override;
  SimTime now() const override { return now_; }
  bool sleep(SimTime duration) override;

  Machine machine;
  Recorder recorder;
  Arena<Task> tasks;  // by TaskSlot
  Timers timers;
  Threads threads;
  Network network;  // settled at each poll, and before each question (network_functions.h)
  // What a program set for a signal, by its number (signal_functions.h); owned.
  std::map<int32_t, Value> signal_handlers;
  std::vector<FileChange> file_changes;  // from outside, and not taken yet (file_functions.h)
  int32_t alive_count = 0;               // of the tasks that are shown
  // What an event outside all visible steps is because of: run_started, at first.
  EventId outside_steps{0};

 private:
  friend class Advance;
  friend class LoopRunner;
  friend class ModuleRunner;
  friend class InputAct;

  // limits.cpp
  void begin_count();
  void stop_if_over(const Stack& stack);
  bool over_limit();
  uint64_t recorded_bytes() const {
    return recorder.record.bytes() + output_.size() + errors_.size() + network.bytes();
  }
  void make_room_for_objects();
  // `stack`: of the code that ran into it, if it was code.
  void reach_limit(std::string_view name, int64_t value, int exit_status,
                   const Stack* stack = nullptr);
  void finish(Outcome outcome, int exit_status, EventId cause, FinalException exception = {});

  Pause run_code(Stack& stack, int64_t& budget);
  void hold_code_back();
  void wake_host(LoopSlot loop, EventId because);
  void push(Activity activity);
  void pop();
  void resume_behind_loop(Resume resume);
  void note_current();
  // What died in the work of a loop is told where it died, not in the next step.
  void report_deaths() { machine.report_deaths(); }
  bool calls_due() const { return !due_calls_.empty() || !failure_.is_null(); }
  void begin_due_calls();
  void run_call(int64_t& budget);
  void set_now(SimTime time);
  void jump_to(SimTime time, EventId cause);

  // running_threads.cpp
  bool begin_thread();
  void run_thread(Activity& activity, int64_t& budget);
  void go_on_sleeping(Activity& activity);

  // signals.cpp
  void handle_signal(LoopSlot loop, int32_t signal, EventId because);
  void run_handler(Activity& activity, int64_t& budget);
  void die();

  Inputs inputs_;
  Dialects dialects_;
  bool record_lines_ = true;
  SimTime now_;
  int32_t shown_count_ = 0;  // tasks that have a TaskId
  Arena<Loop> loops_;
  std::vector<LoopSlot> free_loops_;
  uint32_t recorded_in_between_ = 0;
  std::deque<Activity> activities_;  // innermost last; never moved by a push; empty: finished
  std::vector<Activity> due_calls_;  // asked for, and not activities yet
  void print(std::string* written, std::string_view text, std::string_view end, int32_t line);

  // Of the innermost step, unless a loop is above it.
  TaskSlot current_;
  bool code_runs_ = false;
  // Of what fail_running_code() was given; owned.
  Value failure_;
  LoopSlot failing_loop_;
  // Since the last checkpoint: instructions, items as such, and passes of the loop.
  int64_t step_instructions_ = 0;
  int64_t* running_budget_ = nullptr;  // inside run_code()
  int64_t held_back_ = 0;              // of it, to make the code pause
  std::string output_, errors_;
  Ending ending_;
  int32_t dying_of_ = 0;  // a signal; the run ends before anything else happens
  EventId dies_because_;
  PendingInputs pending_inputs_;
};

inline Kernel& kernel_of(Machine& machine) { return static_cast<Kernel&>(machine.host()); }

}  // namespace grove
