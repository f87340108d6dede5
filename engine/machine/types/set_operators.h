// Set operators: `|`, `&`, `-`, `^` and the comparisons of sets and of dict views.
//
// Conventions as in operators.h.
#pragma once

#include "engine/language/code/program.h"
#include "engine/machine/core/value.h"

namespace grove {

class Machine;

// A new set. Null with *unsupported set and nothing raised if the operator is none of the four or
// the operands are not both sets or dict.keys() or items().
Value set_operation(Machine& machine, BinaryOperator op, Value a, Value b, bool* unsupported);
// `a op= b`: a itself, changed; null with nothing raised if the operator is none of the four.
// `was_set`: false if b was made of another iterable, for a method. REQUIRES: both are sets.
Value set_operation_in_place(Machine& machine, BinaryOperator op, Value a, Value b,
                             bool was_set = true);

// a <= b, a < b, … for sets and views that act as sets. REQUIRES: acts_as_set of both; op is an
// order.
bool set_order(Machine& machine, CompareOperator op, Value a, Value b, bool* failed);
// A set, dict.keys() or dict.items().
bool acts_as_set(Machine& machine, Value v);

// v itself if it is a set, else a new set of its items; null: pending.
Value as_set(Machine& machine, Value v);

}  // namespace grove
