#include "engine/runtime/asyncio/words.h"

#include <algorithm>
#include <vector>

#include "engine/machine/protocols/format.h"
#include "engine/runtime/asyncio/futures.h"
#include "engine/runtime/asyncio/short_repr.h"
#include "engine/runtime/asyncio/support.h"

namespace grove::aio {

namespace {

// Where CPython's own functions stand, as far as reprs show it.
constexpr const char* kLibrary = "/usr/lib/python3.11/asyncio/";

std::string internal_callback_words(CallbackKind kind) {
  const std::string tasks = std::string(" at ") + kLibrary + "tasks.py:";
  switch (kind) {
    case CallbackKind::kWakeup:
      return "Task.task_wakeup()";
    case CallbackKind::kStopLoop:
      return std::string("_run_until_complete_cb() at ") + kLibrary + "base_events.py:180";
    case CallbackKind::kSetResult:
      return std::string("_set_result_unless_cancelled() at ") + kLibrary + "futures.py:311";
    case CallbackKind::kWaitDone:
      return "_wait.<locals>._on_completion()" + tasks + "519";
    case CallbackKind::kGatherChild:
      return "gather.<locals>._done_callback()" + tasks + "759";
    case CallbackKind::kShieldInner:
      return "shield.<locals>._inner_done_callback()" + tasks + "882";
    case CallbackKind::kShieldOuter:
      return "shield.<locals>._outer_done_callback()" + tasks + "899";
    case CallbackKind::kGroupChild:
      return "TaskGroup._on_task_done()";
    case CallbackKind::kForeignTask:
      return "run_aio_future.<locals>.done_cb() at "
             "/usr/lib/python3.11/trio_asyncio/_util.py:27";
    case CallbackKind::kTimeout:
      return "Timeout._on_timeout()";
    case CallbackKind::kCompleted:
      return "as_completed.<locals>._on_completion()" + tasks + "588";
    case CallbackKind::kCompletedTimeout:
      return "as_completed.<locals>._on_timeout()" + tasks + "582";
    default:
      return "_release_waiter()" + tasks + "431";
  }
}

std::string name_of_callable(Machine& m, Value callable) {
  for (const char* attribute : {"__qualname__", "__name__"}) {
    const Symbol symbol = m.symbols.intern(attribute);
    const Owned name = own(m.heap, m.find_attribute(callable, symbol));
    if (name && name.get().is(Type::kStr)) return m.str_of(name.get());
  }
  return m.repr_of(callable);
}

bool is_partial(Machine& m, Value v) {
  const int32_t partial = m.library().find_class("functools.partial");
  return v.is(Type::kObject) && partial >= 0 && same(m.class_of(v), m.builtin_class(partial));
}

std::string source_of(Machine& m, Value callable) {
  while (is_partial(m, callable)) callable = m.heap.object(callable).values.at(0);
  if (!callable.is(Type::kFunction)) return "";
  const int32_t code = m.heap.function(callable).code;
  return " at " + m.program().file + ":" +
         std::to_string(m.program().codes[static_cast<std::size_t>(code)].first_line);
}

std::string arguments_text(Machine& m, std::span<const Value> args) {
  std::string text;
  for (Value v : args) text += (text.empty() ? "" : ", ") + short_repr(m, v);
  return "(" + text + ")";
}

}  // namespace

CalledFunction called_function(Machine& m, Value callable) {
  while (is_partial(m, callable)) callable = m.heap.object(callable).values.at(0);
  const std::string name = name_of_callable(m, callable);
  CalledFunction called{.name = name.substr(name.rfind('.') + 1)};
  if (callable.is(Type::kMethod)) callable = m.heap.method(callable).function;
  if (!callable.is(Type::kFunction)) return called;
  const auto index = static_cast<std::size_t>(m.heap.function(callable).code);
  const Code& code = m.program().codes[index];
  called.is_internal = code.linked >= 0;
  if (!called.is_internal) called.line = code.first_line;
  return called;
}

std::string call_words(Machine& m, Value callable, std::span<const Value> args) {
  std::string suffix;
  Value called = callable;
  std::vector<Value> with(args.begin(), args.end());
  while (is_partial(m, called)) {
    suffix = arguments_text(m, with) + suffix;
    with = m.heap.tuple(m.heap.object(called).values.at(1)).items;
    called = m.heap.object(called).values.at(0);
  }
  return name_of_callable(m, called) + arguments_text(m, with) + suffix + source_of(m, callable);
}

namespace {

std::string done_callback_words(Machine& m, const Callback& callback) {
  if (callback.kind != CallbackKind::kProgram) return internal_callback_words(callback.kind);
  return call_words(m, callback.target, {});
}

std::string callbacks_words(Machine& m, const std::vector<Callback>& callbacks) {
  std::string text = "cb=[" + done_callback_words(m, callbacks.front());
  if (callbacks.size() > 2) text += ", <" + std::to_string(callbacks.size() - 2) + " more>";
  if (callbacks.size() > 1) text += ", " + done_callback_words(m, callbacks.back());
  return text + "]";
}

int32_t line_of_frame(Machine& m, const FrameBody& frame) {
  const Code& code = m.program().codes[static_cast<std::size_t>(frame.code)];
  if (frame.pc == 0) return code.first_line;
  const auto at = static_cast<std::size_t>(frame.pc - 1);
  return code.instrs[at].line > 0 ? code.instrs[at].line : code.spans[at].line;
}

std::string coroutine_words(Machine& m, Value coroutine) {
  if (!coroutine.is(Type::kCoroutine)) return "<" + m.type_name(coroutine) + " without __name__>()";
  const CoroutineBody& body = m.heap.coroutine(coroutine);
  const std::string name = m.qualname_of(body.code, body.native) + "()";
  const bool runs = !body.frame.is_null();
  if (body.code < 0) {
    return name + (runs ? " running at " : " done, defined at ") + kLibrary + "tasks.py:1";
  }
  const Code& code = m.program().codes[static_cast<std::size_t>(body.code)];
  const int32_t line = runs ? line_of_frame(m, m.heap.frame(body.frame)) : code.first_line;
  return name + (runs ? " running at " : " done, defined at ") + m.program().file + ":" +
         std::to_string(line);
}

std::string task_words(Kernel& k, const AioFuture& f) {
  if (!f.task) return "";
  Machine& m = k.machine;
  const AioTask& task = asyncio_of(k).task(f.task);
  const Owned name = own(m.heap, m.heap.new_str(task.name));
  std::string text = " name=" + m.repr_of(name.get());
  text += " coro=<" + coroutine_words(m, task.coroutine) + ">";
  if (!task.waiter.is_null()) text += " wait_for=" + future_repr(k, task.waiter);
  return text;
}

}  // namespace

std::string future_repr(Kernel& k, Value future) {
  constexpr std::size_t kDeepest = 200;  // of futures that wait for one another
  Machine& m = k.machine;
  std::vector<Value>& open = asyncio_of(k).being_told;
  const auto is_told = [&](Value each) { return same(each, future); };
  if (open.size() > kDeepest || std::any_of(open.begin(), open.end(), is_told)) return "...";
  open.push_back(future);
  const AioFuture& f = future_of(k, future);
  const bool cancelling = f.task && !is_done(f) && asyncio_of(k).task(f.task).cancels > 0;
  std::string text = "<" + m.type_name(future) + " ";
  text += cancelling        ? "cancelling"
          : !is_done(f)     ? "pending"
          : is_cancelled(f) ? "cancelled"
                            : "finished";
  text += task_words(k, f);
  if (f.state == AioFuture::State::kFinished) {
    text += f.exception.is_null() ? " result=" + short_repr(m, f.result)
                                  : " exception=" + m.repr_of(f.exception);
  }
  if (!f.callbacks.empty()) text += " " + callbacks_words(m, f.callbacks);
  open.pop_back();
  return text + ">";
}

std::string loop_repr(Kernel& k, int32_t number) {
  const AioLoop& loop = asyncio_of(k).loop(number);
  const auto word = [](bool b) { return b ? "True" : "False"; };
  return std::string("<_UnixSelectorEventLoop running=") + word(loop.running) +
         " closed=" + word(loop.closed) + " debug=" + word(loop.debug) + ">";
}

std::string callback_words(Kernel& k, int32_t number) {
  const AioHandle& handle = asyncio_of(k).handle(number);
  if (handle.callback.kind != CallbackKind::kProgram) {
    return internal_callback_words(handle.callback.kind);
  }
  if (!handle.future.is_null()) {
    return call_words(k.machine, handle.callback.target, {&handle.future, 1});
  }
  return call_words(k.machine, handle.callback.target,
                    k.machine.heap.tuple(handle.callback.argument).items);
}

std::string handle_repr(Kernel& k, int32_t number) {
  const AioHandle& handle = asyncio_of(k).handle(number);
  std::string text = handle.is_timer ? "<TimerHandle" : "<Handle";
  if (handle.cancelled) text += " cancelled";
  if (handle.is_timer) text += " when=" + k.machine.repr_of(handle.given_when);
  if (!handle.cancelled) text += " " + callback_words(k, number);
  return text + ">";
}

}  // namespace grove::aio
