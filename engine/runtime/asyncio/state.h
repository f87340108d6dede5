// Asyncio: the dialect's state: futures, tasks, handles, loops. Data only, but for the calls of the
// kernel's (dialect.h), which lead to the neighbouring files; those hold the rules, each citing the
// numbers of the semantics contract.
//
// A future is an object of the program's, and lives as long as that (its finalizer tells when it
// goes, G10); what it is stands here, under the number that the object holds. A task is a future
// with a task of the kernel's. A handle is a call that a loop makes once: soon, at a time, or
// because a future is done.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "engine/base/arena.h"
#include "engine/runtime/dialects.h"
#include "engine/runtime/kernel/kernel.h"

namespace grove {

// What is called when a future is done, or by a handle.
enum class CallbackKind : uint8_t {
  kProgram,           // `target`, with `argument` as its tuple of arguments
  kWakeup,            // the task `target` goes on
  kStopLoop,          // the loop of the future stops
  kSetResult,         // the future `target` gets `argument`, unless it is done
  kWaitDone,          // one of those that wait() waits for: target is the WaitState
  kGatherChild,       // target is the gather's outer future
  kShieldInner,       // target is the shield's outer future
  kShieldOuter,       // target is what it shields
  kGroupChild,        // target is the TaskGroup
  kTimeout,           // target is the Timeout
  kCompleted,         // target is the state of an as_completed()
  kCompletedTimeout,  // the same
  kCloser,            // a task is made of the coroutine `target`
  kShutdownStep,      // one of the two helper tasks in which a loop is shut down
  kForeignTask,       // a task of another library's, whose TaskSlot is `target`, goes on
  kHosted,            // `target` is the business of what gives a guest loop its turns
  kNothing,
};

struct Callback {
  CallbackKind kind = CallbackKind::kNothing;
  Value target = {};    // owned
  Value argument = {};  // owned
  Value context = {};   // of kProgram: the dict that it runs in (Stack::context), or null; owned
};

struct AioFuture {
  enum class State : uint8_t { kPending, kCancelled, kFinished };
  State state = State::kPending;
  bool log_traceback = false;       // its exception has not been retrieved
  bool log_destroy_pending = true;  // of a task
  bool cancel_requested = false;    // of a gather
  // `_asyncio_future_blocking`: its iterator has handed it out, and no task has taken it yet.
  bool blocking = false;
  int32_t loop = -1;
  TaskSlot task;  // of a task
  Value object;   // itself, borrowed
  // Owned, and null as long as there is none. `traceback`: what the exception's is set to when it
  // is retrieved, once.
  Value result, exception, traceback, cancel_message, cancelled_error;
  Value children;   // of a gather: a list; owned
  Value canceller;  // called instead of being cancelled, with the message; or null; owned
  std::vector<Callback> callbacks;
  ObjectId id;  // of one that the record shows as an object
  // What whoever awaits it waits for in truth: a socket.
  WaitKind stands_for = WaitKind::kFuture;
  ObjectId socket;
};

// Asyncio's side of a task, by its TaskSlot.
struct AioTask {
  int32_t future = -1;
  bool must_cancel = false;
  int32_t cancels = 0;  // cancelling()
  TaskSlot creator;
  // Those that it has created and that are not over, as an intrusive list in order of creation;
  // `next_looked_at`: of them, for orphans.
  TaskSlot first_created, last_created, next_created, previous_created, next_looked_at;
  NurseryId group;
  Value held;       // the task's object, while a loop is to step it; owned
  Value waiter;     // the future that it waits for; owned
  Value woken_by;   // the future that woke it, until it steps; owned
  Value throws;     // what it is to raise in its next step; owned
  Value outside;    // AioLoop::handled, as its outermost frame has it; owned
  Value coroutine;  // owned
  std::string name;
  // The cancel_requested that is still to be delivered, and the scope that it is of, if any.
  EventId requested;
  ScopeId requested_scope;
  std::vector<ScopeId> scopes;  // that it has entered, outer first
  bool orphaned = false;        // and the record has told so
  std::size_t place_in_alive = 0;
  // Its last await, for the record: what it is told to have ended with.
  Place awaits;
};

// A call that a loop is to make. In use while it is queued or the program holds its object.
struct AioHandle {
  Callback callback;
  Value future;  // that is done and given to it; or null; owned
  int32_t loop = -1;
  int32_t generation = 0;  // how many had this number before
  bool queued = false;     // ready, or among the timers
  bool cancelled = false;
  bool is_timer = false;
  bool is_report = false;  // a call of an exception handler of the program's
  Value handled;           // of such one: the exception of a callback that it is about; owned
  SimTime when = kNever;
  Value given_when;  // the time as the program gave it, or null; owned
  Timers::Ticket ticket = Timers::kNoTicket;
  Value object;   // as the program sees it, or null; borrowed
  EventId cause;  // what queued it
  ObjectId id;    // of a callback of the program's, as the record shows it
};

// A handle that may be gone by now.
struct HandleRef {
  int64_t number = -1;
  int64_t generation = 0;
};

// What a loop calls each time that a socket can be read or written.
struct SocketCallbacks {
  struct Side {
    Callback callback;  // kNothing: none
    HandleRef due;      // the call that is to be made, if one is
  };
  Side reader, writer;
};

struct AioLoop {
  LoopSlot slot;
  Value object;  // owned: loops are few, and live until the run ends
  bool running = false;
  bool stopping = false;
  bool closed = false;
  bool debug = false;
  Value slow_callback_duration = Value::of_float(0.1);  // what the program set; owned
  bool has_threads = false;                             // or had: its executor is there
  Value exception_handler;                              // owned, or null
  Value task_factory;                                   // the same
  Value handled;                                        // by the code that runs it; owned, or null
  Value failure;  // a KeyboardInterrupt or SystemExit that is to leave the loop; owned
  // Of the run() in progress: what control-C cancels (G12).
  TaskSlot main;
  int32_t interrupts = 0;
  // It has its turns within a task of another library's (guest_loops.h). A timer first waits for a
  // turn, like all others, and stands here from then on: by time, equal ones in order of arrival.
  bool is_guest = false;
  std::vector<int32_t> timers;
  std::map<int32_t, SocketCallbacks> sockets;  // by their slots
};

struct Asyncio : Dialect {
  // --- Dialect ---
  std::unique_ptr<Dialect> clone() const override { return std::make_unique<Asyncio>(*this); }
  void timer_fired(Kernel& k, int32_t number) override;
  EventId timer_cause(Kernel& k, int32_t number) override;
  void poll(Kernel& k) override;
  bool nothing_can_run(Kernel& k) override;
  void pass_ended(Kernel& k) override;
  void step_begins(Kernel& k, TaskSlot task) override;
  void finished_task_steps(Kernel& k, TaskSlot task) override;
  void go_on(Kernel& k, TaskSlot task, Resume resume, EventId because) override;
  void take_foreign(Kernel& k, std::string_view what) override;
  void task_parked(Kernel& k, TaskSlot task) override;
  void task_exited(Kernel& k, TaskSlot task, bool raised, Value result) override;
  void step_ended(Kernel& k, TaskSlot task) override;
  bool take_callback(Kernel& k, int32_t callback, EventId* cause) override;
  Stack call_begins(Kernel& k, int32_t call) override;
  void call_ended(Kernel& k, int32_t call, bool raised, Value result) override;
  void loop_failed(Kernel& k, Value exception) override;
  bool claims_async_generators(Kernel&) override { return running_loop >= 0; }
  bool adopt_async_generator(Kernel& k, Value generator) override;
  void interrupt(Kernel& k, EventId because) override;
  bool interrupt_running(Kernel& k, EventId because) override;
  bool can_break_off(Kernel& k, TaskSlot task) override;
  void break_off(Kernel& k, TaskSlot task, Value exception, EventId because) override;
  std::string objection(Kernel& k, const ScopeAct& act) override;
  void perform(Kernel& k, const ScopeAct& act, EventId because) override;
  std::string objection_to_cancel(Kernel& k, TaskSlot task) override;
  void cancel_task(Kernel& k, TaskSlot task, EventId because) override;
  TaskSlot parent_of(Kernel& k, TaskSlot task) override;
  std::optional<std::string> wait_words(Kernel& k, const TaskBlocked& blocked) override;
  bool finalize(Kernel& k, Value object) override;

