// Arithmetic of numbers: what `+`, `//`, `**` and their kin do with bool, int, float and complex.
//
// Used by operators.cpp, which looks after all other types. Conventions as in operators.h.
#pragma once

#include "engine/language/code/program.h"
#include "engine/machine/core/value.h"

namespace grove {

class Machine;

// Of 64 bits; of any size: is_int (integers.h).
inline bool is_integer(Value v) { return v.type == Type::kInt || v.type == Type::kBool; }
inline bool is_number(Value v) {
  return is_integer(v) || v.type == Type::kFloat || v.type == Type::kBigInt ||
         v.type == Type::kComplex;
}

// REQUIRES: both are numbers. For operators that floats do not have, null with *unsupported set and
// nothing raised.
Value arithmetic(Machine& machine, BinaryOperator op, Value a, Value b, bool* unsupported);

// base ** exponent of floats, which is a complex number where no float would do.
Value float_power(Machine& machine, double base, double exponent);

// Floats: Python's `//` and `%`, rounding towards minus infinity. REQUIRES: b != 0.
double floor_quotient(double a, double b);
double floor_remainder(double a, double b);

}  // namespace grove
