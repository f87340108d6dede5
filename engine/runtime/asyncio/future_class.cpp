// Future as programs see it.

#include <algorithm>

#include "engine/machine/types/containers.h"
#include "engine/runtime/asyncio/awaiting.h"
#include "engine/runtime/asyncio/cancelling.h"
#include "engine/runtime/asyncio/classes.h"
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
  if (loop < 0) return args[1].is_none() ? Value{} : m.raise_error("TypeError", "no event loop");
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

// One whose class has forgotten super().__init__().
bool check_made(Machine& m, Args args, const char* klass = "RuntimeError") {
  if (self_of(m, args).loop >= 0) return true;
  m.raise_error(klass, "Future object is not initialized.");
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
  if (!check_made(m, args) || !context_argument(m, args[2], &context)) return {};
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

Value repr(Machine& m, Args args) { return m.heap.new_str(future_repr(kernel_of(m), args[0])); }

Value get_state(Machine& m, Args args) {
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

// The program calls `__await__` or `__iter__` itself: what it gets steps a coroutine that waits.
Value iterator_of(Machine& m, Value future) {
  const auto native = static_cast<uint32_t>(m.library().find_native(wrap_awaitable));
  const Value coroutine = m.make_coroutine(Value::of(Type::kNative, native), {&future, 1});
  m.heap.coroutine(coroutine).started = true;  // if nobody steps it, nobody is to be warned
  const std::vector<NativeClass>& classes = m.library().classes();
  const auto wrapper = std::find_if(classes.begin(), classes.end(), [](const NativeClass& klass) {
    return klass.name == "coroutine_wrapper";
  });
  const auto klass = static_cast<int32_t>(wrapper - classes.begin());
  const Value iterator = m.new_object(m.builtin_class(klass), -1);
  m.heap.object(iterator).values = {coroutine};
  return iterator;
}

Value iterate(Machine& m, Args args) { return iterator_of(m, args[0]); }

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
    return Turn::done(iterator_of(m, self));
  }
  if (is_done(f)) {
    m.heap.release(resume.value);
    return Turn::done(result_of(m, self));
  }
  if (frame.state == 1 || f.left_waiting) {
    m.heap.release(resume.value);
    m.raise_error("RuntimeError", "await wasn't used with future");
    return Turn::raised();
  }
  if (f.loop < 0) {
    m.raise_error("RuntimeError", "Future object is not initialized.");
    return Turn::raised();
  }
  frame.state = 1;
  if (f.task) {
    return wait_for_future(m, self, Wait{.on = WaitKind::kTask, .other = k.task(f.task).shown});
  }
  if (f.socket) return wait_for_future(m, self, Wait{.on = f.stands_for, .object = f.socket});
  const WaitKind on = f.children.is_null() ? WaitKind::kFuture : WaitKind::kGather;
  return wait_for_future(m, self, Wait{.on = on, .object = f.id});
}

void add_futures(Library& library) {
  library.module("asyncio").shown_as("_asyncio");
  library.klass("asyncio", "Future")
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
