// Construction: what calling a class comes to. The metaclass's `__call__`, then `__new__`, then
// `__init__`, as type.__call__ has it.
#include <fmt/format.h>

#include "engine/machine/interpreter/interpreter.h"
#include "engine/machine/interpreter/operations.h"
#include "engine/machine/protocols/classes.h"
#include "engine/machine/protocols/lookup.h"

namespace grove {

namespace {

bool is_written(Value v) { return !v.is_null() && !v.is(Type::kNative) && !v.is_none(); }

Value refuse_abstract(Machine& m, Value klass) {
  return m.raise_error("TypeError", m.abstract_complaint(klass));
}

}  // namespace

// What the class has from the program as its `__init__`; null if it is a built-in's, or `klass`
// none.
Value Interpreter::python_init(Value klass) {
  if (!klass.is(Type::kClass)) return Value{};
  const Value init = m_.find_in_class(klass, known(Known::kInit));
  return is_written(init) ? init : Value{};
}

// … or as its `__new__`.
Value Interpreter::python_new(Value klass) {
  if (!klass.is(Type::kClass)) return Value{};
  const Value maker = m_.find_in_class(klass, known(Known::kNew));
  return is_written(maker) ? maker : Value{};
}

Interpreter::Begun Interpreter::begin_class(Value klass, const CallArguments& args) {
  const ClassBody& body = heap_.klass(klass);
  if (!body.metaclass.is_null()) {
    const Value call = m_.find_in_class(body.metaclass, known(Known::kCall));
    if (is_written(call)) return begin_bound(call, klass, body.metaclass, args);
  }
  return construct(klass, args);
}

Interpreter::Begun Interpreter::construct(Value klass, const CallArguments& args) {
  const ClassBody& body = heap_.klass(klass);
  if (body.native_class >= 0) return construct_builtin(klass, Value{}, args);
  const Value maker = python_new(klass);
  const Value init = python_init(klass);
  if (!maker.is_null()) return construct_in_turns(klass, maker, init, args);
  if (body.layout == Layout::kPlain) return construct_plain(klass, init, args);
  if (!content_class(m_, klass).is_null()) {
    // An empty container is made at once; its `__init__` fills it.
    return construct_in_turns(klass, Value{}, init, args);
  }
  return construct_builtin(klass, init, args);
}

Interpreter::Begun Interpreter::construct_plain(Value klass, Value init,
                                                const CallArguments& args) {
  const ClassBody& body = heap_.klass(klass);
  if (body.is_abstract) return {Flow::kError, refuse_abstract(m_, klass)};
  if (init.is_null() && !(args.positional.empty() && args.keyword_names.empty())) {
    m_.raise_error("TypeError", fmt::format("{}() takes no arguments", body.name));
    return {};
  }
  const Value instance = new_instance(m_, klass, Value{});
  return init.is_null() ? Begun{Flow::kNext, instance} : begin_init(instance, init, args);
}

// Exceptions, and whatever a built-in function makes.
Interpreter::Begun Interpreter::construct_builtin(Value klass, Value init,
                                                  const CallArguments& args) {
  const ClassBody& body = heap_.klass(klass);
  const auto constructor_of = [&](const ClassBody& c) {
    return c.native_class < 0
               ? -1
               : m_.library().classes()[static_cast<std::size_t>(c.native_class)].constructor;
  };
  int32_t constructor = constructor_of(body);
  if (constructor >= 0) return begin_native(constructor, klass, args);
  // What makes a plain object makes nothing else.
  const NativeClass* maker = nullptr;
  for (Value base : body.mro) {
    if (constructor >= 0) break;
    if (same(base, m_.builtin_class(0))) continue;
    constructor = constructor_of(heap_.klass(base));
    if (constructor < 0) continue;
    maker = &m_.library().classes()[static_cast<std::size_t>(heap_.klass(base).native_class)];
  }
  // Keywords and the like are for __init__, where there is one.
  CallArguments made_with = args;
  if (!init.is_null()) made_with = {args.positional, {}, {}};
  if (!init.is_null() && maker != nullptr && maker->has_initializer) {
    made_with = {maker->bare_arguments, {}, {}};
  }
  Begun made;
  if (constructor >= 0) {
    made = begin_native(constructor, klass, made_with);
  } else if (body.layout == Layout::kException) {
    if (!made_with.keyword_names.empty()) {
      m_.raise_error("TypeError", fmt::format("{}() takes no keyword arguments", body.name));
      return {};
    }
    std::vector<Value> values(args.positional.begin(), args.positional.end());
    for (Value v : values) heap_.retain(v);
    made = {Flow::kNext, m_.new_exception(klass, std::move(values))};
  } else if (body.layout == Layout::kPlain) {
    return construct_plain(klass, init, args);
  } else {
    // Trio's own words, for what only Trio makes.
    const bool of_trio = body.module.substr(0, body.module.find('.')) == "trio";
    m_.raise_error("TypeError",
                   of_trio
                       ? m_.class_display_name(klass) + " has no public constructor"
                       : fmt::format("cannot create '{}' instances", m_.class_display_name(klass)));
    return {};
  }
  if (made.flow != Flow::kNext || init.is_null()) return made;
  return begin_init(made.value, init, args);
}

// Takes the reference to the instance over. The frame below waits for what `__init__` gives.
Interpreter::Begun Interpreter::begin_init(Value instance, Value init, const CallArguments& args) {
  const Value frame = new_native_frame(kConstruct);
  FrameBody& f = heap_.frame(frame);
  f.state = kInitIsCalled;
  f.slots = {Value{}, Value{}, Value{}, instance};
  push_frame(frame);
  const Begun begun = begin_bound(init, instance, m_.class_of(instance), args);
  if (begun.flow == Flow::kError) pop_frame();
  if (begun.flow == Flow::kNext) stack_.resume = Resume{Resume::Kind::kValue, begun.value};
  return begun.flow == Flow::kError ? Begun{} : Begun{Flow::kSwitch, Value{}};
}

Interpreter::Begun Interpreter::construct_in_turns(Value klass, Value maker, Value init,
                                                   const CallArguments& args) {
  const Value frame = new_native_frame(kConstruct);
  FrameBody& f = heap_.frame(frame);
  f.scratch[0] = static_cast<int64_t>(args.positional.size());
  f.scratch[1] = static_cast<int64_t>(args.keyword_names.size());
  f.slots = {heap_.retain(klass), heap_.retain(maker), heap_.retain(init), Value{}};
  for (const auto& part : {args.positional, args.keyword_values, args.keyword_names}) {
    for (Value v : part) f.slots.push_back(heap_.retain(v));
  }
  push_frame(frame);
  return {Flow::kSwitch, Value{}};
}

// Calls what a class has under a special name, bound to `self` as its kind of descriptor is.
Interpreter::Begun Interpreter::begin_bound(Value found, Value self, Value klass,
                                            const CallArguments& args) {
  if (found.is(Type::kFunction)) return begin_function(found, self, args);
  const Lookup bound = bind_to(m_, found, self, klass);
  switch (bound.kind) {
    case Lookup::Kind::kMethod:
      return begin(bound.value, bound.self, args);
    case Lookup::Kind::kValue: {
      const Owned callable = own(heap_, bound.value);
      return begin(callable.get(), Value{}, args);
    }
    case Lookup::Kind::kCall: {
      // Its `__get__` is the program's: call what that gives.
      const Value frame = new_native_frame(kCallGot);
      FrameBody& f = heap_.frame(frame);
      f.scratch[0] = static_cast<int64_t>(bound.count);
      f.scratch[1] = static_cast<int64_t>(args.positional.size());
      f.scratch[2] = static_cast<int64_t>(args.keyword_names.size());
      f.slots = {heap_.retain(bound.value)};
      for (const auto& part :
           {bound.args(), args.positional, args.keyword_values, args.keyword_names}) {
        for (Value v : part) f.slots.push_back(heap_.retain(v));
      }
      push_frame(frame);
      return {Flow::kSwitch, Value{}};
    }
    default:
      return {};
  }
}

}  // namespace grove
