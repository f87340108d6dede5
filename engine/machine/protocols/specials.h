// Specials: special methods (`__eq__`, `__len__`, `__str__`, …) as a class has them, be they
// built-in functions or written in the program.
//
// The one place where operators, containers and formatting ask a class for its own behaviour. What
// is written in the program is asked (answers.h): a null result may mean that a question is open
// now. Where nobody can be asked, it is as if it were not there. What `object` has for all of them
// is what operators do without being told, and counts for nothing here.
#pragma once

#include <initializer_list>

#include "engine/language/code/program.h"
#include "engine/machine/core/symbols.h"
#include "engine/machine/core/value.h"

namespace grove {

class Machine;

// Whether v's type can have special methods at all; the cheap question to ask first.
inline bool may_have_specials(Value v) {
  return v.type == Type::kObject || v.type == Type::kInstance || v.type == Type::kException ||
         v.type == Type::kClass;
}

// What v's class has under that name, borrowed, or null; None if it says so.
Value find_special(Machine& machine, Value v, Known name);

// Calls it with v and the (borrowed) arguments. A new reference; null with *found true: pending, or
// a question is open; null with *found false: there is no such method.
Value call_special(Machine& machine, Value v, Known name, std::initializer_list<Value> arguments,
                   bool* found);

// `a op b` and `a < b` as far as special methods say: in Python's order, with the reflected ones.
// A new reference; NotImplemented: none of them knows; null: pending, or open.
Value operate_by_special(Machine& machine, BinaryOperator op, bool in_place, Value a, Value b);
Value compare_by_special(Machine& machine, CompareOperator op, Value a, Value b);

}  // namespace grove
