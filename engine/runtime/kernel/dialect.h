// Dialect: a library of the kernel's, seen from the kernel. The kernel keeps tasks, what is ready,
// timers and the clock, and steps what is ready; what a pass, a step, a wait or an end *means* is
// the dialect's to say, in these calls and nowhere else.
//
// A dialect is a plain value: it owns the library's state, and clone() copies it with the run. What
// it wants done it asks of the kernel (kernel.h): spawn, park, make ready, call, end the loop.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/record/inputs.h"
#include "engine/runtime/kernel/task.h"

namespace grove {

class Kernel;

// An act from outside on a scope of the program's.
struct ScopeAct {
  Intervention::Kind kind = Intervention::Kind::kCancel;
  ScopeId scope;
  std::string name;           // as it was named, for words
  SimTime deadline = kNever;  // of kDeadline
  bool shield = false;        // of kShield
};

class Dialect {
 public:
  virtual ~Dialect() = default;
  virtual std::unique_ptr<Dialect> clone() const = 0;

  // --- A pass of the loop ---
  // It begins. What came from outside is looked at next, then timers.
  virtual void pass_begins(Kernel&) {}
  virtual void poll(Kernel&) {}
  // Whether the clock stays where it is also where nothing can run before a timer is due.
  virtual bool clock_stands(Kernel&) { return false; }
  virtual void timer_fired(Kernel& k, int32_t number) = 0;
  // The event that set it.
  virtual EventId timer_cause(Kernel& k, int32_t number) = 0;
  // Nothing is ready and nothing was due. Whether something is ready now.
  virtual bool nothing_can_run(Kernel&) { return false; }
  // Puts the batch, which is in the order in which it became ready, into stepping order. Every
  // batch comes through here, empty ones too.
  virtual void order(Kernel&, std::vector<Ready>*) {}
  // All of the batch have had their turns. The loop may be left here.
  virtual void pass_ended(Kernel&) {}

  // --- A step ---
  // A task's step begins; if it is shown, its before_task_step is in the record.
  virtual void step_begins(Kernel&, TaskSlot) {}
  // Its code has parked or ended, and what that means has been done; calls that fall due here are
  // still made in the course of the step.
  virtual void step_ends(Kernel&, TaskSlot) {}
  // A task that is over was made ready once more, by the program's own hand.
  virtual void finished_task_steps(Kernel& k, TaskSlot task) = 0;
  // The code that runs is about to park for something of another library's, which this one does not
  // know; `what`: its repr.
  virtual void take_foreign(Kernel&, std::string_view what) = 0;
  // Its code has parked: the task waits, or is to be made ready at once.
  virtual void task_parked(Kernel& k, TaskSlot task) = 0;
  // Its code has ended with that (reference taken over). The task is to be marked as over.
  virtual void task_exited(Kernel& k, TaskSlot task, bool raised, Value result) = 0;
  // The step is over; its after_task_step is in the record. The loop may be left here.
  virtual void step_ended(Kernel&, TaskSlot) {}
  // The turn of a callback. True: it was one of the dialect's own, and is done. False: it is a call
  // of program code, to be made now (below), with that cause.
  virtual bool take_callback(Kernel&, int32_t, EventId*) { return false; }

  // A task of this library's goes on, which waited for something of another one's. One that was
  // broken off meanwhile is left alone (reference taken over).
  virtual void go_on(Kernel& k, TaskSlot task, Resume resume, EventId because) = 0;

  // --- Calls that were asked for with Kernel::call(), or are callbacks in a batch ---
  virtual Stack call_begins(Kernel& k, int32_t call) = 0;
  // `result`: what it returned or raised; reference taken over.
  virtual void call_ended(Kernel& k, int32_t call, bool raised, Value result) = 0;
  // An exception that has no code to come out of (reference taken over): the loop cannot go on.
  virtual void loop_failed(Kernel& k, Value exception) = 0;

  // --- Asynchronous generators that a task was the first to ask ---
  // Whether it takes those that nobody refers to any more, to close them.
  virtual bool claims_async_generators(Kernel&) { return false; }
  // Such a one (reference taken over); false, and nothing done, if it is too late.
  virtual bool adopt_async_generator(Kernel&, Value) { return false; }

  // --- The outside world ---
  virtual void interrupt(Kernel& k, EventId because) = 0;  // control-C
  // The same while a task's code runs. False: KeyboardInterrupt is to be raised there.
  virtual bool interrupt_running(Kernel&, EventId) { return false; }
  // Breaks off what the task waits for, with that exception (reference taken over). REQUIRES: it is
  // parked, and can_break_off().
  virtual bool can_break_off(Kernel& k, TaskSlot task) = 0;
  virtual void break_off(Kernel& k, TaskSlot task, Value exception, EventId because) = 0;
  // Why the act would change nothing, or "": only looks.
  virtual std::string objection(Kernel& k, const ScopeAct& act) = 0;
  virtual void perform(Kernel& k, const ScopeAct& act, EventId because) = 0;
  // The same for cancelling a task by itself, where the library knows such a thing.
  virtual std::string objection_to_cancel(Kernel&, TaskSlot) {
    return "a task is not cancelled by itself here: cancel a scope that it is in";
  }
  virtual void cancel_task(Kernel&, TaskSlot, EventId) {}
  // The task above it, in whose path its own begins; unset if there is none.
  virtual TaskSlot parent_of(Kernel& k, TaskSlot task) = 0;

  // What a task waits for, in words after "waits", where the dialect knows more than the event.
  virtual std::optional<std::string> wait_words(Kernel&, const TaskBlocked&) { return {}; }
  // An object with a finalizer has no reference left but this one, which is taken over. False, and
  // nothing done, if it is none of this library's.
  virtual bool finalize(Kernel&, Value) { return false; }

  // ", which main holds", of an object that a task waits for; else "".
  virtual std::string holder_words(Kernel&, ObjectId) { return ""; }
};

// Those of a run, copied with it.
class Dialects {
 public:
  Dialects() = default;
  Dialects(Dialects&&) noexcept = default;
  Dialects& operator=(Dialects&&) noexcept = default;
  Dialects(const Dialects& other) { copy_from(other); }
  Dialects& operator=(const Dialects& other) {
    if (this != &other) copy_from(other);
    return *this;
  }

  void add(std::unique_ptr<Dialect> dialect) { all_.push_back(std::move(dialect)); }
  Dialect& operator[](std::size_t i) { return *all_[i]; }
  std::size_t size() const { return all_.size(); }

 private:
  void copy_from(const Dialects& other) {
    all_.clear();
    for (const auto& dialect : other.all_) all_.push_back(dialect->clone());
  }

  std::vector<std::unique_ptr<Dialect>> all_;
};

}  // namespace grove
