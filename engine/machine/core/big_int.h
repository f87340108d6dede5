// BigInt: a whole number of any size, and what can be done with such numbers.
//
//   BigInt n = power(big_int_of(3), 1000, work);
//
// Products and quotients are Boost.Multiprecision's, which big_int.cpp alone knows of. Numbers are
// held as plain words, so that objects can be copied, and headers compiled, without it.
//
// What may take long is told, piece by piece, before it is done: `work` is called with the number
// of items (allowance.h) that the next piece amounts to, and throws if that is too much.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace grove {

struct BigInt {
  std::vector<uint64_t> words;  // of the magnitude, the lowest first; the last one is not 0
  bool negative = false;        // never of 0
};
using Work = std::function<void(uint64_t items)>;

BigInt big_int_of(int64_t i);
BigInt big_int_of_magnitude(uint64_t magnitude);
// The whole part. REQUIRES: it is finite.
BigInt big_int_of(double d);
bool fits(const BigInt& a, int64_t* out);

bool is_zero(const BigInt& a);
bool is_odd(const BigInt& a);
uint64_t bit_length(const BigInt& a);  // of the magnitude
uint64_t bit_count(const BigInt& a);
int compare(const BigInt& a, const BigInt& b);  // <0, 0, >0
// Nothing if the float is NaN.
std::optional<int> compare(const BigInt& a, double b);
int64_t hash_of(const BigInt& a);  // CPython's

BigInt negated(BigInt a);
BigInt add(const BigInt& a, const BigInt& b);
BigInt subtract(const BigInt& a, const BigInt& b);
BigInt multiply(const BigInt& a, const BigInt& b, const Work& work);
// Rounded towards minus infinity; the remainder has the sign of b. REQUIRES: b is not 0.
struct Division {
  BigInt quotient, remainder;
};
Division divide(const BigInt& a, const BigInt& b, const Work& work);
BigInt power(BigInt base, uint64_t exponent, const Work& work);
// REQUIRES: exponent >= 0, modulus > 0.
BigInt power_modulo(const BigInt& base, const BigInt& exponent, const BigInt& modulus,
                    const Work& work);
// Nothing if there is none. REQUIRES: modulus > 0.
std::optional<BigInt> inverse_modulo(const BigInt& a, const BigInt& modulus, const Work& work);
BigInt greatest_common_divisor(BigInt a, BigInt b, const Work& work);
// REQUIRES: a >= 0.
BigInt square_root(const BigInt& a, const Work& work);
// The product of first * (first + 1) * … * last. REQUIRES: 0 < first; 1 if last < first.
BigInt product_of_range(uint64_t first, uint64_t last, const Work& work);

BigInt shift_left(const BigInt& a, uint64_t bits);
BigInt shift_right(const BigInt& a, uint64_t bits);  // towards minus infinity
// As if in two's complement, with endless signs.
enum class Bitwise : uint8_t { kAnd, kOr, kXor };
BigInt bitwise(Bitwise operation, const BigInt& a, const BigInt& b);

// The nearest float; nothing if it would be too large.
std::optional<double> to_double(const BigInt& a);
std::optional<double> true_quotient(const BigInt& a, const BigInt& b, const Work& work);

// Of the magnitude, lower case. REQUIRES: base is 2, 8, 10 or 16.
std::string digits_of(const BigInt& a, int base);
// REQUIRES: digits of that base, 2 to 36.
BigInt big_int_of_digits(std::string_view digits, int base);

// Bytes, the lowest first.
BigInt big_int_of_bytes(std::string_view bytes, bool is_signed);
// Nothing if so many bytes are too few. REQUIRES: is_signed, or a >= 0.
std::optional<std::string> bytes_of(const BigInt& a, std::size_t count, bool is_signed);

}  // namespace grove
