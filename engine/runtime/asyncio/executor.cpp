#include "engine/runtime/asyncio/executor.h"

#include <span>
#include <string>
#include <vector>

#include "engine/runtime/asyncio/awaiting.h"
#include "engine/runtime/asyncio/classes.h"
#include "engine/runtime/asyncio/loops.h"
#include "engine/runtime/asyncio/support.h"

namespace grove::aio {

namespace {

// Borrowed; null where the program does not name what leads to threads.
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

namespace {

Turn call_in_python(Machine& m, FrameBody& frame, const char* name, std::span<const Value> args) {
  const Value function = function_named(m, name);
  if (function.is_null()) {
    m.raise_error("AttributeError", std::string("write `loop.") + name + "` to use it");
    return Turn::raised();
  }
  asyncio_of(kernel_of(m)).loop(m.heap.object(frame.slots[0]).id).has_threads = true;
  m.set_call(function, args);
  frame.state = 1;
  return Turn::call();
}

}  // namespace

// run_in_executor(executor, func, *args)
Turn run_in_executor(Machine& m, FrameBody& frame, Resume resume) {
  if (resume.kind == Resume::Kind::kException) return raise_resumed(m, resume);
  if (frame.state == 1) return Turn::done(resume.value);
  if (!check_closed(m, m.heap.object(frame.slots[0]).id)) return Turn::raised();
  std::vector<Value> args(frame.slots.begin(), frame.slots.begin() + 3);
  const std::vector<Value>& rest = m.heap.tuple(frame.slots[3]).items;
  args.insert(args.end(), rest.begin(), rest.end());
  return call_in_python(m, frame, "run_in_executor", args);
}

// set_default_executor(executor)
Turn set_default_executor(Machine& m, FrameBody& frame, Resume resume) {
  if (resume.kind == Resume::Kind::kException) return raise_resumed(m, resume);
  if (frame.state == 1) return Turn::done(resume.value);
  return call_in_python(m, frame, "set_default_executor", {frame.slots.data(), 2});
}

}  // namespace grove::aio
