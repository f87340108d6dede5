// Coroutines; await, with and async for, which call special methods.
#include <fmt/format.h>

#include <algorithm>

#include "engine/machine/interpreter/interpreter.h"
#include "engine/machine/interpreter/operations.h"
#include "engine/machine/types/containers.h"
#include "engine/machine/types/strings.h"

namespace grove {

Value Interpreter::wrap_frame(Value frame) {
  const Value v = heap_.allocate(Type::kCoroutine);
  CoroutineBody& body = heap_.coroutine(v);
  body.frame = frame;
  body.code = heap_.frame(frame).code;
  body.native = heap_.frame(frame).native;
  if (body.code < 0) return v;
  const Code& code = program_.codes[static_cast<std::size_t>(body.code)];
  if (code.is_generator) {
    body.kind =
        code.is_coroutine ? CoroutineBody::Kind::kAsyncGenerator : CoroutineBody::Kind::kGenerator;
  }
  return v;
}

const std::string& Machine::qualname_of(int32_t code, int32_t native) const {
  return code >= 0 ? program_->codes[static_cast<std::size_t>(code)].qualname
                   : library_->natives()[static_cast<std::size_t>(native)].qualname;
}

bool Interpreter::is_async(Value callable) {
  switch (callable.type) {
    case Type::kFunction: {
      const int32_t index = heap_.function(callable).code;
      const Code& code = program_.codes[static_cast<std::size_t>(index)];
      return code.is_coroutine && !code.is_generator;
    }
    case Type::kNative:
      return m_.library().natives()[callable.index].kind == Native::Kind::kCoroutine;
    case Type::kMethod:
      return is_async(heap_.method(callable).function);
    default:
      return false;
  }
}

Value Interpreter::make_coroutine(Value callable, const CallArguments& args) {
  // Only a partial is an object.
  if (!callable.is(Type::kObject)) {
    return is_async(callable) ? begin(callable, Value{}, args).value : Value{};
  }
  std::vector<Value> positional(args.positional.begin(), args.positional.end());
  std::vector<Value> values(args.keyword_values.begin(), args.keyword_values.end());
  std::vector<Value> names(args.keyword_names.begin(), args.keyword_names.end());
  const int32_t partial = m_.library().find_class("functools.partial");
  while (callable.is(Type::kObject) && partial >= 0 &&
         same(m_.class_of(callable), m_.builtin_class(partial))) {
    const std::vector<Value>& parts = heap_.object(callable).values;
    callable = parts.at(0);
    const std::vector<Value>& first = heap_.tuple(parts.at(1)).items;
    positional.insert(positional.begin(), first.begin(), first.end());
    const TableBody& keywords = heap_.dict(parts.at(2));
    for (int32_t at = 0; const TableBody::Entry* entry = next_entry(keywords, &at);) {
      const bool overridden = std::any_of(names.begin(), names.end(), [&](Value name) {
        return text_of(m_, name) == text_of(m_, entry->key);
      });
      if (overridden) continue;
      names.push_back(entry->key);
      values.push_back(entry->value);
    }
  }
  return is_async(callable) ? begin(callable, Value{}, {positional, values, names}).value : Value{};
}

Interpreter::Flow Interpreter::await(FrameBody& f) {
  const Begun begun = begin_await(pop(f));
  if (begun.flow == Flow::kNext) push(f, begun.value);
  return begun.flow;
}

// Takes the reference to the awaitable over.
Interpreter::Begun Interpreter::begin_await(Value awaitable) {
  Owned owned = own(heap_, awaitable);
  if (!awaitable.is(Type::kCoroutine) || !heap_.coroutine(awaitable).is_awaitable()) {
    const Value method = m_.find_in_class(m_.class_of(awaitable), known(Known::kAwait));
    const bool is_native = method.is(Type::kNative);
    if (is_native && !awaitable.is(Type::kCoroutine)) return begin(method, awaitable, {});
    if (!method.is_null() && !is_native) {
      return begin_step(kAwaitByCall, std::span(&awaitable, 1));
    }
    m_.raise_error("TypeError", fmt::format("object {} can't be used in 'await' expression",
                                            m_.type_name(awaitable)));
    return {};
  }
  CoroutineBody& body = heap_.coroutine(awaitable);
  if (body.running && same(stack_.top, body.frame)) {
    m_.raise_error("ValueError", "coroutine already executing");
    return {};
  }
  const bool is_under_way = body.running || is_half_done(body);
  if (is_under_way || body.frame.is_null()) {
    const char* what = "cannot reuse already awaited coroutine";
    if (is_under_way) what = "coroutine is being awaited already";
    if (body.kind == CoroutineBody::Kind::kAsyncSend) {
      what = "cannot reuse already awaited __anext__()/asend()";
    }
    if (body.kind == CoroutineBody::Kind::kAsyncThrow) {
      what = "cannot reuse already awaited aclose()/athrow()";
    }
    m_.raise_error("RuntimeError", what);
    return {};
  }
  body.started = body.running = true;
  body.driven = false;
  heap_.frame(body.frame).owner = owned.release();
  if (!push_frame(heap_.retain(body.frame))) return {};
  return {Flow::kSwitch, Value{}};
}

Interpreter::Flow Interpreter::call_special(FrameBody& f, Symbol name, Value self,
                                            const char* complaint) {
  const Value klass = m_.class_of(self);
  const Value method = m_.find_in_class(klass, name);
  if (method.is_null()) {
    m_.raise_error("TypeError", fmt::format(fmt::runtime(complaint), m_.type_name(self)));
    return Flow::kError;
  }
  const Begun begun = begin_bound(method, self, klass, {});
  if (begun.flow == Flow::kNext) push(f, begun.value);
  return begun.flow;
}

Interpreter::Flow Interpreter::before_with(FrameBody& f, bool is_async) {
  const Value manager = peek(f, 1);
  const Value klass = m_.class_of(manager);
  const char* protocol = is_async ? "asynchronous context manager" : "context manager";
  if (m_.find_in_class(klass, known(is_async ? Known::kAenter : Known::kEnter)).is_null()) {
    m_.raise_error("TypeError", fmt::format("'{}' object does not support the {} protocol",
                                            m_.type_name(manager), protocol));
    return Flow::kError;
  }
  const Value exit = m_.find_in_class(klass, known(is_async ? Known::kAexit : Known::kExit));
  if (exit.is_null()) {
    m_.raise_error(
        "TypeError",
        fmt::format("'{}' object does not support the {} protocol (missed {} method)",
                    m_.type_name(manager), protocol, is_async ? "__aexit__" : "__exit__"));
    return Flow::kError;
  }
  const Value bound = heap_.allocate(Type::kMethod);
  heap_.method(bound).function = heap_.retain(exit);
  heap_.method(bound).self = heap_.retain(manager);
  const Owned keep = own(heap_, std::exchange(peek(f, 1), bound));
  return call_special(f, known(is_async ? Known::kAenter : Known::kEnter), manager, "");
}

Interpreter::Flow Interpreter::with_except_start(FrameBody& f) {
  const Value exception = peek(f, 1);
  const Owned traceback = own(heap_, m_.traceback_of(exception));
  const Value args[] = {m_.class_of(exception), exception, traceback.get()};
  const Begun begun = begin(peek(f, 4), Value{}, {args, {}, {}});
  if (begun.flow == Flow::kNext) push(f, begun.value);
  return begun.flow;
}

Interpreter::Flow Interpreter::get_async_iterator(FrameBody& f) {
  const Owned iterable = own(heap_, pop(f));
  return call_special(f, known(Known::kAiter), iterable.get(),
                      "'async for' requires an object with __aiter__ method, got {}");
}

Interpreter::Flow Interpreter::get_async_next(FrameBody& f) {
  return call_special(f, known(Known::kAnext), peek(f, 1),
                      "'async for' requires an iterator with __anext__ method, got {}");
}

Interpreter::Flow Interpreter::end_async_for(FrameBody& f) {
  const Value exception = peek(f, 1);
  if (!m_.is_instance(exception, m_.builtin_class(m_.image().stop_async_iteration))) {
    m_.raise_as_is(pop(f));
    return Flow::kReraise;
  }
  tell_caught(exception);
  drop(f, 2);
  return Flow::kNext;
}

}  // namespace grove
