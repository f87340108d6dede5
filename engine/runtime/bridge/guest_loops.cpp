// The loop of asyncio's that is a guest: what is ready in it has its turns one by one, each when
// the task of Trio's that serves the loop asks for it (semantics H1). Timers are not the kernel's:
// that task waits for them in Trio's ways.

#include <algorithm>
#include <utility>

#include "engine/machine/types/containers.h"
#include "engine/runtime/asyncio/classes.h"
#include "engine/runtime/asyncio/loops.h"
#include "engine/runtime/asyncio/open_generators.h"
#include "engine/runtime/asyncio/support.h"
#include "engine/runtime/bridge/module.h"
#include "engine/runtime/trio/blocking.h"
#include "engine/runtime/trio/clock.h"

namespace grove::bridge {

namespace {

AioLoop& loop_of(Machine& m, Value object) {
  return asyncio_of(kernel_of(m)).loop(m.heap.object(object).id);
}
Loop& queue_of(Machine& m, Value object) { return kernel_of(m).loop(loop_of(m, object).slot); }

// GuestLoop(), and classes made of it.
Value construct(Machine& m, Args args) {
  Kernel& k = kernel_of(m);
  const int32_t loop = aio::new_loop(k, args[0]);
  asyncio_of(k).loop(loop).is_guest = true;
  return m.heap.retain(aio::loop_object(k, loop));
}

Value set_variable(Machine& m, Args args) {
  m.heap.assign(asyncio_of(kernel_of(m)).loop_variable, m.heap.retain(args[0]));
  return Value::none();
}

// --- What has its turn ---

Value has_turn(Machine& m, Args args) {
  return Value::boolean(!queue_of(m, args[0]).ready.empty());
}

// The running task waits until something is ready. REQUIRES: nothing is.
Turn wait_for_turn(Machine& m, FrameBody& frame, Resume resume) {
  Loop& queue = queue_of(m, frame.slots[0]);
  if (frame.state == 0) {
    frame.state = 1;
    queue.host = kernel_of(m).current();
    trio::block(kernel_of(m), trio::BlockRequest{.on = WaitKind::kReschedule});
    return Turn::block();
  }
  queue.host = {};
  if (resume.kind == Resume::Kind::kValue) return Turn::done(resume.value);
  m.raise(resume.value);
  return Turn::raised();
}

// When the next timer is due on Trio's clock, in seconds; None: there is none.
Value next_timer(Machine& m, Args args) {
  Kernel& k = kernel_of(m);
  const std::vector<int32_t>& timers = loop_of(m, args[0]).timers;
  if (timers.empty()) return Value::none();
  return Value::of_float(trio::on_clock(k, asyncio_of(k).handle(timers.front()).when));
}

// A timer has had its first turn: from now on its time counts.
void arm(Kernel& k, AioLoop& loop, int32_t handle) {
  const auto later = [&k](SimTime when, int32_t other) {
    return when < asyncio_of(k).handle(other).when;
  };
  const SimTime when = asyncio_of(k).handle(handle).when;
  loop.timers.insert(std::upper_bound(loop.timers.begin(), loop.timers.end(), when, later), handle);
}

// What comes first in the queue, if that is over with being looked at: a timer, or something for
// who serves the loop, which is then in *given (new reference).
bool take_without_turn(Kernel& k, AioLoop& loop, Value* given) {
  std::vector<Ready>& ready = k.loop(loop.slot).ready;
  if (ready.front().task) return false;
  const int32_t number = ready.front().callback;
  AioHandle& handle = asyncio_of(k).handle(number);
  const bool hosted = handle.callback.kind == CallbackKind::kHosted;
  if (!handle.is_timer && !hosted) return false;
  ready.erase(ready.begin());
  if (hosted) {
    *given = k.machine.heap.retain(handle.callback.target);
    k.recorder.step = handle.cause;
    handle.queued = false;
    aio::free_if_unused(k, number);
  } else {
    arm(k, loop, number);
    *given = Value::none();
  }
  return true;
}

// take_turn(loop, due): of what comes first in the queue; `due`: of the first timer. Gives what is
// for the caller to do, or None.
Turn take_turn(Machine& m, FrameBody& frame, Resume resume) {
  Kernel& k = kernel_of(m);
  Asyncio& aio = asyncio_of(k);
  if (frame.state == 1) {
    aio.running_loop = static_cast<int32_t>(frame.scratch[0]);
    aio.stepping = TaskSlot{static_cast<int32_t>(frame.scratch[1])};
    if (resume.kind == Resume::Kind::kValue) return Turn::done(resume.value);
    m.raise_as_is(resume.value);
    return Turn::raised();
  }
  AioLoop& loop = loop_of(m, frame.slots[0]);
  if (frame.slots[1].integer != 0) {
    std::vector<Ready>& ready = k.loop(loop.slot).ready;
    ready.insert(ready.begin(), Ready{.task = {}, .callback = loop.timers.front()});
    loop.timers.erase(loop.timers.begin());
  } else if (Value given; take_without_turn(k, loop, &given)) {
    return Turn::done(given);
  }
  frame.scratch[0] = std::exchange(aio.running_loop, m.heap.object(frame.slots[0]).id);
  frame.scratch[1] = std::exchange(aio.stepping, TaskSlot{}).value;
  frame.state = 1;
  k.run_turn(loop.slot);
  return Turn::block();
}

// --- What is queued ---

// queue(loop, object): take_turn() will give it.
Value queue(Machine& m, Args args) {
  Kernel& k = kernel_of(m);
  const int32_t loop = m.heap.object(args[0]).id;
  if (!aio::check_closed(m, loop)) return {};
  const Callback callback{.kind = CallbackKind::kHosted, .target = m.heap.retain(args[1])};
  aio::queue_soon(k, aio::new_handle(k, loop, callback), k.recorder.step);
  return Value::none();
}

Value has_generators(Machine& m, Args) {
  return Value::boolean(aio::any_generator_open(kernel_of(m)));
}

}  // namespace

void add_guest_loops(Library& library) {
  const std::string base = std::string(aio::kUnixModule) + "." + aio::kLoopClass;
  library.klass("_trio_asyncio", "GuestLoop", Type::kObject, base.c_str())
      .open()
      .constructor("", construct);
  library.module("_trio_asyncio")
      .function("set_variable", "variable", set_variable)
      .function("has_turn", "loop", has_turn)
      .coroutine("wait_for_turn", "loop", wait_for_turn)
      .function("next_timer", "loop", next_timer)
      .turns("take_turn", "loop, due", take_turn)
      .function("queue", "loop, object", queue)
      .function("has_generators", "", has_generators);
}

}  // namespace grove::bridge
