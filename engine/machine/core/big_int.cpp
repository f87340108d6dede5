#include "engine/machine/core/big_int.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <limits>
#include <utility>

// Without the rest of Boost, where it can be.
#define BOOST_MP_STANDALONE
#include <boost/multiprecision/cpp_int.hpp>

namespace grove {

namespace {

using boost::multiprecision::cpp_int;
__extension__ typedef unsigned __int128 Wide;

constexpr std::size_t kWordBits = 64;

void trim(BigInt* a) {
  while (!a->words.empty() && a->words.back() == 0) a->words.pop_back();
  if (a->words.empty()) a->negative = false;
}

// --- To Boost's numbers and back; its limbs are as long as the machine multiplies well ---

constexpr std::size_t kLimbBits = sizeof(boost::multiprecision::limb_type) * 8;
constexpr std::size_t kLimbsPerWord = kWordBits / kLimbBits;

cpp_int magnitude_of(const uint64_t* words, std::size_t count) {
  cpp_int result;
  if (count == 0) return result;
  const auto limbs = static_cast<unsigned>(count * kLimbsPerWord);
  result.backend().resize(limbs, limbs);
  for (std::size_t i = 0; i < limbs; ++i) {
    result.backend().limbs()[i] = static_cast<boost::multiprecision::limb_type>(
        words[i / kLimbsPerWord] >> (i % kLimbsPerWord * kLimbBits));
  }
  result.backend().normalize();
  return result;
}

cpp_int magnitude_of(const BigInt& a) { return magnitude_of(a.words.data(), a.words.size()); }

std::size_t size_of(const cpp_int& a) {
  return (a.backend().size() + kLimbsPerWord - 1) / kLimbsPerWord;
}

BigInt big_int_of(const cpp_int& magnitude, bool negative = false) {
  BigInt result;
  result.words.assign(size_of(magnitude), 0);
  for (std::size_t i = 0; i < magnitude.backend().size(); ++i) {
    result.words[i / kLimbsPerWord] |= static_cast<uint64_t>(magnitude.backend().limbs()[i])
                                       << (i % kLimbsPerWord * kLimbBits);
  }
  result.negative = negative;
  trim(&result);
  return result;
}

// --- Work ---

// Products of two words, of which some are done in the time that an item stands for; and as many as
// are done in a piece: some hundredths of a second.
constexpr double kStepsPerItem = 8;
constexpr double kStepsOfPiece = 1 << 24;

void tell(const Work& work, double steps) {
  const double items = steps / kStepsPerItem + 1;
  work(items < 1e18 ? static_cast<uint64_t>(items) : uint64_t{1'000'000'000'000'000'000});
}

// Boost multiplies by Karatsuba's method from 40 words on, and as in school below.
double steps_of_product(std::size_t a, std::size_t b) {
  constexpr double kLeast = 40;
  const auto longer = static_cast<double>(std::max(a, b));
  const auto shorter = static_cast<double>(std::min(a, b));
  if (shorter <= kLeast) return longer * shorter;
  const double square = kLeast * kLeast * std::pow(shorter / kLeast, 1.585);
  return square * longer / shorter;
}

// What is too much for a piece is Karatsuba's step here, so that the pieces are of a size.
cpp_int product(const cpp_int& a, const cpp_int& b, const Work& work) {
  if (size_of(a) < size_of(b)) return product(b, a, work);
  const double steps = steps_of_product(size_of(a), size_of(b));
  if (steps <= kStepsOfPiece) {
    tell(work, steps);
    return a * b;
  }
  const std::size_t half = (size_of(a) + 1) / 2;
  const auto bits = static_cast<unsigned>(half * kWordBits);
  const cpp_int a_high = a >> bits;
  const cpp_int a_low = a - (a_high << bits);
  if (size_of(b) <= half) {
    return (product(a_high, b, work) << bits) + product(a_low, b, work);
  }
  const cpp_int b_high = b >> bits;
  const cpp_int b_low = b - (b_high << bits);
  const cpp_int low = product(a_low, b_low, work);
  const cpp_int high = product(a_high, b_high, work);
  const cpp_int cross = product(a_low + a_high, b_low + b_high, work) - low - high;
  return (high << (2 * bits)) + (cross << bits) + low;
}

// Of magnitudes. As in school, so many words of the dividend at a time as a piece has room for.
Division quotient(const BigInt& a, const BigInt& b, const Work& work) {
  const std::size_t n = a.words.size(), m = b.words.size();
  Division result;
  if (n < m) {
    result.remainder.words = a.words;
    return result;
  }
  const cpp_int divisor = magnitude_of(b);
  const auto room = static_cast<std::size_t>(kStepsOfPiece / static_cast<double>(m)) + 1;
  result.quotient.words.assign(n, 0);
  cpp_int rest;
  for (std::size_t end = n; end > 0;) {
    const std::size_t count = end % room != 0 ? end % room : room;
    const std::size_t start = end - count;
    tell(work, static_cast<double>(count) * static_cast<double>(m));
    rest <<= static_cast<unsigned>(count * kWordBits);
    rest += magnitude_of(a.words.data() + start, count);
    cpp_int part, remainder;
    divide_qr(rest, divisor, part, remainder);
    const BigInt words = big_int_of(part);
    std::copy(words.words.begin(), words.words.end(),
              result.quotient.words.begin() + static_cast<std::ptrdiff_t>(start));
    rest.swap(remainder);
    end = start;
  }
  trim(&result.quotient);
  result.remainder = big_int_of(rest);
  return result;
}

int compare_magnitudes(const BigInt& a, const BigInt& b) {
  if (a.words.size() != b.words.size()) return a.words.size() < b.words.size() ? -1 : 1;
  for (std::size_t i = a.words.size(); i-- > 0;) {
    if (a.words[i] != b.words[i]) return a.words[i] < b.words[i] ? -1 : 1;
  }
  return 0;
}

BigInt add_magnitudes(const BigInt& a, const BigInt& b) {
  const BigInt& longer = a.words.size() < b.words.size() ? b : a;
  const BigInt& shorter = a.words.size() < b.words.size() ? a : b;
  BigInt result;
  result.words.reserve(longer.words.size() + 1);
  Wide carry = 0;
  for (std::size_t i = 0; i < longer.words.size(); ++i) {
    carry += longer.words[i];
    if (i < shorter.words.size()) carry += shorter.words[i];
    result.words.push_back(static_cast<uint64_t>(carry));
    carry >>= kWordBits;
  }
  if (carry != 0) result.words.push_back(static_cast<uint64_t>(carry));
  return result;
}

// REQUIRES: a is not less than b.
BigInt subtract_magnitudes(const BigInt& a, const BigInt& b) {
  BigInt result;
  result.words.reserve(a.words.size());
  uint64_t borrow = 0;
  for (std::size_t i = 0; i < a.words.size(); ++i) {
    const Wide taken = Wide{i < b.words.size() ? b.words[i] : 0} + borrow;
    borrow = a.words[i] < taken ? 1 : 0;
    result.words.push_back(a.words[i] - static_cast<uint64_t>(taken));
  }
  trim(&result);
  return result;
}

BigInt add_signed(const BigInt& a, const BigInt& b, bool b_negative) {
  if (a.negative == b_negative) {
    BigInt sum = add_magnitudes(a, b);
    sum.negative = a.negative && !sum.words.empty();
    return sum;
  }
  const int order = compare_magnitudes(a, b);
  if (order == 0) return {};
  BigInt result = order > 0 ? subtract_magnitudes(a, b) : subtract_magnitudes(b, a);
  result.negative = order > 0 ? a.negative : b_negative;
  return result;
}

bool has_bits_below(const BigInt& a, uint64_t bits) {
  const std::size_t words = bits / kWordBits;
  for (std::size_t i = 0; i < words && i < a.words.size(); ++i) {
    if (a.words[i] != 0) return true;
  }
  const uint64_t rest = bits % kWordBits;
  return rest != 0 && words < a.words.size() && a.words[words] << (kWordBits - rest) != 0;
}

// The magnitude, without what is shifted out.
BigInt cut(const BigInt& a, uint64_t bits) {
  const std::size_t words = bits / kWordBits;
  const uint64_t rest = bits % kWordBits;
  BigInt result;
  for (std::size_t i = words; i < a.words.size(); ++i) {
    const uint64_t above =
        i + 1 < a.words.size() && rest != 0 ? a.words[i + 1] << (kWordBits - rest) : 0;
    result.words.push_back((a.words[i] >> rest) | above);
  }
  trim(&result);
  return result;
}

// The float nearest to magnitude * 2**exponent, and a bit more if `more`; ties to even.
std::optional<double> rounded(const BigInt& magnitude, bool more, int64_t exponent) {
  constexpr int64_t kDigits = 53, kLeastExponent = -1074;
  const auto bits = static_cast<int64_t>(bit_length(magnitude));
  if (bits == 0) return 0.0;
  if (bits + exponent > 1024) return std::nullopt;
  const int64_t kept = std::min(kDigits, bits + exponent - kLeastExponent);
  if (kept < 0) return 0.0;
  const int64_t dropped = bits - kept;
  if (dropped <= 0) {
    return std::ldexp(static_cast<double>(magnitude.words[0]), static_cast<int>(exponent));
  }
  const auto count = static_cast<uint64_t>(dropped);
  const BigInt whole = cut(magnitude, count);
  uint64_t mantissa = whole.words.empty() ? 0 : whole.words[0];
  const uint64_t half_word = magnitude.words[(count - 1) / kWordBits];
  const bool half = (half_word >> ((count - 1) % kWordBits) & 1) != 0;
  if (half && (more || has_bits_below(magnitude, count - 1) || (mantissa & 1) != 0)) ++mantissa;
  const double result =
      std::ldexp(static_cast<double>(mantissa), static_cast<int>(exponent + dropped));
  return std::isinf(result) ? std::nullopt : std::optional<double>(result);
}

int bits_of_digit(int base) { return base == 2 ? 1 : base == 8 ? 3 : base == 16 ? 4 : 0; }

}  // namespace

BigInt big_int_of_magnitude(uint64_t magnitude) {
  BigInt result;
  if (magnitude != 0) result.words.push_back(magnitude);
  return result;
}

BigInt big_int_of(int64_t i) {
  BigInt result =
      big_int_of_magnitude(i < 0 ? 0 - static_cast<uint64_t>(i) : static_cast<uint64_t>(i));
  result.negative = i < 0;
  return result;
}

BigInt big_int_of(double d) {
  int exponent = 0;
  const double fraction = std::frexp(std::fabs(d), &exponent);
  const BigInt bits = big_int_of_magnitude(static_cast<uint64_t>(std::ldexp(fraction, 53)));
  BigInt result = exponent >= 53 ? shift_left(bits, static_cast<uint64_t>(exponent - 53))
                                 : shift_right(bits, static_cast<uint64_t>(53 - exponent));
  result.negative = d < 0 && !result.words.empty();
  return result;
}

bool fits(const BigInt& a, int64_t* out) {
  if (a.words.size() > 1) return false;
  const uint64_t magnitude = a.words.empty() ? 0 : a.words[0];
  constexpr uint64_t kMost = std::numeric_limits<int64_t>::max();
  if (magnitude > kMost + (a.negative ? 1 : 0)) return false;
  *out = static_cast<int64_t>(a.negative ? 0 - magnitude : magnitude);
  return true;
}

bool is_zero(const BigInt& a) { return a.words.empty(); }
bool is_odd(const BigInt& a) { return !a.words.empty() && (a.words[0] & 1) != 0; }

uint64_t bit_length(const BigInt& a) {
  if (a.words.empty()) return 0;
  return a.words.size() * kWordBits - static_cast<uint64_t>(std::countl_zero(a.words.back()));
}

uint64_t bit_count(const BigInt& a) {
  uint64_t count = 0;
  for (const uint64_t word : a.words) count += static_cast<uint64_t>(std::popcount(word));
  return count;
}

int compare(const BigInt& a, const BigInt& b) {
  if (a.negative != b.negative) return a.negative ? -1 : 1;
  const int order = compare_magnitudes(a, b);
  return a.negative ? -order : order;
}

std::optional<int> compare(const BigInt& a, double b) {
  if (std::isnan(b)) return std::nullopt;
  if (std::isinf(b)) return b > 0 ? -1 : 1;
  const int order = compare(a, big_int_of(b));
  const double rest = b - std::trunc(b);
  return order != 0 || rest == 0 ? order : rest > 0 ? -1 : 1;
}

int64_t hash_of(const BigInt& a) {
  constexpr uint64_t kModulus = (uint64_t{1} << 61) - 1;
  uint64_t rest = 0;
  for (std::size_t i = a.words.size(); i-- > 0;) {
    rest = static_cast<uint64_t>((Wide{rest} << kWordBits | a.words[i]) % kModulus);
  }
  const int64_t hash = a.negative ? -static_cast<int64_t>(rest) : static_cast<int64_t>(rest);
  return hash == -1 ? -2 : hash;
}

BigInt negated(BigInt a) {
  a.negative = !a.negative && !a.words.empty();
  return a;
}

BigInt add(const BigInt& a, const BigInt& b) { return add_signed(a, b, b.negative); }
BigInt subtract(const BigInt& a, const BigInt& b) {
  return add_signed(a, b, !b.negative && !b.words.empty());
}

BigInt multiply(const BigInt& a, const BigInt& b, const Work& work) {
  return big_int_of(product(magnitude_of(a), magnitude_of(b), work), a.negative != b.negative);
}

Division divide(const BigInt& a, const BigInt& b, const Work& work) {
  Division result = quotient(a, b, work);
  const bool opposite = a.negative != b.negative;
  if (opposite && !is_zero(result.remainder)) {
    result.quotient = add_magnitudes(result.quotient, big_int_of(int64_t{1}));
    result.remainder = subtract_magnitudes(b, result.remainder);
  }
  result.quotient.negative = opposite && !is_zero(result.quotient);
  result.remainder.negative = b.negative && !is_zero(result.remainder);
  return result;
}

BigInt power(BigInt base, uint64_t exponent, const Work& work) {
  const bool negative = base.negative && (exponent & 1) != 0;
  cpp_int result = 1, square = magnitude_of(base);
  for (;;) {
    if ((exponent & 1) != 0) result = product(result, square, work);
    exponent >>= 1;
    if (exponent == 0) return big_int_of(result, negative);
    square = product(square, square, work);
  }
}

BigInt power_modulo(const BigInt& base, const BigInt& exponent, const BigInt& modulus,
                    const Work& work) {
  const auto reduced = [&](const BigInt& a) { return divide(a, modulus, work).remainder; };
  const BigInt factor = reduced(base);
  BigInt result = reduced(big_int_of(int64_t{1}));
  for (uint64_t i = bit_length(exponent); i-- > 0;) {
    result = reduced(multiply(result, result, work));
    if ((exponent.words[i / kWordBits] >> i % kWordBits & 1) != 0) {
      result = reduced(multiply(result, factor, work));
    }
  }
  return result;
}

std::optional<BigInt> inverse_modulo(const BigInt& a, const BigInt& modulus, const Work& work) {
  // Euclid's algorithm, with what a is multiplied by to get each remainder.
  BigInt rest = modulus, next = divide(a, modulus, work).remainder;
  BigInt factor, next_factor = big_int_of(int64_t{1});
  while (!is_zero(next)) {
    const Division step = divide(rest, next, work);
    BigInt after = subtract(factor, multiply(step.quotient, next_factor, work));
    rest = std::exchange(next, step.remainder);
    factor = std::exchange(next_factor, std::move(after));
  }
  if (compare(rest, big_int_of(int64_t{1})) != 0) return std::nullopt;
  return divide(factor, modulus, work).remainder;
}

BigInt greatest_common_divisor(BigInt a, BigInt b, const Work& work) {
  a.negative = b.negative = false;
  if (a.words.size() < b.words.size()) std::swap(a, b);
  // Of very different lengths, one division comes first; then they shrink word by word.
  if (a.words.size() > b.words.size() + 1 && !is_zero(b)) {
    BigInt rest = divide(a, b, work).remainder;
    a = std::exchange(b, std::move(rest));
  }
  if (is_zero(a) || is_zero(b)) return is_zero(a) ? b : a;
  constexpr double kStepsPerWord = 4;
  tell(work, kStepsPerWord * static_cast<double>(std::max(a.words.size(), b.words.size())) *
                 static_cast<double>(std::max(a.words.size(), b.words.size())));
  return big_int_of(cpp_int(gcd(magnitude_of(a), magnitude_of(b))));
}

// Newton's method from above: it falls until it is there.
BigInt square_root(const BigInt& a, const Work& work) {
  if (is_zero(a)) return a;
  BigInt root = shift_left(big_int_of(int64_t{1}), (bit_length(a) + 1) / 2);
  for (;;) {
    BigInt next = shift_right(add(root, divide(a, root, work).quotient), 1);
    if (compare(next, root) >= 0) return root;
    root = std::move(next);
  }
}

BigInt product_of_range(uint64_t first, uint64_t last, const Work& work) {
  if (last < first) return big_int_of(int64_t{1});
  if (last - first < 8) {
    BigInt result = big_int_of_magnitude(first);
    for (uint64_t i = first; i < last;) {
      result = multiply(result, big_int_of_magnitude(++i), work);
    }
    return result;
  }
  const uint64_t middle = first + (last - first) / 2;
  const BigInt low = product_of_range(first, middle, work);
  return multiply(low, product_of_range(middle + 1, last, work), work);
}

BigInt shift_left(const BigInt& a, uint64_t bits) {
  if (is_zero(a)) return a;
  const uint64_t rest = bits % kWordBits;
  BigInt result;
  result.negative = a.negative;
  result.words.assign(bits / kWordBits, 0);
  uint64_t carry = 0;
  for (const uint64_t word : a.words) {
    result.words.push_back(word << rest | carry);
    carry = rest == 0 ? 0 : word >> (kWordBits - rest);
  }
  result.words.push_back(carry);
  trim(&result);
  return result;
}

BigInt shift_right(const BigInt& a, uint64_t bits) {
  BigInt result = cut(a, bits);
  if (!a.negative) return result;
  if (has_bits_below(a, bits)) result = add_magnitudes(result, big_int_of(int64_t{1}));
  result.negative = !result.words.empty();
  return result;
}

BigInt bitwise(Bitwise operation, const BigInt& a, const BigInt& b) {
  // The words of a number in two's complement: of a negative one, those of what is one less turned
  // round.
  const auto prepared = [](const BigInt& n) {
    return n.negative ? subtract_magnitudes(n, big_int_of(int64_t{1})) : n;
  };
  const auto combined = [&](uint64_t x, uint64_t y) {
    return operation == Bitwise::kAnd ? x & y : operation == Bitwise::kOr ? x | y : x ^ y;
  };
  const BigInt x = prepared(a), y = prepared(b);
  const uint64_t x_sign = a.negative ? ~uint64_t{0} : 0, y_sign = b.negative ? ~uint64_t{0} : 0;
  const uint64_t sign = combined(x_sign, y_sign);
  BigInt result;
  for (std::size_t i = 0; i < std::max(x.words.size(), y.words.size()); ++i) {
    const uint64_t p = i < x.words.size() ? x.words[i] : 0;
    const uint64_t q = i < y.words.size() ? y.words[i] : 0;
    result.words.push_back(combined(p ^ x_sign, q ^ y_sign) ^ sign);
  }
  trim(&result);
  if (sign == 0) return result;
  result = add_magnitudes(result, big_int_of(int64_t{1}));
  result.negative = true;
  return result;
}

std::optional<double> to_double(const BigInt& a) {
  const std::optional<double> magnitude = rounded(a, false, 0);
  return magnitude && a.negative ? -*magnitude : magnitude;
}

std::optional<double> true_quotient(const BigInt& a, const BigInt& b, const Work& work) {
  if (is_zero(a)) return b.negative ? -0.0 : 0.0;
  constexpr int64_t kBits = 66;  // more than any float has, and than a tie needs
  const bool negative = a.negative != b.negative;
  const int64_t order = static_cast<int64_t>(bit_length(a)) - static_cast<int64_t>(bit_length(b));
  if (order > 1025) return std::nullopt;
  if (order < -1076) return negative ? -0.0 : 0.0;
  const int64_t shift = kBits - order;
  BigInt dividend = shift > 0 ? shift_left(a, static_cast<uint64_t>(shift)) : a;
  BigInt divisor = shift < 0 ? shift_left(b, static_cast<uint64_t>(-shift)) : b;
  dividend.negative = divisor.negative = false;
  const Division result = divide(dividend, divisor, work);
  const std::optional<double> magnitude =
      rounded(result.quotient, !is_zero(result.remainder), -shift);
  return magnitude && negative ? -*magnitude : magnitude;
}

std::string digits_of(const BigInt& a, int base) {
  const int bits = bits_of_digit(base);
  if (bits == 0 || is_zero(a)) return magnitude_of(a).str();
  const auto size = static_cast<uint64_t>(bits);
  const uint64_t count = (bit_length(a) + size - 1) / size;
  std::string text(count, '0');
  for (uint64_t i = 0; i < count; ++i) {
    unsigned digit = 0;
    for (uint64_t k = size; k-- > 0;) {
      const uint64_t at = i * size + k;
      const uint64_t word = at / kWordBits < a.words.size() ? a.words[at / kWordBits] : 0;
      digit = digit << 1 | static_cast<unsigned>(word >> at % kWordBits & 1);
    }
    text[count - 1 - i] = "0123456789abcdef"[digit];
  }
  return text;
}

BigInt big_int_of_digits(std::string_view digits, int base) {
  const auto value_of = [](char c) {
    return static_cast<uint64_t>(c <= '9' ? c - '0' : (c | 0x20) - 'a' + 10);
  };
  BigInt result;
  if (std::has_single_bit(static_cast<unsigned>(base))) {
    const auto size = static_cast<uint64_t>(std::countr_zero(static_cast<unsigned>(base)));
    result.words.assign(digits.size() * size / kWordBits + 1, 0);
    uint64_t at = 0;
    for (std::size_t i = digits.size(); i-- > 0; at += size) {
      const Wide shifted = Wide{value_of(digits[i])} << at % kWordBits;
      result.words[at / kWordBits] |= static_cast<uint64_t>(shifted);
      const auto over = static_cast<uint64_t>(shifted >> kWordBits);
      if (over != 0) result.words[at / kWordBits + 1] |= over;
    }
    trim(&result);
    return result;
  }
  for (const char c : digits) {
    Wide carry = value_of(c);
    for (uint64_t& word : result.words) {
      carry += Wide{word} * static_cast<unsigned>(base);
      word = static_cast<uint64_t>(carry);
      carry >>= kWordBits;
    }
    if (carry != 0) result.words.push_back(static_cast<uint64_t>(carry));
  }
  return result;
}

BigInt big_int_of_bytes(std::string_view bytes, bool is_signed) {
  const bool negative = is_signed && !bytes.empty() && (bytes.back() & 0x80) != 0;
  BigInt result;
  result.words.assign((bytes.size() + 7) / 8, 0);
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    const auto byte = static_cast<uint8_t>(negative ? ~bytes[i] : bytes[i]);
    result.words[i / 8] |= uint64_t{byte} << (i % 8 * 8);
  }
  trim(&result);
  if (!negative) return result;
  result = add_magnitudes(result, big_int_of(int64_t{1}));
  result.negative = true;
  return result;
}

std::optional<std::string> bytes_of(const BigInt& a, std::size_t count, bool is_signed) {
  const BigInt bits = a.negative ? subtract_magnitudes(a, big_int_of(int64_t{1})) : a;
  // In no bytes at all there is no sign either: CPython gives them for -1 too.
  const uint64_t sign = is_signed && !is_zero(a) && count > 0 ? 1 : 0;
  const uint64_t needed = bit_length(bits) + sign;
  if (needed > count * 8) return std::nullopt;
  std::string bytes(count, '\0');
  for (std::size_t i = 0; i < count; ++i) {
    const uint64_t word = i / 8 < bits.words.size() ? bits.words[i / 8] : 0;
    const auto byte = static_cast<uint8_t>(word >> (i % 8 * 8));
    bytes[i] = static_cast<char>(a.negative ? ~byte : byte);
  }
  return bytes;
}

}  // namespace grove
