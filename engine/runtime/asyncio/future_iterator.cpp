#include "engine/runtime/asyncio/future_iterator.h"

#include <utility>

#include "engine/machine/core/machinery.h"
#include "engine/runtime/asyncio/classes.h"
#include "engine/runtime/asyncio/futures.h"
#include "engine/runtime/asyncio/support.h"

namespace grove::aio {

namespace {

constexpr const char* kClass = "FutureIter";

// Its only value: the future, or None once it is over.
Value& future_in(Machine& m, Value self) { return m.heap.object(self).values[0]; }
void finish(Machine& m, Value self) { m.heap.assign(future_in(m, self), Value::none()); }

Value stop_with(Machine& m, Value result) {
  std::vector<Value> args;
  if (!result.is_none()) args.push_back(result);
  return m.raise(m.new_exception(m.exception_class("StopIteration"), std::move(args)));
}

Value step(Machine& m, Value self) {
  const Owned future = hold(m.heap, future_in(m, self));
  if (future.get().is_none()) return stop_with(m, Value::none());
  AioFuture& f = future_of(kernel_of(m), future.get());
  if (is_done(f)) {
    finish(m, self);
    const Value result = result_of(m, future.get());
    return result.is_null() ? Value{} : stop_with(m, result);
  }
  if (f.blocking) return m.raise_error("RuntimeError", "await wasn't used with future");
  f.blocking = true;
  return m.heap.retain(future.get());
}

// In turns, so that who iterates it hears the value of its StopIteration.
Turn next(Machine& m, FrameBody& frame, Resume) { return Turn::done(step(m, frame.slots[0])); }

// Of a class of exceptions, as far as it needs no code of the program's.
Value made_of(Machine& m, Value klass, Value value) {
  if (value.is(Type::kException) && m.is_instance(value, klass)) return m.heap.retain(value);
  std::vector<Value> args;
  if (value.is(Type::kTuple)) {
    args = m.heap.tuple(value).items;
  } else if (!value.is_null() && !value.is_none()) {
    args.push_back(value);
  }
  for (Value each : args) m.heap.retain(each);
  return m.new_exception(klass, std::move(args));
}

// throw(type[, value[, traceback]])
Value throw_method(Machine& m, Args args) {
  const Value type = args[1], value = args[2], traceback = args[3];
  const bool has_traceback = !traceback.is_null() && !traceback.is_none();
  if (has_traceback && !same(m.class_of(traceback), m.builtin_class(kTracebackClass))) {
    return m.raise_error("TypeError", "throw() third argument must be a traceback");
  }
  Owned thrown;
  if (is_exception_class(m, type)) {
    thrown = own(m.heap, made_of(m, type, value));
  } else if (!type.is(Type::kException)) {
    return m.raise_error(
        "TypeError",
        "exceptions must be classes deriving BaseException or instances of such a class");
  } else if (!value.is_null()) {
    return m.raise_error("TypeError", "instance exception may not have a separate value");
  } else {
    thrown = hold(m.heap, type);
  }
  finish(m, args[0]);
  if (has_traceback) m.set_traceback(thrown.get(), traceback);
  return m.raise_as_is(thrown.release());
}

Value close(Machine& m, Args args) {
  finish(m, args[0]);
  return Value::none();
}

Value itself(Machine& m, Args args) { return m.heap.retain(args[0]); }

}  // namespace

Value new_future_iterator(Machine& m, Value future) {
  return new_state(m, kClass, {m.heap.retain(future)});
}

void add_future_iterators(Library& library) {
  library.unlisted_class(kUnlistedModule, kClass)
      .method("__iter__", "", itself)
      .method_turns("__next__", "", next)
      .method_turns("send", "value, /", next)
      .method("throw", "type, value=?, traceback=?, /", throw_method)
      .method("close", "", close);
}

}  // namespace grove::aio
