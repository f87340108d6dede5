#include "engine/runtime/asyncio/reports.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "engine/machine/types/containers.h"
#include "engine/runtime/asyncio/futures.h"
#include "engine/runtime/asyncio/loops.h"
#include "engine/runtime/asyncio/support.h"
#include "engine/runtime/asyncio/words.h"

namespace grove::aio {

namespace {

// Loop.default_exception_handler: the message, what else is known by name, the traceback.
std::string default_report(Machine& m, Value context) {
  const Value message = dict_find_text(m, context, "message");
  std::string text = message.is_null() || m.str_of(message).empty()
                         ? "Unhandled exception in event loop"
                         : m.str_of(message);
  std::vector<std::pair<std::string, Value>> entries;
  for (int32_t at = 0; const auto* entry = next_entry(m.heap.dict(context), &at);) {
    entries.emplace_back(m.str_of(entry->key), entry->value);
  }
  std::sort(entries.begin(), entries.end(),
            [](const auto& a, const auto& b) { return a.first < b.first; });
  for (const auto& [key, value] : entries) {
    if (key != "message" && key != "exception") text += "\n" + key + ": " + m.repr_of(value);
  }
  text += "\n";
  const Value exception = dict_find_text(m, context, "exception");
  if (exception.is(Type::kException)) text += m.format_traceback(exception);
  return text;
}

}  // namespace

void report_by_default(Kernel& k, Value context) {
  k.on_warning(default_report(k.machine, context));
  k.machine.heap.release(context);
}

Value new_context(Machine& m, std::string_view message,
                  std::initializer_list<std::pair<const char*, Value>> rest) {
  const Value context = m.heap.new_dict();
  const Owned text = own(m.heap, m.heap.new_str(message));
  dict_set_text(m, context, "message", text.get());
  for (const auto& [key, value] : rest) dict_set_text(m, context, key, value);
  return context;
}

void call_exception_handler(Kernel& k, int32_t number, Value context, Value handled) {
  Machine& m = k.machine;
  const AioLoop& loop = asyncio_of(k).loop(number);
  const bool given = !loop.exception_handler.is_null();
  if (k.finished() || (!given && !loop.is_guest)) return report_by_default(k, context);
  // A guest has a default of its own.
  const Value target =
      given ? m.heap.retain(loop.exception_handler)
            : m.find_attribute(loop.object, m.symbols.intern("default_exception_handler"));
  const Value args =
      given ? m.heap.new_tuple({m.heap.retain(loop.object), context}) : m.heap.new_tuple({context});
  const int32_t handle = new_handle(
      k, number, Callback{.kind = CallbackKind::kProgram, .target = target, .argument = args});
  asyncio_of(k).handle(handle).queued = true;
  asyncio_of(k).handle(handle).is_report = true;
  asyncio_of(k).handle(handle).handled = m.heap.retain(handled);
  k.call(loop.slot, handle, k.recorder.step);
}

void report_never_retrieved(Kernel& k, Value future) {
  Machine& m = k.machine;
  const AioFuture& f = future_of(k, future);
  const ExceptionId exception = m.heap.exception(f.exception).recorded;
  if (!k.finished() && exception) {
    k.recorder.happen(ExceptionNeverRetrieved{
        .exception = exception, .task = f.task ? k.task(f.task).shown : TaskId{}, .object = f.id});
  }
  const std::string message = m.type_name(future) + " exception was never retrieved";
  call_exception_handler(k, f.loop,
                         new_context(m, message, {{"exception", f.exception}, {"future", future}}));
}

void report_destroyed(Kernel& k, Value task) {
  call_exception_handler(
      k, future_of(k, task).loop,
      new_context(k.machine, "Task was destroyed but it is pending!", {{"task", task}}));
}

void report_failed_callback(Kernel& k, int32_t number, Value exception) {
  Machine& m = k.machine;
  const AioHandle& handle = asyncio_of(k).handle(number);
  if (handle.is_report) {
    const Value context = m.heap.tuple(handle.callback.argument).items[1];
    return report_by_default(k, new_context(m, "Unhandled error in exception handler",
                                            {{"exception", exception}, {"context", context}}));
  }
  const std::string message = "Exception in callback " + callback_words(k, number);
  const Owned object = own(m.heap, handle_object(k, number));
  call_exception_handler(
      k, handle.loop, new_context(m, message, {{"exception", exception}, {"handle", object.get()}}),
      exception);
}

}  // namespace grove::aio
