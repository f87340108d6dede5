// The module math.
#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

#include "engine/machine/builtins/builtins.h"
#include "engine/machine/builtins/convert.h"
#include "engine/machine/builtins/types.h"
#include "engine/machine/core/machine.h"
#include "engine/machine/protocols/iteration.h"
#include "engine/machine/protocols/operators.h"
#include "engine/machine/protocols/specials.h"
#include "engine/machine/protocols/subscripts.h"
#include "engine/machine/types/integers.h"

namespace grove {

namespace {

constexpr double kPi = 3.141592653589793238462643383279502884;
constexpr double kE = 2.718281828459045235360287471352662498;
constexpr double kInfinity = std::numeric_limits<double>::infinity();

Value domain_error(Machine& machine) { return raise_value_error(machine, "math domain error"); }
Value range_error(Machine& machine) {
  return machine.raise_error("OverflowError", "math range error");
}

// --- Functions of one float ---

enum class Infinite { kDomainError, kRangeError };  // what an infinite result of a finite means

template <double (*kFunction)(double), Infinite kInfinite = Infinite::kDomainError>
Value of_one(Machine& machine, Args args) {
  double x = 0;
  if (!to_real(machine, args[0], &x)) return Value{};
  const double result = kFunction(x);
  if (std::isnan(result) && !std::isnan(x)) return domain_error(machine);
  if (std::isinf(result) && std::isfinite(x)) {
    return kInfinite == Infinite::kRangeError ? range_error(machine) : domain_error(machine);
  }
  return Value::of_float(result);
}

double degrees(double x) { return x * (180.0 / kPi); }
double radians(double x) { return x * (kPi / 180.0); }

template <bool (*kTest)(double)>
Value test(Machine& machine, Args args) {
  double x = 0;
  return to_real(machine, args[0], &x) ? Value::boolean(kTest(x)) : Value{};
}
bool is_nan(double x) { return std::isnan(x); }
bool is_infinite(double x) { return std::isinf(x); }
bool is_finite(double x) { return std::isfinite(x); }

// C's log of an infinity or a negative is what it is; Python's refuses what has no real result.
double natural_log(double x) { return x > 0 || std::isnan(x) ? std::log(x) : std::nan(""); }
double binary_log(double x) { return x > 0 || std::isnan(x) ? std::log2(x) : std::nan(""); }
double decimal_log(double x) { return x > 0 || std::isnan(x) ? std::log10(x) : std::nan(""); }

// Of an int that no float holds: log(x) = log(m) + e * log(2), where x is m * 2**e.
template <double (*kFunction)(double)>
Value log_of(Machine& machine, Args args) {
  if (!args[0].is(Type::kBigInt)) return of_one<kFunction>(machine, args);
  const BigInt& number = machine.heap.big_int(args[0]);
  if (number.negative) return domain_error(machine);
  if (const std::optional<double> d = to_double(number)) return Value::of_float(kFunction(*d));
  constexpr uint64_t kBits = 64;
  const uint64_t exponent = bit_length(number) - kBits;
  const double mantissa = std::ldexp(*to_double(shift_right(number, exponent)), -64);
  return Value::of_float(kFunction(mantissa) +
                         kFunction(2.0) * static_cast<double>(exponent + kBits));
}

Value log(Machine& machine, Args args) {
  const Value numerator = log_of<natural_log>(machine, args);
  if (!numerator || args[1].is_null()) return numerator;
  const Value denominator = log_of<natural_log>(machine, Args{args.values + 1, 1});
  if (!denominator) return Value{};
  return binary_op(machine, BinaryOperator::kTrueDiv, false, numerator, denominator);
}

// --- Functions of two floats ---

bool two_reals(Machine& machine, Args args, double* x, double* y) {
  return to_real(machine, args[0], x) && to_real(machine, args[1], y);
}

// The result if it is fit: a NaN from numbers is out of the domain, an infinity out of range.
Value checked(Machine& machine, double result, double x, double y) {
  if (std::isnan(result) && !std::isnan(x) && !std::isnan(y)) return domain_error(machine);
  if (std::isinf(result) && std::isfinite(x) && std::isfinite(y)) return range_error(machine);
  return Value::of_float(result);
}

Value pow(Machine& machine, Args args) {
  double x = 0;
  double y = 0;
  if (!two_reals(machine, args, &x, &y)) return Value{};
  if (x == 0 && y < 0 && std::isfinite(y)) return domain_error(machine);
  return checked(machine, std::pow(x, y), x, y);
}

Value fmod(Machine& machine, Args args) {
  double x = 0;
  double y = 0;
  if (!two_reals(machine, args, &x, &y)) return Value{};
  return checked(machine, std::fmod(x, y), x, y);
}

Value remainder(Machine& machine, Args args) {
  double x = 0;
  double y = 0;
  if (!two_reals(machine, args, &x, &y)) return Value{};
  return checked(machine, std::remainder(x, y), x, y);
}

Value atan2(Machine& machine, Args args) {
  double x = 0;
  double y = 0;
  return two_reals(machine, args, &y, &x) ? Value::of_float(std::atan2(y, x)) : Value{};
}

Value copysign(Machine& machine, Args args) {
  double x = 0;
  double y = 0;
  return two_reals(machine, args, &x, &y) ? Value::of_float(std::copysign(x, y)) : Value{};
}

Value modf(Machine& machine, Args args) {
  double x = 0;
  if (!to_real(machine, args[0], &x)) return Value{};
  double whole = 0;
  const double fraction = std::modf(x, &whole);
  return machine.heap.new_tuple({Value::of_float(fraction), Value::of_float(whole)});
}

Value frexp(Machine& machine, Args args) {
  double x = 0;
  if (!to_real(machine, args[0], &x)) return Value{};
  int exponent = 0;
  const double fraction = std::isfinite(x) ? std::frexp(x, &exponent) : x;
  return machine.heap.new_tuple({Value::of_float(fraction), Value::of_int(exponent)});
}

Value ldexp(Machine& machine, Args args) {
  double x = 0;
  if (!to_real(machine, args[0], &x)) return Value{};
  if (!is_int(args[1])) {
    return raise_type_error(machine, "Expected an int as second argument to ldexp.");
  }
  constexpr int64_t kMost = 100000;
  const int64_t exponent = args[1].is(Type::kBigInt) ? sign_of(machine.heap, args[1]) * kMost
                                                     : std::clamp(args[1].integer, -kMost, kMost);
  return checked(machine, std::ldexp(x, static_cast<int>(exponent)), x, 0);
}

Value isclose(Machine& machine, Args args) {
  double a = 0;
  double b = 0;
  double relative = 0;
  double absolute = 0;
  if (!two_reals(machine, args, &a, &b) || !to_real(machine, args[2], &relative) ||
      !to_real(machine, args[3], &absolute)) {
    return Value{};
  }
  if (relative < 0 || absolute < 0) {
    return raise_value_error(machine, "tolerances must be non-negative");
  }
  if (a == b) return Value::boolean(true);
  if (std::isinf(a) || std::isinf(b)) return Value::boolean(false);
  const double difference = std::fabs(b - a);
  return Value::boolean(difference <= std::fabs(relative * b) ||
                        difference <= std::fabs(relative * a) || difference <= absolute);
}

// --- To integers ---

enum class Towards { kDown, kUp, kZero };

template <Towards kTowards>
Value to_whole(Machine& machine, Args args) {
  const Value v = args[0];
  if (is_int(v)) return v.is(Type::kBool) ? Value::of_int(v.integer) : machine.heap.retain(v);
  constexpr Known kMethod = kTowards == Towards::kDown ? Known::kFloor
                            : kTowards == Towards::kUp ? Known::kCeil
                                                       : Known::kTrunc;
  bool found = false;
  const Value result = call_special(machine, v, kMethod, {}, &found);
  if (found) return result;
  if (kTowards == Towards::kZero && !v.is(Type::kFloat)) {
    return raise_type_error(machine,
                            "type " + machine.type_name(v) + " doesn't define __trunc__ method");
  }
  double x = 0;
  if (!to_real(machine, v, &x)) return Value{};
  return int_of_double(machine, kTowards == Towards::kDown ? std::floor(x)
                                : kTowards == Towards::kUp ? std::ceil(x)
                                                           : x);
}

// --- Of many numbers ---

Value prod(Machine& machine, Args args) {
  std::vector<Value> items;
  if (!collect(machine, args[0], &items)) return Value{};
  Owned product = hold(machine.heap, args[1]);
  for (const Value item : items) {
    if (!product) break;
    product =
        own(machine.heap, binary_op(machine, BinaryOperator::kMul, false, product.get(), item));
  }
  release_all(machine, &items);
  return product.release();
}

// The sum of two floats, and what rounding it lost.
void exact_sum(double a, double b, double* sum, double* lost) {
  if (std::fabs(a) < std::fabs(b)) std::swap(a, b);
  *sum = a + b;
  *lost = b - (*sum - a);
}

// A sum kept exactly, as floats of rising magnitude that do not overlap (Shewchuk 1997).
class ExactSum {
 public:
  void add(double x) {
    std::size_t kept = 0;
    for (const double part : parts_) {
      double lost = 0;
      exact_sum(x, part, &x, &lost);
      if (lost != 0) parts_[kept++] = lost;
    }
    parts_.resize(kept);
    if (x != 0) parts_.push_back(x);
  }

