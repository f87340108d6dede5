// Facts: what a model knows of each task, nursery, scope, object and exception at its moment.
#pragma once

#include <cstdint>
#include <vector>

#include "engine/record/record.h"

namespace grove {

// The state of a task as a person sees it, told apart by colour, shape and word. Asked, told and
// over are three states, never merged. An orphan is a flag on top (TaskFacts::orphaned).
//
// The first row that applies decides:
//   it exited ok                                                      kDone
//   it exited cancelled                                               kCancelled
//   it exited with an error, or one is in flight in it that is no
//     Cancelled (raised or come out of its nursery, not yet caught):
//       that began in this task                                       kFailed
//       that came from elsewhere                                      kPassesOn
//   Cancelled was raised in it and still unwinds                      kCancelling
//   it was asked to stop, and may yet be told                         kAsked
//   it is in its step                                                 kRunning
//   it is runnable                                                    kReady
//   it is blocked                                                     kWaiting
//   none of these (spawned, not yet scheduled)                        kReady
// So a task that cleans up after a failure or a cancellation shows what it carries, whether it
// runs, is ready or waits: running, runnable and blocked say that beside the status.
//
// An exception began in the task that raised it first. A group of exceptions that were raised
// before, such as a nursery's, began in its task only if one of them did (the nursery's own body
// failed). A group of nothing but Cancelled is a Cancelled.
//
// A request holds until the task has left every cancelled scope, or no longer sees one (a shield
// went up), and Cancelled unwinds as long as that: in Trio swallowing it does not help. asyncio's
// CancelledError, which is raised once, is over when it is caught. A task whose body is over and
// that waits in the exit of a cancelled nursery of its own was not asked: Cancelled cannot be
// raised in it (semantics D3, D9), unless a scope further out is cancelled as well.
enum class TaskStatus : uint8_t {
  kRunning,     // has the processor: inside its step
  kReady,       // runnable, waits for its turn
  kWaiting,     // blocked (TaskFacts::block says on what)
  kAsked,       // under a cancelled scope, Cancelled not yet raised in it
  kCancelling,  // Cancelled was raised in it; it unwinds or cleans up
  kCancelled,   // over, ended by Cancelled
  kFailed,      // over, or unwinding, with an exception that began in it
  kPassesOn,    // over, or unwinding, with a group of its children's exceptions
  kDone,        // over, normally
};
inline constexpr int kTaskStatusCount = 9;

struct Block {
  WaitKind on = WaitKind::kSleep;
  ObjectId object;
  NurseryId nursery;
  TaskId other;
  SimTime since;
  SimTime until = kNever;
};

// The current place of one function of a task's stack.
struct CodePlace {
  int32_t line = 0;
  Text function;
  int32_t depth = 0;  // as in its `line` event; a gap means that no line of a function was recorded
};

struct TaskFacts {
  TaskId id;
  Text name, label;
  NurseryId nursery;  // that it is a child of now
  TaskId parent;      // owner of that nursery (asyncio: creator)
  int32_t spawn_line = 0;
  SimTime spawned_at;
  EventId spawned;    // the events that made it what it is, for "why"
  EventId scheduled;  // last made runnable
  EventId requested;  // last cancel_requested, unset when none is pending or its scope closed
  EventId delivered;  // last cancel_delivered within the cancellation that still unwinds
  EventId raised;     // exception_raised of the exception that unwinds it now, or ended it
  EventId exited;
  bool running = false;
  bool runnable = false;
  bool blocked = false;
  bool alive = true;
  bool orphaned = false;
  EventId orphaned_by;
  Block block;                     // meaningful while blocked
  Outcome outcome = Outcome::kOk;  // meaningful once exited
  ExceptionId exception;           // in flight in it, or that ended it
  SimTime exited_at;
  Place awaits;                      // asyncio: what its `await` waits for; kRun: nothing
  std::vector<CodePlace> stack;      // outermost first; the last is its current line
  std::vector<NurseryId> nurseries;  // opened by it, in order, closed ones included
  std::vector<ScopeId> scopes;       // opened by it, in order, closed ones included
  std::vector<TaskId> created;       // outside any nursery (asyncio's create_task), in order
};

enum class NurseryPhase : uint8_t { kOpen, kClosing, kClosed };

struct NurseryFacts {
  NurseryId id;
  TaskId task;
  ScopeId scope;
  int32_t line = 0;
  NurseryPhase phase = NurseryPhase::kOpen;
  EventId opened, closed;
  std::vector<TaskId> children;      // in order of arrival, exited ones included
  int32_t alive = 0;                 // of them
  ExceptionId exception;             // that leaves it, once closing or closed
  std::vector<ExceptionId> pending;  // that arrived and wait for the close
};

struct ScopeFacts {
  ScopeId id;
  TaskId task;
  ScopeId parent;     // the scope it was opened under; of a nursery's scope likewise
  NurseryId nursery;  // whose own scope it is, if how == kNursery
  ScopeKind how = ScopeKind::kCancelScope;
  SimTime opened_at;
  SimTime deadline = kNever;
  SimTime deadline_set_at;  // when `deadline` was last set: a ring drains from there
  bool shield = false;
  bool open = true;
  bool cancelled = false;  // cancel_called
  bool caught = false;     // once closed
  CancelReason reason = CancelReason::kUnknown;
  Text reason_text;
  TaskId reason_task;
  int32_t line = 0;
  EventId opened, cancelled_by, closed;
};

// A lock, an event, a channel, …: whatever the record tells of as an object.
struct ObjectFacts {
  ObjectId id;
  Text type;
  TaskId task;  // that made it
  int32_t line = 0;
  EventId created;
  EventId changed;      // the last change, unset before the first
  Text op;              // what was done to it then
  RawJson state;        // after that; unset where the record tells none
  int32_t waiting = 0;  // tasks that are blocked on it
};

struct ExceptionFacts {
  ExceptionId id;
  Text type, message;
  TaskId task;  // where it was raised first
  int32_t line = 0;
  EventId raised;
  ExceptionId context;
  bool suppressed = false;
  Members members;
  bool caught = false;
  EventId lost;               // dropped, or told that nobody retrieved it: nobody has seen it
  bool cancellation = false;  // as its events say; of a group: all its leaves are
};

}  // namespace grove
