#include "engine/machine/classes.h"

#include <fmt/format.h>

#include <algorithm>

#include "engine/machine/interpreter.h"
#include "engine/machine/machinery.h"

namespace grove {

namespace {

bool stands_in_tail(const std::vector<std::vector<Value>>& lists, Value v) {
  return std::any_of(lists.begin(), lists.end(), [v](const std::vector<Value>& list) {
    return std::any_of(list.begin() + (list.empty() ? 0 : 1), list.end(),
                       [v](Value other) { return same(v, other); });
  });
}

// Trio lets nobody derive from its classes, but for its errors.
bool is_final(Machine& machine, Value klass) {
  const ClassBody& body = machine.heap.klass(klass);
  if (body.native_class < 0 || body.module.substr(0, body.module.find('.')) != "trio") return false;
  const NativeClass& native =
      machine.library().classes()[static_cast<std::size_t>(body.native_class)];
  return !native.is_exception || native.is_cancellation;
}

}  // namespace

bool linearize(Heap& heap, const std::vector<Value>& bases, std::vector<Value>* mro) {
  if (bases.size() == 1) {
    // Nothing to merge.
    const std::vector<Value>& rest = heap.klass(bases.front()).mro;
    mro->push_back(bases.front());
    mro->insert(mro->end(), rest.begin(), rest.end());
    return true;
  }
  std::vector<std::vector<Value>> lists;
  for (Value base : bases) {
    lists.push_back({base});
    const std::vector<Value>& rest = heap.klass(base).mro;
    lists.back().insert(lists.back().end(), rest.begin(), rest.end());
  }
  lists.push_back(bases);
  for (;;) {
    Value next;
    bool all_empty = true;
    for (const std::vector<Value>& list : lists) {
      if (list.empty()) continue;
      all_empty = false;
      if (stands_in_tail(lists, list.front())) continue;
      next = list.front();
      break;
    }
    if (next.is_null()) return all_empty;
    mro->push_back(next);
    for (std::vector<Value>& list : lists) {
      if (!list.empty() && same(list.front(), next)) list.erase(list.begin());
    }
  }
}

// Makes the class at once and runs its body with the class as its namespace: nothing can see the
// class before the body has ended, so the dict that CPython fills first is not needed.
Interpreter::Flow Interpreter::build_class(FrameBody& f, int32_t count) {
  std::vector<Value> bases;
  for (int32_t i = count; i > 0; --i) bases.push_back(peek(f, i));
  const Value name = peek(f, count + 1);
  const Value function = peek(f, count + 2);
  for (Value base : bases) {
    if (!base.is(Type::kClass)) {
      m_.raise_error("TypeError", fmt::format("'{}' object is not a class that can be inherited "
                                              "from",
                                              m_.type_name(base)));
      return Flow::kError;
    }
  }
  if (std::any_of(bases.begin(), bases.end(), [this](Value base) { return is_final(m_, base); })) {
    const Code& of_class = program_.codes[static_cast<std::size_t>(heap_.function(function).code)];
    m_.raise_error("TypeError",
                   fmt::format("__main__.{} does not support subclassing", of_class.qualname));
    return Flow::kError;
  }
  if (bases.empty()) bases.push_back(m_.builtin_class(0));
  // Each class is looked for among all the others.
  std::size_t all = 0;
  for (Value base : bases) all += heap_.klass(base).mro.size() + 1;
  if (bases.size() > 1 && !m_.afford_items(all * all / 16)) return Flow::kError;
  std::vector<Value> mro;
  if (!linearize(heap_, bases, &mro)) {
    m_.raise_error("TypeError",
                   "Cannot create a consistent method resolution\norder (MRO) for bases " +
                       m_.join_class_names(bases));
    return Flow::kError;
  }
  Owned klass = own(heap_, heap_.allocate(Type::kClass));
  const Code& code = program_.codes[static_cast<std::size_t>(heap_.function(function).code)];
  ClassBody& body = heap_.klass(klass.get());
  body.name = m_.str_of(name);
  body.qualname = code.qualname;
  body.module = m_.module_name_of(code);
  heap_.reserve((bases.size() + mro.size()) * sizeof(Value));
  for (Value v : bases) body.bases.push_back(heap_.retain(v));
  for (Value v : mro) body.mro.push_back(heap_.retain(v));
  heap_.recharge(body);
  body.base = heap_.retain(bases.front());
  const ClassBody& model = heap_.klass(bases.front());
  body.layout = model.layout;
  body.instance_type = model.instance_type;
  for (Value v : mro) {
    // A plain mix-in before an exception class does not change what the instances are.
    if (heap_.klass(v).layout != Layout::kException) continue;
    body.layout = Layout::kException;
    body.instance_type = Type::kException;
  }
  const Value frame = new_frame(function);
  heap_.frame(frame).namespace_class = klass.release();
  drop(f, count + 2);
  return push_frame(frame) ? Flow::kSwitch : Flow::kError;
}

// The __init__ that the class has from the program; null if it is a built-in's, or `klass` none.
Value Interpreter::python_init(Value klass) {
  if (!klass.is(Type::kClass)) return Value{};
  const Value init = m_.find_in_class(klass, known(Known::kInit));
  return init.is(Type::kFunction) ? init : Value{};
}

Interpreter::Begun Interpreter::begin_class(Value klass, const CallArguments& args) {
  const ClassBody& body = heap_.klass(klass);
  const auto constructor_of = [&](const ClassBody& c) {
    return c.native_class < 0
               ? -1
               : m_.library().classes()[static_cast<std::size_t>(c.native_class)].constructor;
  };
  int32_t constructor = constructor_of(body);
  if (constructor >= 0) return begin_native(constructor, klass, args);
  const Value init = python_init(klass);
  // What makes a plain object makes nothing else.
  const bool is_plain = body.layout == Layout::kPlain;
  for (Value base : body.mro) {
    if (constructor >= 0) break;
    if (!is_plain && same(base, m_.builtin_class(0))) continue;
    constructor = constructor_of(heap_.klass(base));
  }
  // Keywords and the like are for __init__, where there is one.
  const CallArguments made_with = init.is_null() ? args : CallArguments{args.positional, {}, {}};
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
    const Value instance = heap_.allocate(Type::kInstance);
    heap_.instance(instance).klass = heap_.retain(klass);
    made = {Flow::kNext, instance};
    if (init.is_null() && !(args.positional.empty() && args.keyword_names.empty())) {
      heap_.release(instance);
      m_.raise_error("TypeError", fmt::format("{}() takes no arguments", body.name));
      return {};
    }
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

// Takes the reference to the instance over.
Interpreter::Begun Interpreter::begin_init(Value instance, Value init, const CallArguments& args) {
  const Value frame = new_native_frame(kConstruct);
  FrameBody& f = heap_.frame(frame);
  f.scratch[0] = static_cast<int64_t>(args.positional.size());
  f.scratch[1] = static_cast<int64_t>(args.keyword_names.size());
  f.slots = {instance, heap_.retain(init)};
  for (const auto& part : {args.positional, args.keyword_values, args.keyword_names}) {
    for (Value v : part) f.slots.push_back(heap_.retain(v));
  }
  if (!push_frame(frame)) return {};
  return {Flow::kSwitch, Value{}};
}

}  // namespace grove