  bool overflowed() const { return !parts_.empty() && !std::isfinite(parts_.back()); }

  double rounded() const {
    if (parts_.empty()) return 0;
    std::size_t i = parts_.size() - 1;
    double sum = parts_[i];
    double lost = 0;
    while (i > 0 && lost == 0) exact_sum(sum, parts_[--i], &sum, &lost);
    // Half way between two floats what remains below decides, and not only the even one.
    if (i > 0 && (lost < 0) == (parts_[i - 1] < 0)) {
      const double twice = lost * 2;
      const double other = sum + twice;
      if (other - sum == twice) sum = other;
    }
    return sum;
  }

 private:
  std::vector<double> parts_;
};

Value fsum(Machine& machine, Args args) {
  std::vector<Value> items;
  if (!collect(machine, args[0], &items)) return Value{};
  ExactSum sum;
  double special = 0;  // the sum of infinities and NaNs, which cannot be kept in parts
  bool plus = false;
  bool minus = false;
  const char* fault = nullptr;
  bool ok = true;
  for (const Value item : items) {
    double x = 0;
    ok = to_real(machine, item, &x);
    if (!ok) break;
    if (!std::isfinite(x)) {
      special += x;
      plus = plus || x > 0;
      minus = minus || x < 0;
      continue;
    }
    sum.add(x);
    if (sum.overflowed()) fault = "intermediate overflow in fsum";
  }
  release_all(machine, &items);
  if (!ok) return Value{};
  if (fault != nullptr) return machine.raise_error("OverflowError", fault);
  if (plus && minus) return raise_value_error(machine, "-inf + inf in fsum");
  return Value::of_float(special != 0 ? special : sum.rounded());
}

// The length of a vector: squares summed exactly enough that the root is the nearest float.
double norm(std::vector<double> coordinates) {
  double largest = 0;
  bool any_nan = false;
  for (double& x : coordinates) {
    x = std::fabs(x);
    any_nan = any_nan || std::isnan(x);
    largest = std::max(largest, x);
  }
  if (std::isinf(largest)) return kInfinity;
  if (any_nan) return std::numeric_limits<double>::quiet_NaN();
  if (largest == 0) return 0;
  int exponent = 0;
  std::frexp(largest, &exponent);
  ExactSum squares;
  for (const double x : coordinates) {
    const double scaled = std::ldexp(x, -exponent);
    const double square = scaled * scaled;
    squares.add(square);
    squares.add(std::fma(scaled, scaled, -square));
  }
  double root = std::sqrt(squares.rounded());
  // One step of Newton's method on what squaring the root leaves over.
  const double square = root * root;
  squares.add(-square);
  squares.add(-std::fma(root, root, -square));
  root += squares.rounded() / (2 * root);
  return std::ldexp(root, exponent);
}

bool to_reals(Machine& machine, Value v, std::vector<double>* out) {
  std::vector<Value> items;
  if (!collect(machine, v, &items)) return false;
  bool ok = true;
  for (std::size_t i = 0; ok && i < items.size(); ++i) {
    out->push_back(0);
    ok = to_real(machine, items[i], &out->back());
  }
  release_all(machine, &items);
  return ok;
}

Value hypot(Machine& machine, Args args) {
  std::vector<double> coordinates;
  if (!to_reals(machine, args[0], &coordinates)) return Value{};
  return Value::of_float(norm(std::move(coordinates)));
}

Value dist(Machine& machine, Args args) {
  std::vector<double> p;
  std::vector<double> q;
  if (!to_reals(machine, args[0], &p) || !to_reals(machine, args[1], &q)) return Value{};
  if (p.size() != q.size()) {
    return raise_value_error(machine, "both points must have the same number of dimensions");
  }
  for (std::size_t i = 0; i < p.size(); ++i) p[i] -= q[i];
  return Value::of_float(norm(std::move(p)));
}

void add_functions_of_one(ModuleBuilder module) {
  constexpr Infinite kRange = Infinite::kRangeError;
  module.function("sqrt", "x, /", of_one<std::sqrt>)
      .function("cbrt", "x, /", of_one<std::cbrt>)
      .function("exp", "x, /", of_one<std::exp, kRange>)
      .function("exp2", "x, /", of_one<std::exp2, kRange>)
      .function("expm1", "x, /", of_one<std::expm1, kRange>)
      .function("log2", "x, /", log_of<binary_log>)
      .function("log10", "x, /", log_of<decimal_log>)
      .function("log1p", "x, /", of_one<std::log1p>)
      .function("sin", "x, /", of_one<std::sin>)
      .function("cos", "x, /", of_one<std::cos>)
      .function("tan", "x, /", of_one<std::tan>)
      .function("asin", "x, /", of_one<std::asin>)
      .function("acos", "x, /", of_one<std::acos>)
      .function("atan", "x, /", of_one<std::atan>)
      .function("sinh", "x, /", of_one<std::sinh, kRange>)
      .function("cosh", "x, /", of_one<std::cosh, kRange>)
      .function("tanh", "x, /", of_one<std::tanh>)
      .function("asinh", "x, /", of_one<std::asinh>)
      .function("acosh", "x, /", of_one<std::acosh>)
      .function("atanh", "x, /", of_one<std::atanh>)
      .function("fabs", "x, /", of_one<std::fabs>)
      .function("degrees", "x, /", of_one<degrees, kRange>)
      .function("radians", "x, /", of_one<radians>)
      .function("isnan", "x, /", test<is_nan>)
      .function("isinf", "x, /", test<is_infinite>)
      .function("isfinite", "x, /", test<is_finite>);
}

}  // namespace

void add_math(Library& library) {
  ModuleBuilder module = library.module("math");
  add_functions_of_one(module);
  add_whole_math(library);
  module.function("log", "x, base=?, /", log)
      .function("pow", "x, y, /", pow)
      .function("fmod", "x, y, /", fmod)
      .function("remainder", "x, y, /", remainder)
      .function("atan2", "y, x, /", atan2)
      .function("copysign", "x, y, /", copysign)
      .function("modf", "x, /", modf)
      .function("frexp", "x, /", frexp)
      .function("ldexp", "x, i, /", ldexp)
      .function("isclose", "a, b, *, rel_tol=0.000000001, abs_tol=0.0", isclose)
      .function("floor", "x, /", to_whole<Towards::kDown>)
      .function("ceil", "x, /", to_whole<Towards::kUp>)
      .function("trunc", "x, /", to_whole<Towards::kZero>)
      .function("prod", "iterable, /, *, start=1", prod)
      .function("fsum", "seq, /", fsum)
      .function("hypot", "*coordinates", hypot)
      .function("dist", "p, q, /", dist)
      .constant("pi", Constant{kPi})
      .constant("e", Constant{kE})
      .constant("tau", Constant{2 * kPi})
      .constant("inf", Constant{kInfinity})
      .constant("nan", Constant{std::numeric_limits<double>::quiet_NaN()});
}

}  // namespace grove
