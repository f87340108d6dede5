// Specials: special methods (`__eq__`, `__len__`, `__str__`, …) of things whose class has them as
// built-in functions: objects of the runtime, and whatever a library class brings along.
//
// The one place where operators, containers and formatting ask a class for its own behaviour.
// Methods written in the program take turns of the machine, so they cannot be called from here:
// classes that could have them are refused by the front end.
#pragma once

#include <initializer_list>
#include <string_view>

#include "engine/machine/value.h"

namespace grove {

class Machine;

// Whether v's type can have special methods at all; the cheap question to ask first.
inline bool may_have_specials(Value v) {
  return v.type == Type::kObject || v.type == Type::kInstance;
}

// The built-in function that v's class has under that name, borrowed, or null.
Value find_special(Machine& machine, Value v, std::string_view name);

// Calls it with v and the (borrowed) arguments. A new reference; null with *found true: pending;
// null with *found false: there is no such method.
Value call_special(Machine& machine, Value v, std::string_view name,
                   std::initializer_list<Value> arguments, bool* found);

}  // namespace grove
