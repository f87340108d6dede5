// Trio: the dialect's state: cancel scopes, cancel statuses, nurseries, events. Data only, but for
// the calls of the kernel's (dialect.h), which lead to the neighbouring files; those hold the
// rules, each citing the numbers of the semantics contract.
//
// Two concepts, two names (semantics C1, C2): a CancelScope *asks* (its cancel() was called, its
// deadline passed), a CancelStatus *carries* the request to the tasks below it. Statuses form a
// tree that mirrors the nesting of blocks; a nursery's children hang under the status of the
// nursery's scope.
#pragma once

#include <deque>
#include <limits>
#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "engine/base/arena.h"
#include "engine/runtime/dialects.h"
#include "engine/runtime/kernel/kernel.h"
#include "engine/runtime/trio/schedule.h"

namespace grove {

using NurserySlot = Id<struct NurserySlotTag>;
using ScopeSlot = Id<struct ScopeSlotTag>;
using StatusSlot = Id<struct StatusSlotTag>;
using QueueSlot = Id<struct QueueSlotTag>;
using LotSlot = Id<struct LotSlotTag>;

// What happens when a blocked task is to be broken off (semantics B6). Asked at most once per
// block: it is reset to kNone then.
enum class AbortAction : uint8_t {
  kNone,        // not blocked, or asked already
  kSucceed,     // nothing to undo
  kFail,        // somebody else will reschedule it: a nursery's exit
  kLeaveQueue,  // leave the queue it waits in, then succeed
  kEndSleep,    // succeed; if only the sleep's own deadline came, with None for a Cancelled
  kAskProgram,  // call the program's abort function (TrioTask::abort_function)
};

// Trio's side of a task, by its TaskSlot. Lists are intrusive: a task leaves them at once, whatever
// their length.
// What few tasks have. Owned.
struct TaskExtras {
  Value abort_function;  // of AbortAction::kAskProgram
  Value sleep_data;      // custom_sleep_data, null until it is set
  Value coroutine;       // as the program sees it, null until it asks
};

struct TrioTask {
  TaskId shown;  // as the kernel's: the walks of a cancellation look at nothing else
  NurserySlot parent;
  TaskSlot next_sibling, previous_sibling;  // in the parent nursery, in order of arrival
  StatusSlot status;                        // its active cancel status
  TaskSlot next_in_status, previous_in_status;
  std::vector<NurserySlot> child_nurseries;  // open ones, outer first
  NurserySlot eventual_parent;               // until started(), of a task that start() made
  AbortAction abort = AbortAction::kNone;
  NurserySlot exits;    // of kFail: the nursery whose exit it waits in
  int32_t extras = -1;  // among Trio::extras; -1: none yet
  int32_t name = -1;    // among Trio::names: what the program sees as its name
  // The queue of an event, lock, channel, … that it waits in, if any; a task is in one at most.
  QueueSlot queue;
  TaskSlot next_in_queue, previous_in_queue;
  Value offer;                  // what it brings to the queue: a value to send, a borrower; owned
  int32_t cancel_points = 0;    // that it has passed, as trio.testing counts them
  int32_t schedule_points = 0;  // likewise
  int32_t endpoint = -1;        // of a channel: the end through which it waits
  std::vector<LotSlot> breaks;  // lots that break when it ends: of the locks it holds

