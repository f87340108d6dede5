// Future as programs see it.

#include <algorithm>

#include "engine/machine/types/containers.h"
#include "engine/runtime/asyncio/awaiting.h"
#include "engine/runtime/asyncio/cancelling.h"
#include "engine/runtime/asyncio/classes.h"
#include "engine/runtime/asyncio/future_iterator.h"
#include "engine/runtime/asyncio/future_methods.h"
#include "engine/runtime/asyncio/futures.h"
#include "engine/runtime/asyncio/loops.h"
#include "engine/runtime/asyncio/support.h"
#include "engine/runtime/asyncio/tasks.h"
#include "engine/runtime/asyncio/words.h"

namespace grove::aio {

namespace {

AioFuture& self_of(Machine& m, Args args) { return future_of(kernel_of(m), args[0]); }

// __init__(*, loop=None)
Value init(Machine& m, Args args) {
  const int32_t loop = args[1].is_none() ? default_loop(m) : loop_of(m, args[1]);
  if (loop < 0) return args[1].is_none() ? Value{} : no_loop(m, args[1]);
  AioFuture& f = self_of(m, args);
  f.loop = loop;
  if (!f.id) f.id = record_created(kernel_of(m), "Future");
  return Value::none();
}

// Of a class with an `__init__` of the program's, that is what initializes it, or does not.
Value construct(Machine& m, Args args) {
  Owned future = own(m.heap, new_future(kernel_of(m), -1, args[0]));
  if (!m.find_in_class(args[0], m.symbols.intern("__init__")).is(Type::kNative)) {
    return future.release();
  }
  if (!m.heap.tuple(args[1]).items.empty()) {
    return m.raise_error("TypeError", "Future() takes no positional arguments");
  }
  const Value with[] = {future.get(), keyword(m, args[2], "loop")};
  if (m.has_pending() || !check_keywords(m, args[2], "Future", {"loop"})) return {};
  return init(m, Args{with, 2}).is_null() ? Value{} : future.release();
}

// Future.__new__(Future): nothing initializes it, unless its class has a `__new__` of its own,
// which is part of calling that.
Turn make_bare(Machine& m, FrameBody& frame, Resume) {
  const Value klass = frame.slots[0];
  const Value base = class_named(m, "Future");
  if (!klass.is(Type::kClass) || !m.is_subclass(klass, base)) {
    m.raise_error("TypeError", "Future.__new__(X): X is not a subtype of Future");
    return Turn::raised();
  }
  const bool is_called = !m.find_in_class(klass, m.symbols.intern("__new__")).is(Type::kNative);
  if (!is_called) return Turn::done(new_future(kernel_of(m), -1, klass));
  const Value with[] = {klass, frame.slots[1], frame.slots[2]};
  return Turn::done(construct(m, Args{with, 3}));
}

// One that nobody has initialized.
bool check_made(Machine& m, Args args, const char* klass = "RuntimeError",
                const char* text = "Future object is not initialized.") {
  if (self_of(m, args).loop >= 0) return true;
  m.raise_error(klass, text);
  return false;
}

Value result(Machine& m, Args args) {
  return check_made(m, args, kInvalidStateError) ? result_of(m, args[0]) : Value{};
}
Value exception(Machine& m, Args args) {
  return check_made(m, args, kInvalidStateError) ? exception_of(m, args[0]) : Value{};
}
Value done(Machine& m, Args args) { return Value::boolean(is_done(self_of(m, args))); }
Value cancelled(Machine& m, Args args) { return Value::boolean(is_cancelled(self_of(m, args))); }

bool check_pending(Machine& m, Args args) {
  if (!check_made(m, args)) return false;
  if (!is_done(self_of(m, args))) return true;
  m.raise_error(kInvalidStateError, "invalid state");
  return false;
}

Value set_result_method(Machine& m, Args args) {
  if (!check_pending(m, args)) return {};
  const EventId because = tell_change(kernel_of(m), args[0], "set_result");
  set_result(kernel_of(m), args[0], m.heap.retain(args[1]), because);
  return Value::none();
}

Value set_exception_method(Machine& m, Args args) {
  if (!check_pending(m, args)) return {};
  Value exception;
  if (!check_exception_argument(m, args[1], &exception)) return {};
  const EventId because = tell_change(kernel_of(m), args[0], "set_exception");
  set_exception(kernel_of(m), args[0], exception, because);
  return Value::none();
}

Value cancel_method(Machine& m, Args args) {
  if (!check_made(m, args)) return {};
  Kernel& k = kernel_of(m);
  if (!is_done(self_of(m, args))) tell_change(k, args[0], "cancel");
  return Value::boolean(cancel(k, args[0], args[1]));
}

Value add_done_callback(Machine& m, Args args) {
  Value context;
  if (!check_made(m, args, "RuntimeError", "uninitialized Future object")) return {};
  if (!context_argument(m, args[2], &context)) return {};
  add_callback(
      kernel_of(m), args[0],
      Callback{
          .kind = CallbackKind::kProgram, .target = m.heap.retain(args[1]), .context = context});
  return Value::none();
}

Value remove_done_callback(Machine& m, Args args) {
  if (!check_made(m, args)) return {};
  const int32_t removed = remove_callbacks(kernel_of(m), args[0], CallbackKind::kProgram, args[1]);
  return removed < 0 ? Value{} : Value::of_int(removed);
}

Value get_loop(Machine& m, Args args) {
  if (!check_made(m, args)) return {};
  return m.heap.retain(loop_object(kernel_of(m), self_of(m, args).loop));
}

Value make_cancelled_error(Machine& m, Args args) { return cancelled_error(kernel_of(m), args[0]); }

Value repr(Machine& m, Args args) {
  if (!check_made(m, args)) return {};
  return m.heap.new_str(future_repr(kernel_of(m), args[0]));
}

Value get_state(Machine& m, Args args) {
  if (!check_made(m, args)) return {};
  const AioFuture& f = self_of(m, args);
  return m.heap.new_str(!is_done(f) ? "PENDING" : is_cancelled(f) ? "CANCELLED" : "FINISHED");
}

Value or_none(Machine& m, Value value) {
  return value.is_null() ? Value::none() : m.heap.retain(value);
}
Value get_result(Machine& m, Args args) { return or_none(m, self_of(m, args).result); }
Value get_exception(Machine& m, Args args) { return or_none(m, self_of(m, args).exception); }
Value get_message(Machine& m, Args args) { return or_none(m, self_of(m, args).cancel_message); }
Value set_message(Machine& m, Args args) {
  m.heap.assign(self_of(m, args).cancel_message, m.heap.retain(args[1]));
  return Value::none();
}

Value get_blocking(Machine& m, Args args) { return Value::boolean(self_of(m, args).blocking); }
Value set_blocking(Machine& m, Args args) {
  bool failed = false;
  const bool on = m.truth(args[1], &failed);
  if (failed) return {};
  self_of(m, args).blocking = on;
  return Value::none();
}

Value get_log_traceback(Machine& m, Args args) {
  return Value::boolean(self_of(m, args).log_traceback);
}
Value set_log_traceback(Machine& m, Args args) {
  bool failed = false;
  const bool on = m.truth(args[1], &failed);
  if (failed) return {};
  if (on) return m.raise_error("ValueError", "_log_traceback can only be set to False");
  self_of(m, args).log_traceback = false;
  return Value::none();
}

Value refuse_set_result(Machine& m, Args) {
  return m.raise_error("RuntimeError", "Task does not support set_result operation");
}
Value refuse_set_exception(Machine& m, Args) {
  return m.raise_error("RuntimeError", "Task does not support set_exception operation");
}

}  // namespace

Value keyword(Machine& m, Value keywords, const char* name) {
  int32_t at = 0;
  while (const auto* entry = next_entry(m.heap.dict(keywords), &at)) {
    if (m.str_of(entry->key) == name) return entry->value;
  }
  return Value::none();
}

bool check_keywords(Machine& m, Value keywords, const char* klass,
                    std::initializer_list<std::string_view> known) {
  int32_t at = 0;
  while (const auto* entry = next_entry(m.heap.dict(keywords), &at)) {
    const std::string name = m.str_of(entry->key);
    if (std::find(known.begin(), known.end(), name) != known.end()) continue;
    m.raise_error("TypeError", "'" + name + "' is an invalid keyword argument for " + klass + "()");
    return false;
  }
  return true;
}

Value new_program_future(Machine& m, int32_t loop) {
  Kernel& k = kernel_of(m);
  const Value future = new_future(k, loop);
  future_of(k, future).id = record_created(k, "Future");
  return future;
}

EventId tell_change(Kernel& k, Value future, const char* op) {
  const AioFuture& f = future_of(k, future);
  if (!f.id) return {};
  return record_changed(k, f.id, f.children.is_null() ? "Future" : "gather", op);
}

namespace {

Value iterate(Machine& m, Args args) {
  return check_made(m, args) ? new_future_iterator(m, args[0]) : Value{};
}

bool is_called(Machine& m, const FrameBody& frame) {
  if (frame.back.is_null()) return false;
  const FrameBody& below = m.heap.frame(frame.back);
  if (below.code < 0 || below.pc == 0) return false;
  const Code& code = m.program().codes[static_cast<std::size_t>(below.code)];
  const Op op = code.instrs[static_cast<std::size_t>(below.pc - 1)].op;
  return op == Op::kCall || op == Op::kCallKw || op == Op::kCallEx;
}

}  // namespace

// A future that is done gives its result at once (semantics G3).
Turn await_future(Machine& m, FrameBody& frame, Resume resume) {
  const Value self = frame.slots[0];
  Kernel& k = kernel_of(m);
  const AioFuture& f = future_of(k, self);
  if (resume.kind == Resume::Kind::kException) return raise_resumed(m, resume);
  if (resume.kind == Resume::Kind::kStart && is_called(m, frame)) {
    return Turn::done(new_future_iterator(m, self));
  }
  if (is_done(f)) {
    m.heap.release(resume.value);
    return Turn::done(result_of(m, self));
  }
  if (frame.state == 1 || f.blocking) {
    m.heap.release(resume.value);
    m.raise_error("RuntimeError", "await wasn't used with future");
    return Turn::raised();
  }
  if (f.loop < 0) {
    m.raise_error("RuntimeError", "Future object is not initialized.");
    return Turn::raised();
  }
  frame.state = 1;
  return wait_for_future(m, self);
}

void add_futures(Library& library) {
  library.module("asyncio").shown_as("_asyncio");
  library.klass("asyncio", "Future")
      .open()
      .generic()
      .constructor("*args, **kwargs", construct)
      .method("__init__", "*, loop=None", init)
      .method("result", "", result)
      .method("exception", "", exception)
      .method("done", "", done)
      .method("cancelled", "", cancelled)
      .method("set_result", "result, /", set_result_method)
      .method("set_exception", "exception, /", set_exception_method)
      .method("cancel", "msg=None", cancel_method)
      .method("add_done_callback", "fn, /, *, context=None", add_done_callback)
      .method("remove_done_callback", "fn, /", remove_done_callback)
      .method("get_loop", "", get_loop)
      .method("_make_cancelled_error", "", make_cancelled_error)
      .method("__repr__", "", repr)
      .method_turns("__await__", "", await_future)
      .method("__iter__", "", iterate)
      .static_turns("__new__", "cls, /, *args, **kwargs", make_bare)
      .property("_asyncio_future_blocking", get_blocking, set_blocking)
      .property("_state", get_state)
      .property("_result", get_result)
      .property("_exception", get_exception)
      .property("_cancel_message", get_message, set_message)
      .property("_loop", get_loop)
      .property("_log_traceback", get_log_traceback, set_log_traceback);
  library.klass("asyncio", "Task", Type::kObject, "Future")
      .generic()
      .method("set_result", "result, /", refuse_set_result)
      .method("set_exception", "exception, /", refuse_set_exception);
}

}  // namespace grove::aio
