#include "engine/runtime/asyncio/executor.h"

#include "engine/runtime/asyncio/classes.h"
#include "engine/runtime/asyncio/loops.h"
#include "engine/runtime/asyncio/support.h"

namespace grove::aio {

namespace {

// Borrowed. It is there as soon as asyncio has been imported.
Value function_named(Machine& m, const char* name) {
  const int32_t module = m.library().find_module("_asyncio_threads");
  return m.find_in_module(Value::of(Type::kModule, static_cast<uint32_t>(module)),
                          m.symbols.intern(name));
}

}  // namespace

Value executor_shutdown(Machine& m, int32_t loop) {
  if (!asyncio_of(kernel_of(m)).loop(loop).has_threads) return {};
  const Value args[] = {loop_object(kernel_of(m), loop)};
  return m.make_coroutine(function_named(m, "shutdown_default_executor"), args);
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
  m.set_call(function_named(m, "run_in_executor"), args);
  frame.state = 1;
  return Turn::call();
}

}  // namespace grove::aio