  // The cancel_requested that holds for it now, if any, and whose cancellation that is.
  // Invariant: `requested_scope` is origin(status) (status.h). note_request() (cancel.cpp) keeps it
  // so, and records what is new: it is called for each task that changes its status, for those of
  // each status that recalculate() changes, and where a scope takes over the reason of an outer one
  // (ask_again, note_delivery). `requested` is unset where nothing was recorded: helpers.
  EventId requested;
  ScopeSlot requested_scope;
};

// Why a scope was cancelled, in Trio's words (semantics C16).
struct CancelCause {
  CancelReason source = CancelReason::kUnknown;
  bool has_text = false;
  std::string text;  // the reason given, or Trio's own wording
  // Where Trio's wording ends with the repr of an exception, that one, until anybody asks for it
  // (reason_text): a failing chain would write out at each level all that lies below. Borrowed from
  // the nursery's `pending`, which finish_exit() takes away.
  Value about;
  std::string source_task;  // repr of the task that did it; empty if none
  TaskId task;              // the same for the record
  Value args;               // what all its Cancelleds carry, once there is one; owned
};

struct CancelScope {
  SimTime deadline = kNever;           // absolute; kNever: none
  SimTime relative_deadline = kNever;  // before entry only: resolved when entered (semantics C11)
  bool given_as_int = false;           // the deadline, which then reads back as one
  Value far;  // the deadline as a number, where it lies beyond what SimTime holds; else null
  bool shield = false;
  bool cancel_called = false;
  bool cancelled_caught = false;
  bool entered = false;   // ever
  bool shown = true;      // false: machinery inside sleep() and checkpoint(), not recorded
  int32_t cause = -1;     // among Trio::causes: its own, or its parent's; -1: none
  ScopeSlot cause_scope;  // whose cancellation that is; unset if it was control-C
  StatusSlot status;      // set between enter and close
  ScopeKind how = ScopeKind::kCancelScope;

  // The deadline that stands among the timers, if any.
  // Invariant: `registered` is the deadline while the scope is entered, not closed and not
  // cancelled, else kNever; the ticket is one of the timers' just where that is a time. Whatever
  // changes one of these ends in update_registration() (cancel.cpp).
  Timers::Ticket ticket = Timers::kNoTicket;
  SimTime registered = kNever;

  ScopeId id;            // as recorded, from entry on
  EventId deadline_set;  // the event that last set the deadline
  EventId cancelled;     // its scope_cancelled
};

struct CancelStatus {
  ScopeSlot scope;
  StatusSlot parent;
  // Children in order of insertion, as an intrusive list.
  StatusSlot first_child, last_child, next_sibling, previous_sibling;
  // Tasks whose active status this is, in order of arrival, likewise.
  TaskSlot first_task, last_task;
  // True iff tasks here get Cancelled when they block: scope.cancel_called, or the parent's
  // cancellation is visible. Not for ever: a shield may be raised in between.
  // Invariant: it says so at every moment at which program code runs. Whoever changes
  // cancel_called, a shield or a parent calls recalculate() on the topmost status concerned, which
  // goes down as far as anything changes, and breaks off tasks as it goes (cancel.cpp). Abandoned
  // ones stay true.
  bool effectively_cancelled = false;
  bool abandoned = false;  // an outer scope was closed before this one (semantics C15)
  bool in_use = false;
};

struct Nursery {
  TaskSlot owner;
  ScopeSlot scope;
  StatusSlot status;  // that children inherit: a snapshot of the scope's (semantics D1)
  bool strict = true;
  bool body_running = true;
  bool owner_waits = false;  // in its exit
  // Invariant: it is closed once its body is over, no child is left and no start() is under way;
  // whoever takes one of these away asks check_closed() (nursery.cpp). Nothing opens it again.
  bool closed = false;
  bool left = false;      // by its owner, perhaps with children in it: the record has its end
  bool unloaded = false;  // its exceptions have gone out: those that come later are lost
  int32_t child_count = 0;
  int32_t pending_starts = 0;
  TaskSlot first_child, last_child;
  std::vector<Value> pending;  // exceptions in order of completion; owned
  Value object, scope_object;  // as the program sees them; owned until the nursery is closed

