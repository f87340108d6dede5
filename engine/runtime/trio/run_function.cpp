// trio.run as programs see it.

#include <utility>

#include "engine/runtime/trio/blocking.h"
#include "engine/runtime/trio/classes.h"
#include "engine/runtime/trio/clock.h"
#include "engine/runtime/trio/instruments.h"
#include "engine/runtime/trio/nursery.h"
#include "engine/runtime/trio/spawning.h"
#include "engine/runtime/trio/support.h"
#include "engine/runtime/trio/system_tasks.h"

namespace grove::trio {

namespace {

// run(async_fn, *args, clock=None, instruments=(),
// restrict_keyboard_interrupt_to_checkpoints=False,
//     strict_exception_groups=True)
enum Slot : std::size_t { kFunction, kArgs, kClock, kInstruments, kRestrict, kStrict, kOutcome };

enum State : int32_t {
  kBegins,
  kRuns,
  kTellsBeforeRun,  // the instruments are known
  kStartsClock,
  kIsPrepared,
  kAfterRunTold,
};

bool check(Machine& m, const FrameBody& frame) {
  Kernel& k = kernel_of(m);
  bool failed = false;
  const bool strict = m.truth(frame.slots[kStrict], &failed);
  if (failed) return false;
  if (!strict && !frame.slots[kStrict].is_none()) {
    warn_not_strict(k, "trio.run(..., strict_exception_groups=False)");
  }
  if (trio_of(k).running) {
    m.raise_error("RuntimeError", "Attempted to call run() from inside a run()");
    return false;
  }
  trio_of(k).strict = strict;
  forget_instruments(k);
  reset_clock(k);
  return true;
}

// Its outcome goes out as it came.
Turn give_out(Machine& m, Resume outcome) {
  forget_instruments(kernel_of(m));
  if (outcome.kind == Resume::Kind::kValue) return Turn::done(outcome.value);
  m.raise(outcome.value);
  return Turn::raised();
}

Turn end(Machine& m, FrameBody& frame, Resume outcome) {
  if (!is_heard(kernel_of(m), Hook::kAfterRun)) return give_out(m, outcome);
  frame.scratch[0] = outcome.kind == Resume::Kind::kException ? 1 : 0;
  frame.slots.push_back(outcome.value);
  trio_of(kernel_of(m)).running = true;  // as Trio has it: there is a run, and no task
  set_hook_call(m, Hook::kAfterRun);
  frame.state = kAfterRunTold;
  return Turn::call();
}

// The clock is one that Grove can run with if it has told so in its start_clock().
Turn refuse_clock(Machine& m, Value clock) {
  m.raise_error("NotImplementedError", "Grove's clock is simulated: a " + m.type_name(clock) +
                                           " cannot run it; use trio.testing.MockClock");
  return Turn::raised();
}

// What comes before the run itself, each part a call of its own. True: it is done; else *turn.
bool prepare(Machine& m, FrameBody& frame, Turn* turn) {
  Trio& trio = trio_of(kernel_of(m));
  *turn = Turn::raised();
  switch (frame.state) {
    case kBegins: {
      if (!check(m, frame)) return false;
      const Value instruments = frame.slots[kInstruments];
      frame.state = kTellsBeforeRun;
      if (instruments.is_null()) return prepare(m, frame, turn);
      if (trio.begin_instruments.is_null()) {
        m.raise_error("NotImplementedError", "`instruments` has to stand in the program by name");
        return false;
      }
      m.set_call(trio.begin_instruments, {&instruments, 1});
      *turn = Turn::call();
      return false;
    }
    case kTellsBeforeRun: {
      frame.state = kStartsClock;
      if (!is_heard(kernel_of(m), Hook::kBeforeRun)) return prepare(m, frame, turn);
      set_hook_call(m, Hook::kBeforeRun);
      *turn = Turn::call();
      return false;
    }
    case kStartsClock: {
      frame.state = kIsPrepared;
      const Value clock = frame.slots[kClock];
      if (clock.is_none()) return prepare(m, frame, turn);
      const Owned start = own(m.heap, m.get_attribute(clock, m.symbols.intern("start_clock")));
      if (!start) return false;
      m.set_call(start.get(), {});
      *turn = Turn::call();
      return false;
    }
    case kIsPrepared:
      if (!frame.slots[kClock].is_none() && !same(trio.clock, frame.slots[kClock])) {
        *turn = refuse_clock(m, frame.slots[kClock]);
        return false;
      }
      frame.state = kBegins;  // of make_coroutine()
      return true;
    default:
      return true;
  }
}

// trio.run(): parks the module until main has ended; main's value or exception is its own
// (semantics F1).
Turn run(Machine& m, FrameBody& frame, Resume resume) {
  Kernel& k = kernel_of(m);
  if (frame.state == kRuns) return end(m, frame, resume);
  if (frame.state == kAfterRunTold) {
    m.heap.release(resume.value);
    trio_of(k).running = false;
    const Value value = frame.slots.back();
    frame.slots.pop_back();
    const auto kind = frame.scratch[0] != 0 ? Resume::Kind::kException : Resume::Kind::kValue;
    return give_out(m, Resume{kind, value});
  }
  Turn turn;
  if (frame.state != kCalledFunction) {
    if (resume.kind == Resume::Kind::kException) return give_out(m, resume);
    m.heap.release(resume.value);
    resume = Resume{};
    if (!prepare(m, frame, &turn)) return turn;
  }
  const Value async_fn = frame.slots[kFunction];
  Value coroutine;
  if (!make_coroutine(m, frame, resume, async_fn, m.heap.tuple(frame.slots[kArgs]).items, {}, {},
                      &coroutine, &turn)) {
    return turn;
  }
  const TaskName names = task_name(k, async_fn, Value{});
  begin_run(k, coroutine, names.bare, names.library);
  frame.state = kRuns;
  return Turn::block();
}

}  // namespace

void add_run(Library& library) {
  library.module("trio").constant("__version__", Constant{std::string("0.34.0")});
  library.module("trio").turns(
      "run",
      "async_fn, *args, clock=None, instruments=?, "
      "restrict_keyboard_interrupt_to_checkpoints=False, strict_exception_groups=True",
      run);
}

}  // namespace grove::trio
