// Calls: what is called, with which arguments, and what the call comes to.
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "engine/machine/core/answers.h"
#include "engine/machine/core/machinery.h"
#include "engine/machine/interpreter/binding.h"
#include "engine/machine/interpreter/interpreter.h"
#include "engine/machine/protocols/classes.h"
#include "engine/machine/protocols/iteration.h"
#include "engine/machine/types/containers.h"

namespace grove {

Interpreter::Flow Interpreter::call(FrameBody& f, int32_t count) {
  const Value callable = peek(f, count + 2);
  const Value self = peek(f, count + 1);
  if (callable.is(Type::kFunction)) {
    if (make_positional_coroutine(f, count)) return Flow::kNext;
  } else if (callable.is(Type::kNative)) {
    // Its arguments, self among them, stand in a row on the stack.
    const Native& native = m_.library().natives()[callable.index];
    const bool has_self = !self.is_null();
    const std::size_t given = static_cast<std::size_t>(count) + (has_self ? 1 : 0);
    if (native.kind == Native::Kind::kPlain && given == native.parameters.size() &&
        given >= native.least && (has_self ? !self.is(Type::kInstance) : native.owner < 0)) {
      const Value* const first = f.slots.data() + f.top - given;
      return finish_call(f, count + 2,
                         run_plain(static_cast<int32_t>(callable.index), {first, given}));
    }
  }
  const auto n = static_cast<std::size_t>(count);
  const CallArguments args{{f.slots.data() + f.top - count, n}, {}, {}};
  return finish_call(f, count + 2, begin(callable, self, args));
}

Interpreter::Flow Interpreter::call_keywords(FrameBody& f, int32_t count) {
  const Owned names = own(heap_, pop(f));
  const std::vector<Value>& keyword_names = heap_.tuple(names.get()).items;
  const Value* const args = f.slots.data() + f.top - count;
  const std::size_t positional = static_cast<std::size_t>(count) - keyword_names.size();
  const CallArguments all{{args, positional},
                          {args + positional, keyword_names.size()},
                          {keyword_names.data(), keyword_names.size()}};
  return finish_call(f, count + 2, begin(peek(f, count + 2), peek(f, count + 1), all));
}

Interpreter::Flow Interpreter::call_unpacked(FrameBody& f, bool with_keywords) {
  const int32_t extra = with_keywords ? 1 : 0;
  const Value callable = peek(f, 3 + extra);
  std::vector<Value> positional;
  const Value sequence = peek(f, 1 + extra);
  if (!is_iterable(m_, sequence)) {
    m_.raise_error("TypeError", fmt::format("{} argument after * must be an iterable, not {}",
                                            called_text(callable), m_.type_name(sequence)));
    return Flow::kError;
  }
  if (takes_turns(m_, sequence)) {
    const Value args[] = {callable, sequence, with_keywords ? peek(f, 1) : Value{}};
    return finish_call(f, 3 + extra, begin_step(kCallUnpacked, args));
  }
  if (!collect(m_, sequence, &positional)) return Flow::kError;
  std::vector<Value> values, names;
  if (with_keywords) {
    const Value keywords = content_of(m_, peek(f, 1));
    if (!keywords.is(Type::kDict)) {
      release_all(m_, &positional);
      m_.raise_error("TypeError", fmt::format("{} argument after ** must be a mapping, not {}",
                                              called_text(callable), m_.type_name(keywords)));
      return Flow::kError;
    }
    const TableBody& table = heap_.dict(keywords);
    for (int32_t at = 0; const TableBody::Entry* entry = next_entry(table, &at);) {
      names.push_back(entry->key);
      values.push_back(entry->value);
    }
  }
  const Begun begun = begin(callable, Value{}, {positional, values, names});
  release_all(m_, &positional);
  return finish_call(f, 3 + extra, begun);
}

// Takes callable and arguments off the caller's stack, and puts the result there if there is one.
Interpreter::Flow Interpreter::finish_call(FrameBody& f, int32_t count, Begun begun) {
  if (begun.flow == Flow::kError) return Flow::kError;
  drop(f, count);
  if (begun.flow == Flow::kNext) push(f, begun.value);
  return begun.flow;
}

Interpreter::Begun Interpreter::begin(Value callable, Value self, const CallArguments& args) {
  const bool takes_self = callable.is(Type::kFunction) || callable.is(Type::kNative);
  if (!takes_self && !self.is_null()) {
    // As in CPython, `assert` and the way out of a `with` block pass their first argument there.
    std::vector<Value> all{self};
    all.insert(all.end(), args.positional.begin(), args.positional.end());
    return begin(callable, Value{}, {all, args.keyword_values, args.keyword_names});
  }
  switch (callable.type) {
    case Type::kFunction:
      return begin_function(callable, self, args);
    case Type::kNative:
      return begin_native(static_cast<int32_t>(callable.index), self, args);
    case Type::kMethod: {
      const MethodBody& method = heap_.method(callable);
      return begin(method.function, method.self, args);
    }
    case Type::kClass:
      return begin_class(callable, args);
    default:
      break;
  }
  const Value klass = m_.class_of(callable);
  const Value method = m_.find_in_class(klass, known(Known::kCall));
  // What is called by what is called … may come round to itself.
  Value next = method;
  for (int32_t depth = 0; next.is(Type::kInstance); ++depth) {
    if (depth > m_.deepest_nesting()) {
      m_.raise_error("RecursionError", "maximum recursion depth exceeded");
      return {};
    }
    next = m_.find_in_class(m_.class_of(next), known(Known::kCall));
  }
  if (!method.is_null()) return begin_bound(method, callable, klass, args);
  m_.raise_error("TypeError", fmt::format("'{}' object is not callable", m_.type_name(callable)));
  return {};
}

Interpreter::Begun Interpreter::begin_function(Value function, Value self,
                                               const CallArguments& args) {
  const FunctionBody& body = heap_.function(function);
  const Code& code = program_.codes[static_cast<std::size_t>(body.code)];
  Owned frame = own(heap_, new_frame(function));
  if (!bind_function(m_, code, body, self, args, heap_.frame(frame.get()).slots)) return {};
  const Value coroutine = start_frame_of(body.code, frame.release());
  if (m_.has_pending()) return {};
  if (coroutine.is_null()) return {Flow::kSwitch, Value{}};
  return {Flow::kNext, coroutine};
}

Interpreter::Begun Interpreter::begin_native(int32_t index, Value self, const CallArguments& args) {
  const Native& native = m_.library().natives()[static_cast<std::size_t>(index)];
  if (native.owner > 0) {
    // Methods of built-in classes work on what an instance is at bottom.
    const Value first = self.is_null() && !args.positional.empty() ? args.positional[0] : self;
    const Value content = content_of(m_, first);
    if (!same(content, first) && m_.is_instance(content, m_.builtin_class(native.owner))) {
      const auto rest = args.positional.subspan(self.is_null() ? 1 : 0);
      return begin_native(index, content, {rest, args.keyword_values, args.keyword_names});
    }
  }
  if (self.is_null() && native.owner >= 0 && !check_self(native, args)) return {};
  const std::size_t skip = self.is_null() ? 0 : 1;
  const std::size_t count = args.positional.size() + skip;
  const bool direct =
      args.keyword_names.empty() && count >= native.least && count <= native.parameters.size();
  if (native.kind == Native::Kind::kPlain) {
    std::array<Value, 8> few;
    if (direct && native.parameters.size() <= few.size()) {
      few[0] = self;
      std::copy(args.positional.begin(), args.positional.end(), few.begin() + skip);
      std::copy(native.defaults.begin() + static_cast<std::ptrdiff_t>(count), native.defaults.end(),
                few.begin() + static_cast<std::ptrdiff_t>(count));
      return run_plain(index, std::span<const Value>(few.data(), native.parameters.size()));
    }
    std::vector<Value> bound;
    if (!bind_native(m_, native, self, args, &bound)) return {};
    const Begun begun = run_plain(index, bound);
    release_all(m_, &bound);
    return begun;
  }
  Owned frame = own(heap_, new_native_frame(index));
  std::vector<Value>& slots = heap_.frame(frame.get()).slots;
  if (direct) {
    if (skip == 1) slots.push_back(heap_.retain(self));
    for (Value v : args.positional) slots.push_back(heap_.retain(v));
    slots.insert(slots.end(), native.defaults.begin() + static_cast<std::ptrdiff_t>(count),
                 native.defaults.end());
  } else if (!bind_native(m_, native, self, args, &slots)) {
    return {};
  }
  if (native.kind == Native::Kind::kCoroutine) {
    return {Flow::kNext, wrap_frame(frame.release())};
  }
  if (!push_frame(frame.release())) return {};
  return {Flow::kSwitch, Value{}};
}

Interpreter::Begun Interpreter::run_plain(int32_t index, std::span<const Value> args) {
  const Native& native = m_.library().natives()[static_cast<std::size_t>(index)];
  Value result;
  {
    const Asking asking(m_);
    result = native.plain(m_, Args{args.data(), static_cast<int32_t>(args.size())});
  }
  if (m_.asked()) return ask_for(index, args, result);
  return {result.is_null() ? Flow::kError : Flow::kNext, result};
}

// A method that was looked up in its class finds its self among the arguments.
bool Interpreter::check_self(const Native& native, const CallArguments& args) {
  const Value owner = m_.builtin_class(native.owner);
  const std::string& class_name = heap_.klass(owner).name;
  if (native.kind == Native::Kind::kProperty) {
    m_.raise_error("TypeError", "'getset_descriptor' object is not callable");
  } else if (args.positional.empty()) {
    m_.raise_error("TypeError", fmt::format("unbound method {}.{}() needs an argument", class_name,
                                            native.name));
  } else if (!m_.is_instance(args.positional.front(), owner)) {
    m_.raise_error(
        "TypeError",
        fmt::format("descriptor '{}' for '{}' objects doesn't apply to a '{}' object", native.name,
                    native.module == "_asyncio" ? "_asyncio." + class_name : class_name,
                    m_.type_name(args.positional.front())));
  } else {
    return true;
  }
  return false;
}

Interpreter::Flow Interpreter::make_function(FrameBody& f, int32_t flags) {
  const Value code = pop(f);
  const Value function = heap_.allocate(Type::kFunction);
  FunctionBody& body = heap_.function(function);
  body.code = static_cast<int32_t>(code.index);
  if ((flags & kWithClosure) != 0) body.closure = pop(f);
  if ((flags & kWithAnnotations) != 0) body.annotations = pop(f);
  if ((flags & kWithKwDefaults) != 0) body.keyword_defaults = pop(f);
  if ((flags & kWithDefaults) != 0) body.defaults = pop(f);
  push(f, function);
  return Flow::kNext;
}

std::string Interpreter::called_text(Value callable) {
  switch (callable.type) {
    case Type::kFunction: {
      const int32_t index = heap_.function(callable).code;
      const Code& code = program_.codes[static_cast<std::size_t>(index)];
      return m_.module_name_of(code) + "." + code.qualname + "()";
    }
    case Type::kNative: {
      const Native& native = m_.library().natives()[callable.index];
      const bool is_builtin = native.module == "builtins";
      return (is_builtin ? "" : native.module + ".") + native.qualname + "()";
    }
    case Type::kMethod:
      return called_text(heap_.method(callable).function);
    case Type::kClass: {
      const ClassBody& body = heap_.klass(callable);
      return (body.module == "builtins" ? "" : body.module + ".") + body.qualname + "()";
    }
    default:
      return m_.str_of(callable);
  }
}

}  // namespace grove