  // What the step's task asked for when it parked.
  enum class Parked : uint8_t {
    kNothing,
    kWaits,   // for a future, which has its callback
    kYields,  // for its next turn
    kThrows,  // a turn in which it raises AioTask::throws
  };

  Parked parked = Parked::kNothing;
  std::vector<Value> being_told;  // futures whose reprs are in the making; borrowed
  TaskSlot stepping;  // whose step it is, also while it waits for a loop of another library's
  Arena<AioFuture> futures;  // by the number that their objects hold
  std::vector<int32_t> free_futures;
  Arena<AioTask> tasks;
  Arena<AioHandle> handles;
  std::vector<int32_t> free_handles;
  Arena<AioLoop> loops;
  int32_t running_loop = -1;
  // The ContextVar that names the loop of a task of another library's; null: they have none. Owned.
  Value loop_variable;
  int32_t current_loop = -1;       // what set_event_loop() was given
  bool current_loop_set = false;   // ever
  std::vector<int32_t> alive;      // tasks that are not over, by their futures; in no order
  std::size_t next_looked_at = 0;  // of them, for orphans
  std::vector<TaskSlot> let_go;    // in this turn, by a gather that is over
  // What libraries with tasks of their own have registered, and which of them each loop is
  // stepping: (loop, task). Owned.
  std::vector<Value> registered;
  std::vector<std::pair<Value, Value>> entered;
  Value policy;            // that the program has set or asked for; owned, or null
  int64_t task_names = 0;  // made up so far: "Task-1", …

  AioFuture& future(int32_t number) { return futures[static_cast<std::size_t>(number)]; }
  AioTask& task(TaskSlot s) { return tasks[s.index()]; }
  AioHandle& handle(int32_t number) { return handles[static_cast<std::size_t>(number)]; }
  AioLoop& loop(int32_t number) { return loops[static_cast<std::size_t>(number)]; }
};

inline Asyncio& asyncio_of(Kernel& k) {
  return static_cast<Asyncio&>(k.dialect(static_cast<std::size_t>(DialectSlot::kAsyncio)));
}

}  // namespace grove