  NurseryId id;  // unset: the runtime's own, around main
  int32_t line = 0;
  EventId last_child_exit;
};

// Tasks that wait for the same thing, in order of arrival (semantics A6, A9): an intrusive list.
struct WaitQueue {
  TaskSlot first, last;
  int32_t count = 0;  // with those woken by hand
  // Tasks that the program rescheduled by hand while they waited here. Trio's events and lots keep
  // them, as the next to be woken; of other queues there are none.
  bool keeps_woken = true;
  std::vector<TaskSlot> woken_by_hand;
};

struct TrioEvent {
  bool is_set = false;
  QueueSlot waiters;
  ObjectId id;
};

// semantics E1
struct ParkingLot {
  QueueSlot parked;
  std::vector<Value> broken_by;  // tasks, or what the program named in their place; owned
  ObjectId id;                   // of one that the program made
};

struct TrioLock {
  LotSlot lot;
  TaskSlot owner;
  ObjectId id;
};

struct TrioSemaphore {
  LotSlot lot;
  int64_t value = 0;
  int64_t max_value = -1;      // -1: none
  bool given_as_bool = false;  // and reads back as one until it changes
  ObjectId id;
};

struct TrioLimiter {
  LotSlot lot;
  double total_tokens = 0;       // an integer, or infinite
  std::vector<Value> borrowers;  // in order of borrowing; owned
  ObjectId id;
};

// A condition's lock is a lock object that the condition's object holds.
struct TrioCondition {
  LotSlot lot;
  ObjectId id;
};

// The buffer that both ends of a memory channel share (semantics E6).
// What the record tells of a channel, but for its size.
struct ChannelState {
  std::size_t buffered = 0;
  int32_t senders = 0, receivers = 0;  // open
  int32_t sending = 0, receiving = 0;  // tasks that wait

  friend bool operator==(const ChannelState&, const ChannelState&) = default;
};

struct MemoryChannel {
  double max_buffer_size = 0;  // an integer, or infinite
  // Owned, and each place of it counts for the limit on bytes.
  std::deque<Value> buffer;
  int32_t open_senders = 0;
  int32_t open_receivers = 0;
  std::size_t peak = 0;  // most values the buffer ever held
  QueueSlot senders, receivers;
  ChannelState told;          // what the record told last,
  RawJson told_as;            // and how, but for values; unset: nothing yet
  int32_t messages_told = 0;  // with their values
  ObjectId id;
};

// Who waits for a socket: one task at most for each of the two.
struct SocketWaits {
  QueueSlot readable, writable;
};

struct ChannelEnd {
  int32_t channel = -1;
  bool closed = false;
};

// A start() that is under way, or over (semantics D10). The value given to started() is held by the
// task_status object.
struct PendingStart {
  NurserySlot hidden;  // in the caller, until started()
  NurserySlot target;
  bool started = false;
};

// What run_sync_soon was given (semantics F3), by the program or by Trio itself.
struct SoonJob {
  enum class Kind : uint8_t {
    kCall,              // of the program: call `function`
    kWakeInit,          // Trio's init task goes on
    kDeliverInterrupt,  // main hears of control-C (semantics F4)
    kCloseGenerator,    // an asynchronous generator that nobody refers to: `function`
  };
  Kind kind = Kind::kCall;
  Value function;  // owned, like the next
  Value args;      // a tuple
  EventId cause;   // what happened in the thread that gave it; unset if none did
};

// Who waits until nothing else can run (semantics A11), with the same cushion.
struct IdleWaiters {
  double cushion = 0;
  QueueSlot queue;
};

// What instruments can hear (instruments.h).
enum class Hook : uint8_t {
  kBeforeRun,
  kAfterRun,
  kTaskSpawned,
  kTaskScheduled,
  kBeforeTaskStep,
  kAfterTaskStep,
  kTaskExited,
  kBeforeIoWait,
  kAfterIoWait,
};

// A call of all instruments that hear it, asked for or in progress.
struct HookCall {
  Hook hook = Hook::kBeforeRun;
  Value argument;  // a task, or seconds; owned
};

// A call of a program's abort function, asked for or in progress (semantics B6).
struct AbortCall {
  TaskSlot task;  // that is to be broken off
  Value handled;  // what the canceller's code was handling (semantics B8), or null; owned
  EventId cause;
  Value raises;  // what breaks the task off, or null for a Cancelled; owned
};

struct Trio : Dialect {
  explicit Trio(const SchedulePolicy& policy) : schedule(policy) {}

