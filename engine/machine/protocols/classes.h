// Classes: how they are made and inherit. Internal to the machine.
#pragma once

#include <string>
#include <vector>

#include "engine/machine/core/heap.h"

namespace grove {

class Machine;

struct ClassName {
  std::string name, qualname, module;
};
// A new class without attributes. Bases are borrowed; none: object. `metaclass` borrowed: type, or
// one that inherits from it. Null with TypeError pending.
Value new_class(Machine& machine, const ClassName& name, std::vector<Value> bases, Value metaclass);
// The metaclass of a class with these bases that says `metaclass`, or nothing (null); borrowed.
// Null with TypeError pending: they contradict each other.
Value metaclass_of(Machine& machine, Value metaclass, const std::vector<Value>& bases);
// All of its namespace is there: members for `__slots__`, `__hash__` for a class with `__eq__`,
// the special methods that are class or static methods by themselves. False: pending.
bool complete_class(Machine& machine, Value klass);

// The built-in class whose values the instances of `klass` are at bottom (dict for a class that
// inherits from dict), borrowed; null: none.
Value content_class(Machine& machine, Value klass);
// What an instance is at bottom, or `v` itself; borrowed.
Value content_of(Machine& machine, Value v);
// A new instance of a class written in the program, with that content (taken over) or null.
Value new_instance(Machine& machine, Value klass, Value content);

}  // namespace grove
