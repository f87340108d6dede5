// Integers: ints as values, small (kBool, kInt) or of any size (kBigInt), and what is done with
// them where the result, or one of the two, does not fit into 64 bits.
//
//   if (is_int(v)) return machine.heap.new_int(add(*whole(machine, v), …));
//
// Conventions as in operators.h.
#pragma once

#include <optional>
#include <string>

#include "engine/language/code/program.h"
#include "engine/machine/core/big_int.h"
#include "engine/machine/core/value.h"

namespace grove {

class Heap;
class Machine;

inline bool is_int(Value v) {
  return v.type == Type::kInt || v.type == Type::kBool || v.type == Type::kBigInt;
}

// An int as a number of any size. Valid as long as v is.
class Whole {
 public:
  // REQUIRES: is_int(v).
  Whole(Heap& heap, Value v);
  const BigInt& operator*() const { return big_ != nullptr ? *big_ : small_; }

 private:
  const BigInt* big_ = nullptr;
  BigInt small_;
};

// What a computation is refused with that was more than the run may do; MemoryError is pending.
struct NotAfforded {};
Work work_of(Machine& machine);
// The int that `compute(work)` gives, or null where that is not afforded.
Value computed(Machine& machine, const std::function<BigInt(const Work&)>& compute);

// An int, or what `__index__` says: new reference. Null: pending; null with nothing pending:
// neither.
Value int_of(Machine& machine, Value v);
// The same with TypeError "'str' object cannot be interpreted as an integer".
Value to_int(Machine& machine, Value v);
int sign_of(Heap& heap, Value v);  // REQUIRES: is_int(v)

// REQUIRES: both are ints; an exponent is not negative.
Value int_arithmetic(Machine& machine, BinaryOperator op, Value a, Value b);
Value int_power_modulo(Machine& machine, Value base, Value exponent, Value modulus);
int int_order(Heap& heap, Value a, Value b);
std::optional<int> int_order(Heap& heap, Value a, double b);
// To the nearest multiple of 10**-places, halves to the even one. REQUIRES: places < 0.
Value rounded_int(Machine& machine, Value v, Value places);

// Digits of an int, with sign, in base 10. False: there are too many of them (ValueError), or they
// are not afforded.
bool decimal_digits(Machine& machine, Value v, std::string* out);
// Digits in a base that is a power of 2, without sign.
bool based_digits(Machine& machine, Value v, int base, std::string* out);
// The most digits that decimal numbers are read and written with.
inline constexpr std::size_t kMostDigits = 4300;

// The nearest float; false with OverflowError "int too large to convert to float".
bool int_to_double(Machine& machine, Value v, double* out);

}  // namespace grove
