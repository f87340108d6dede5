// Operators: arithmetic, comparison and truth of all built-in types, as CPython 3.11 has them, with
// its error messages.
//
//   Value sum = binary_op(machine, BinaryOperator::kAdd, false, a, b);   // a + b
//   if (sum.is_null()) … // an exception is pending
//
// Everywhere: arguments are borrowed; a returned Value is a new reference, or null with an
// exception pending in the machine; a `bool*` named failed is set to true when an exception is
// pending, and left alone otherwise.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "engine/language/code/program.h"
#include "engine/machine/core/value.h"

namespace grove {

class Machine;

// `a op b`, or `a op= b` if in_place: lists, sets and dicts then change themselves and come back.
Value binary_op(Machine& machine, BinaryOperator op, bool in_place, Value a, Value b);

enum class PrefixOperator : uint8_t { kNegative, kPositive, kInvert };
Value unary_op(Machine& machine, PrefixOperator op, Value a);

// `a < b` and the others. The result is a bool (what program-written classes may return instead
// comes with their special methods).
Value compare(Machine& machine, CompareOperator op, Value a, Value b);
// The same as a C++ bool; false when failed.
bool compares(Machine& machine, CompareOperator op, Value a, Value b, bool* failed);

// `==` as containers use it: identical values are equal whatever their type says (a NaN in a list).
bool equal(Machine& machine, Value a, Value b, bool* failed);

// bool(v).
bool truth_of(Machine& machine, Value v, bool* failed);

// The order of two things of one C++ type.
template <class T>
[[gnu::always_inline]] inline bool holds(CompareOperator op, const T& a, const T& b) {
  switch (op) {
    case CompareOperator::kLt:
      return a < b;
    case CompareOperator::kLe:
      return a <= b;
    case CompareOperator::kEq:
      return a == b;
    case CompareOperator::kNe:
      return a != b;
    case CompareOperator::kGt:
      return a > b;
    case CompareOperator::kGe:
      break;
  }
  return a >= b;
}

// The operators of numbers by themselves, for built-in functions (divmod, pow, sum, math).
Value power(Machine& machine, Value base, Value exponent);
Value floor_divide(Machine& machine, Value a, Value b);
Value modulo(Machine& machine, Value a, Value b);

// v as a float where Python's float() of a number would take it (int, bool, float). Nothing where
// it is none, then nothing is raised; or where it is too large (pending).
std::optional<double> number_as_double(Machine& machine, Value v);
// v as an index or count: int or bool, as operator.index; nothing raised. Nothing for big ones.
std::optional<int64_t> as_index(Value v);

// The quotient of two integers as the nearest float. REQUIRES: b != 0.
double true_quotient(int64_t a, int64_t b);
// The order of an integer and a float, exactly; nothing if the float is NaN. <0, 0, >0.
std::optional<int> order_of(int64_t a, double b);

}  // namespace grove
