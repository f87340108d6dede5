// A task of one library's that waits for something of the other's (semantics H2, H4).

#include "engine/runtime/asyncio/futures.h"
#include "engine/runtime/asyncio/loops.h"
#include "engine/runtime/asyncio/support.h"
#include "engine/runtime/asyncio/tasks.h"
#include "engine/runtime/asyncio/words.h"
#include "engine/runtime/bridge/module.h"
#include "engine/runtime/trio/blocking.h"
#include "engine/runtime/trio/nursery.h"
#include "engine/runtime/trio/support.h"

namespace grove::bridge {

namespace {

// make_task(loop, coroutine, function): people see the function's name.
Value make_task(Machine& m, Args args) {
  const int32_t loop = m.heap.object(args[0]).id;
  if (!aio::check_closed(m, loop)) return {};
  return aio::create_task(
      m, aio::NewTask{.loop = loop,
                      .coroutine = args[1],
                      .name = {},
                      .shown_name = trio::task_name(kernel_of(m), args[2], Value{}).bare});
}

// What the record says a future is waited for as.
Place place_of(Kernel& k, const AioFuture& f) {
  if (f.task) return Place{Place::Kind::kTask, k.task(f.task).shown.value};
  if (f.id) return Place{Place::Kind::kObject, f.id.value};
  return Place{};
}

Turn end_wait(Machine& m, FrameBody& frame, Resume resume) {
  Kernel& k = kernel_of(m);
  const Place on = place_of(k, aio::future_of(k, frame.slots[0]));
  if (on.kind != Place::Kind::kRun && k.current_task().shown) {
    k.recorder.happen(AwaitEnded{.task = k.current_task().shown, .on = on});
  }
  if (resume.kind == Resume::Kind::kValue) return Turn::done(resume.value);
  m.raise(resume.value);
  return Turn::raised();
}

// wait_future(future, abort_function): of Trio's, until a turn of the loop after the future is
// done.
Turn wait_future(Machine& m, FrameBody& frame, Resume resume) {
  if (frame.state == 1) return end_wait(m, frame, resume);
  Kernel* k = trio::in_task(m);
  if (k == nullptr) return Turn::raised();
  const Value future = frame.slots[0];
  AioFuture& f = aio::future_of(*k, future);
  const TaskId self = k->current_task().shown;
  const Place on = place_of(*k, f);
  if (on.kind != Place::Kind::kRun && self) {
    k->recorder.happen(AwaitStarted{.task = self, .on = on});
  }
  aio::add_callback(
      *k, future,
      Callback{.kind = CallbackKind::kForeignTask, .target = Value::of_int(k->current().value)});
  trio::block(*k, trio::BlockRequest{.on = f.task ? WaitKind::kTask : WaitKind::kFuture,
                                     .object = f.id,
                                     .other = f.task ? k->task(f.task).shown : TaskId{},
                                     .abort = AbortAction::kAskProgram});
  m.heap.assign(make_extras(*k, k->current()).abort_function, m.heap.retain(frame.slots[1]));
  frame.state = 1;
  return Turn::block();
}

// call_words(function, args): as asyncio tells of a callback.
Value call_words(Machine& m, Args args) {
  return m.heap.new_str(aio::call_words(m, args[0], m.heap.tuple(args[1]).items));
}

// set_canceller(future, function): that is called where the future would be cancelled; None: it is
// cancelled again.
Value set_canceller(Machine& m, Args args) {
  AioFuture& f = aio::future_of(kernel_of(m), args[0]);
  m.heap.assign(f.canceller, args[1].is_none() ? Value{} : m.heap.retain(args[1]));
  return Value::none();
}

}  // namespace

void add_waits(Library& library) {
  library.module("_trio_asyncio")
      .function("make_task", "loop, coroutine, function", make_task)
      .coroutine("wait_future", "future, abort_function", wait_future)
      .function("call_words", "function, args", call_words)
      .function("set_canceller", "future, function", set_canceller);
}

}  // namespace grove::bridge