  // --- Dialect ---
  std::unique_ptr<Dialect> clone() const override { return std::make_unique<Trio>(*this); }
  void pass_begins(Kernel& k) override;
  void poll(Kernel& k) override;
  bool clock_stands(Kernel& k) override;
  void pass_ended(Kernel& k) override;
  bool claims_async_generators(Kernel&) override { return running; }
  bool adopt_async_generator(Kernel& k, Value generator) override;
  void timer_fired(Kernel& k, int32_t number) override;
  EventId timer_cause(Kernel& k, int32_t number) override;
  bool nothing_can_run(Kernel& k) override;
  void order(Kernel& k, std::vector<Ready>* batch) override;
  void step_begins(Kernel& k, TaskSlot task) override;
  void step_ends(Kernel& k, TaskSlot task) override;
  void finished_task_steps(Kernel& k, TaskSlot task) override;
  void go_on(Kernel& k, TaskSlot task, Resume resume, EventId because) override;
  void take_foreign(Kernel& k, std::string_view what) override;
  void task_parked(Kernel& k, TaskSlot task) override;
  void task_exited(Kernel& k, TaskSlot task, bool raised, Value result) override;
  void step_ended(Kernel& k, TaskSlot task) override;
  Stack call_begins(Kernel& k, int32_t call) override;
  void call_ended(Kernel& k, int32_t call, bool raised, Value result) override;
  void loop_failed(Kernel& k, Value exception) override;
  void interrupt(Kernel& k, EventId because) override;
  bool interrupt_running(Kernel& k, EventId because) override;
  bool can_break_off(Kernel& k, TaskSlot task) override;
  void break_off(Kernel& k, TaskSlot task, Value exception, EventId because) override;
  std::string objection(Kernel& k, const ScopeAct& act) override;
  void perform(Kernel& k, const ScopeAct& act, EventId because) override;
  TaskSlot parent_of(Kernel& k, TaskSlot task) override;
  std::optional<std::string> wait_words(Kernel& k, const TaskBlocked& blocked) override;
  std::string holder_words(Kernel& k, ObjectId object) override;

  // What the step's task asked for when it parked.
  enum class Parked : uint8_t { kNothing, kBlock, kShielded, kForeign };

  Schedule schedule;
  LoopSlot loop;  // of the run in progress
  Parked parked = Parked::kNothing;
  Value foreign_error;  // of kForeign: what the task is to raise; owned
  Arena<TrioTask> tasks;
  Arena<CancelScope> scopes;
  Arena<CancelCause> causes;  // apart from the scopes: of those there is one for each sleep
  Arena<CancelStatus> statuses;
  Arena<Nursery> nurseries;
  Arena<WaitQueue> queues;
  Arena<TrioEvent> events;
  Arena<TaskExtras> extras;
  Arena<std::string> names;  // "__main__.child"; those of tasks started one after the other are one
  Arena<ParkingLot> lots;
  // By the number that their Python objects hold.
  Arena<TrioLock> locks;
  Arena<TrioSemaphore> semaphores;
  Arena<TrioLimiter> limiters;
  Arena<TrioCondition> conditions;
  Arena<MemoryChannel> channels;
  Arena<ChannelEnd> channel_ends;
  std::map<int32_t, SocketWaits> socket_waits;  // by the socket's slot
  std::vector<ScopeSlot> free_scopes;           // of those not shown
  std::vector<StatusSlot> free_statuses;
  std::vector<StatusSlot> todo;  // scratch of recalculate(); empty outside
  Arena<PendingStart> starts;
  bool running = false;  // inside trio.run()
  bool strict = true;    // run(strict_exception_groups=)

