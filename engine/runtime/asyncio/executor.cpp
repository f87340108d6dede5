#include "engine/runtime/asyncio/executor.h"

#include "engine/runtime/asyncio/classes.h"
#include "engine/runtime/asyncio/loops.h"
#include "engine/runtime/asyncio/support.h"

namespace grove::aio {

namespace {

// set_executor(run, shut_down)
Value set_executor(Machine& m, Args args) {
  Asyncio& aio = asyncio_of(kernel_of(m));
  m.heap.assign(aio.executor, m.heap.retain(args[0]));
  m.heap.assign(aio.executor_shutdown, m.heap.retain(args[1]));
  return Value::none();
}

}  // namespace

Value executor_shutdown(Machine& m, int32_t loop) {
  const Asyncio& aio = asyncio_of(kernel_of(m));
  if (!aio.loops[static_cast<std::size_t>(loop)].has_threads) return {};
  const Value args[] = {loop_object(kernel_of(m), loop)};
  return m.make_coroutine(aio.executor_shutdown, args);
}

// run_in_executor(executor, func, *args)
Turn run_in_executor(Machine& m, FrameBody& frame, Resume resume) {
  if (frame.state == 1) {
    if (resume.kind == Resume::Kind::kValue) return Turn::done(resume.value);
    m.raise_as_is(resume.value);
    return Turn::raised();
  }
  const int32_t loop = m.heap.object(frame.slots[0]).id;
  if (!check_closed(m, loop)) return Turn::raised();
  if (!frame.slots[1].is_none()) {
    m.raise_error("TypeError", "the only executor is the loop's own: give None");
    return Turn::raised();
  }
  asyncio_of(kernel_of(m)).loop(loop).has_threads = true;
  std::vector<Value> args = {frame.slots[0], frame.slots[2]};
  const std::vector<Value>& rest = m.heap.tuple(frame.slots[3]).items;
  args.insert(args.end(), rest.begin(), rest.end());
  m.set_call(asyncio_of(kernel_of(m)).executor, args);
  frame.state = 1;
  return Turn::call();
}

void add_executor(Library& library) {
  library.module("_asyncio").function("set_executor", "run, shut_down, /", set_executor);
}

}  // namespace grove::aio
