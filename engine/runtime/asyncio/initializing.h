// Initializing: the `__init__` of classes that programs derive theirs from. What a class of the
// program's calls by `super().__init__(…)` is what the class alone would do with these arguments.
#pragma once

#include <utility>
#include <vector>

#include "engine/runtime/asyncio/state.h"

namespace grove::aio {

// Whether it is the program's `__init__` that initializes objects of this class.
inline bool has_program_init(Machine& m, Value klass) {
  const Value init = m.find_in_class(klass, m.symbols.intern("__init__"));
  return !init.is_null() && !init.is(Type::kNative);
}

// `construct`: of the class alone, (cls, …).
template <PlainFunction construct>
Value initialize(Machine& m, Args args) {
  Value klass = m.class_of(args[0]);
  for (Value base : m.heap.klass(klass).mro) {
    if (m.heap.klass(klass).native_class < 0) klass = base;
  }
  std::vector<Value> with(args.values, args.values + args.count);
  with[0] = klass;
  const Owned made = own(m.heap, construct(m, Args{with.data(), args.count}));
  if (!made) return {};
  ObjectBody& self = m.heap.object(args[0]);
  std::swap(self.values, m.heap.object(made.get()).values);
  std::swap(self.id, m.heap.object(made.get()).id);
  return Value::none();
}

}  // namespace grove::aio