  // Trio's own tasks (semantics A8): init, which holds the others; the one that runs what
  // run_sync_soon was given. None of them is shown.
  TaskSlot init, main, soon_task;
  NurserySlot around_main, system_nursery, soon_nursery;
  Value main_coroutine;  // until init has spawned it; owned
  std::string main_name, main_library_name;
  std::vector<IdleWaiters>
      idle_waiters;  // by cushion, smallest first; none with an empty queue stays
  std::deque<SoonJob> soon;
  // Asynchronous generators that came too late for a system task; owned.
  std::deque<Value> late_generators;
  std::deque<SoonJob> soon_idempotent;
  bool wakeup_sent = false;   // through Trio's socket pair
  bool wakeup_waits = false;  // soon_task waits for it
  bool soon_done = false;
  std::vector<std::pair<const char*, int32_t>>
      classes;             // by name, those asked for so far (support.h)
  Value token;             // TrioToken of the run; owned
  Value misnested_args;    // of Cancelleds that have no scope to tell of; owned
  bool any_loose = false;  // groups that may be collapsed were made
  std::vector<std::pair<int32_t, std::string>> warned;  // line and what was warned of there
  EventId main_exit;
  Resume main_outcome;                       // once main has ended; owned
  std::map<int32_t, AbortCall> abort_calls;  // by their number

  uint32_t heard = 0;                      // by instruments: a bit for each Hook
  Value begin_instruments;                 // functions of the module in Python, once it is
  Value call_instruments;                  // loaded; owned
  Value context_class;                     // contextvars.Context, once Task.context is named; owned
  std::map<int32_t, HookCall> hook_calls;  // by their number, which abort calls have none of
  int32_t next_call = 0;
  Value io_wait;              // how long the wait in progress may last, or null
  bool waited_long = false;   // it is over in this pass
  bool init_is_over = false;  // and what instruments hear of it comes before the end of the run

  // Code that said whether control-C is kept from it, by its number in the program.
  std::map<int32_t, bool> interrupt_protection;

  // The clock (clock.h).
  Value clock;  // the object, once a program gave or saw one; owned
  SimTime clock_zero;
  double clock_rate = 1;
  double autojump = std::numeric_limits<double>::infinity();

  // Control-C was pressed, and nobody has got its KeyboardInterrupt yet (semantics F4, F7).
  bool interrupt_pending = false;
  EventId interrupted_by;  // the input

  TrioTask& task(TaskSlot s) { return tasks[s.index()]; }
  const std::string& name_of(TaskSlot s) { return names[static_cast<std::size_t>(task(s).name)]; }
  // Of a task that has none: those of nobody, all null, not to be changed.
  const TaskExtras& extras_of(TaskSlot s) const {
    static constexpr TaskExtras kNone{};
    const int32_t at = tasks[s.index()].extras;
    return at < 0 ? kNone : extras[static_cast<std::size_t>(at)];
  }
  CancelScope& scope(ScopeSlot s) { return scopes[s.index()]; }
  CancelStatus& status(StatusSlot s) { return statuses[s.index()]; }
  Nursery& nursery(NurserySlot s) { return nurseries[s.index()]; }
  ParkingLot& lot(LotSlot s) { return lots[s.index()]; }
  WaitQueue& queue(QueueSlot s) { return queues[s.index()]; }
  // Why it was cancelled; of one that was not: unknown.
  const CancelCause& cause_of(const CancelScope& scope) const {
    static const CancelCause kUnknown{};
    return scope.cause < 0 ? kUnknown : causes[static_cast<std::size_t>(scope.cause)];
  }
};

inline Trio& trio_of(Kernel& k) {
  return static_cast<Trio&>(k.dialect(static_cast<std::size_t>(DialectSlot::kTrio)));
}

// A new row of one of the tables, which counts for the limit on bytes; its number.
template <class Row, class... From>
int32_t add_row(Kernel& k, Arena<Row>& table, From&&... from) {
  k.machine.heap.charge_for_good(sizeof(Row));
  table.emplace_back(std::forward<From>(from)...);
  return static_cast<int32_t>(table.size()) - 1;
}

// What a task has of that, to be changed.
inline TaskExtras& make_extras(Kernel& k, TaskSlot slot) {
  Trio& trio = trio_of(k);
  int32_t& at = trio.task(slot).extras;
  if (at < 0) at = add_row(k, trio.extras);
  return trio.extras[static_cast<std::size_t>(at)];
}

}  // namespace grove
