// What the module math has for whole numbers, of any size.
#include <algorithm>
#include <limits>

#include "engine/machine/builtins/builtins.h"
#include "engine/machine/builtins/convert.h"
#include "engine/machine/builtins/types.h"
#include "engine/machine/core/machine.h"
#include "engine/machine/types/integers.h"

namespace grove {

namespace {

// More factors than any result has room for.
constexpr int64_t kMostFactors = int64_t{1} << 40;

// Twice the bits of so many factors of that size: the product, and what it is made of.
void reserve_product(Machine& machine, int64_t factors, uint64_t bits) {
  if (factors > kMostFactors) throw OutOfBytes();
  machine.heap.reserve(static_cast<uint64_t>(factors) * bits / 4);
}

uint64_t bits_of(int64_t n) { return bit_length(big_int_of(n)); }

Value factorial(Machine& machine, Args args) {
  const Owned given = own(machine.heap, to_int(machine, args[0]));
  if (!given) return Value{};
  if (sign_of(machine.heap, given.get()) < 0) {
    return raise_value_error(machine, "factorial() not defined for negative values");
  }
  if (given.get().is(Type::kBigInt)) {
    return machine.raise_error("OverflowError",
                               "factorial() argument should not exceed 9223372036854775807");
  }
  const int64_t n = given.get().integer;
  reserve_product(machine, n, bits_of(n));
  if (!machine.afford_items(static_cast<std::size_t>(n))) return Value{};
  return computed(machine, [&](const Work& work) {
    return product_of_range(1, static_cast<uint64_t>(n), work);
  });
}

using Combine = BigInt (*)(const BigInt& a, const BigInt& b, const Work& work);

BigInt common_multiple(const BigInt& a, const BigInt& b, const Work& work) {
  if (is_zero(a) || is_zero(b)) return {};
  const BigInt divisor = greatest_common_divisor(a, b, work);
  BigInt result = multiply(divide(a, divisor, work).quotient, b, work);
  result.negative = false;
  return result;
}

BigInt common_divisor(const BigInt& a, const BigInt& b, const Work& work) {
  return greatest_common_divisor(a, b, work);
}

// gcd and lcm, of any number of integers.
template <Combine kCombine, int kOfNone>
Value combined(Machine& machine, Args args) {
  Owned result = own(machine.heap, Value::of_int(kOfNone));
  for (const Value v : machine.heap.tuple(args[0]).items) {
    const Owned next = own(machine.heap, to_int(machine, v));
    if (!next) return Value{};
    result = own(machine.heap, computed(machine, [&](const Work& work) {
                   return kCombine(*Whole(machine.heap, result.get()),
                                   *Whole(machine.heap, next.get()), work);
                 }));
    if (!result) return Value{};
  }
  return result.release();
}

Value isqrt(Machine& machine, Args args) {
  const Owned given = own(machine.heap, to_int(machine, args[0]));
  if (!given) return Value{};
  if (sign_of(machine.heap, given.get()) < 0) {
    return raise_value_error(machine, "isqrt() argument must be nonnegative");
  }
  return computed(machine, [&](const Work& work) {
    return square_root(*Whole(machine.heap, given.get()), work);
  });
}

// The product of k numbers from n down: n, n - 1, …
BigInt falling_product(const BigInt& n, uint64_t k, const Work& work) {
  if (k == 0) return big_int_of(int64_t{1});
  if (k == 1) return n;
  const uint64_t half = k / 2;
  const BigInt low = subtract(n, big_int_of_magnitude(half));
  return multiply(falling_product(n, half, work), falling_product(low, k - half, work), work);
}

// comb and perm: the product of k numbers from n down, with `divide` divided by k!.
Value choose(Machine& machine, Value of, Value count, bool divide) {
  const Owned given_n = own(machine.heap, to_int(machine, of));
  if (!given_n) return Value{};
  const Owned given_k = own(machine.heap, to_int(machine, count));
  if (!given_k) return Value{};
  if (sign_of(machine.heap, given_n.get()) < 0) {
    return raise_value_error(machine, "n must be a non-negative integer");
  }
  if (sign_of(machine.heap, given_k.get()) < 0) {
    return raise_value_error(machine, "k must be a non-negative integer");
  }
  const Whole n(machine.heap, given_n.get());
  BigInt k = *Whole(machine.heap, given_k.get());
  const BigInt others = subtract(*n, k);
  if (others.negative) return Value::of_int(0);
  if (divide && compare(others, k) < 0) k = others;
  int64_t factors = 0;
  if (!fits(k, &factors)) {
    return machine.raise_error("OverflowError", divide ? "min(n - k, k) must not exceed "
                                                         "9223372036854775807"
                                                       : "k must not exceed 9223372036854775807");
  }
  reserve_product(machine, factors, bit_length(*n));
  if (!machine.afford_items(static_cast<std::size_t>(factors))) return Value{};
  return computed(machine, [&](const Work& work) {
    const auto size = static_cast<uint64_t>(factors);
    BigInt product = falling_product(*n, size, work);
    if (!divide) return product;
    return grove::divide(product, product_of_range(1, size, work), work).quotient;
  });
}

Value comb(Machine& machine, Args args) { return choose(machine, args[0], args[1], true); }

Value perm(Machine& machine, Args args) {
  if (args[1].is_none()) return factorial(machine, args);
  return choose(machine, args[0], args[1], false);
}

}  // namespace

void add_whole_math(Library& library) {
  library.module("math")
      .function("factorial", "n, /", factorial)
      .function("gcd", "*integers", combined<common_divisor, 0>)
      .function("lcm", "*integers", combined<common_multiple, 1>)
      .function("isqrt", "n, /", isqrt)
      .function("comb", "n, k, /", comb)
      .function("perm", "n, k=None, /", perm);
}

}  // namespace grove
