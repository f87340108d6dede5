#include "engine/machine/protocols/operators.h"

#include <rapidcheck/catch.h>

#include <cmath>
#include <limits>

#include "engine/machine/types/arithmetic.h"
#include "tests/machine/test_machine.h"

namespace grove {
namespace {

constexpr int64_t kMin = std::numeric_limits<int64_t>::min();
constexpr int64_t kMax = std::numeric_limits<int64_t>::max();

Value apply(TestMachine& t, BinaryOperator op, Value a, Value b) {
  return t.keep(binary_op(t.machine, op, false, a, b));
}

TEST_CASE("quotient and remainder of integers belong together, the remainder like the divisor") {
  rc::prop("for all", [](int64_t a, int64_t b) {
    RC_PRE(b != 0 && !(a == kMin && b == -1));
    TestMachine t;
    const int64_t q = apply(t, BinaryOperator::kFloorDiv, int_value(a), int_value(b)).integer;
    const int64_t r = apply(t, BinaryOperator::kMod, int_value(a), int_value(b)).integer;
    RC_ASSERT(static_cast<uint64_t>(q) * static_cast<uint64_t>(b) + static_cast<uint64_t>(r) ==
              static_cast<uint64_t>(a));
    RC_ASSERT(r == 0 || (r < 0) == (b < 0));
    RC_ASSERT(std::abs(r / 2) <= std::abs(b / 2));
  });
}

TEST_CASE("an integer past 64 bits is a big one, and one that fits again a small one") {
  TestMachine t;
  const auto shown = [&](BinaryOperator op, int64_t a, int64_t b) {
    const Value result = apply(t, op, int_value(a), int_value(b));
    CHECK(result.is(Type::kBigInt));
    return t.machine.repr_of(result);
  };
  CHECK(shown(BinaryOperator::kAdd, kMax, 1) == "9223372036854775808");
  CHECK(shown(BinaryOperator::kSub, kMin, 1) == "-9223372036854775809");
  CHECK(shown(BinaryOperator::kMul, kMax, 2) == "18446744073709551614");
  CHECK(shown(BinaryOperator::kFloorDiv, kMin, -1) == "9223372036854775808");
  CHECK(shown(BinaryOperator::kPow, 2, 63) == "9223372036854775808");
  CHECK(shown(BinaryOperator::kPow, -3, 41) == "-36472996377170786403");
  CHECK(shown(BinaryOperator::kLShift, 1, 64) == "18446744073709551616");
  const Owned least =
      own(t.machine.heap, unary_op(t.machine, PrefixOperator::kNegative, int_value(kMin)));
  CHECK(least.get().is(Type::kBigInt));
  CHECK(binary_op(t.machine, BinaryOperator::kSub, false, least.get(), int_value(1)).integer ==
        kMax);
  CHECK(unary_op(t.machine, PrefixOperator::kNegative, least.get()).integer == kMin);
  CHECK(apply(t, BinaryOperator::kPow, int_value(-2), int_value(63)).integer == kMin);
  CHECK(apply(t, BinaryOperator::kLShift, int_value(-1), int_value(63)).integer == kMin);
  CHECK(apply(t, BinaryOperator::kMod, int_value(kMin), int_value(-1)).integer == 0);
  CHECK(apply(t, BinaryOperator::kPow, int_value(1), int_value(kMax)).integer == 1);
}

TEST_CASE("true division of integers gives the float nearest to the quotient") {
  // As CPython 3.11 has them.
  CHECK(true_quotient(kMax, 3) == 3.0744573456182584e+18);
  CHECK(true_quotient(kMin, 7) == -1.3176245766935393e+18);
  CHECK(true_quotient(1, kMax) == 1.0842021724855044e-19);
  CHECK(true_quotient(kMax, kMax - 1) == 1.0);
  CHECK(true_quotient(9007199254740993, 1) == 9007199254740992.0);
  CHECK(true_quotient(9007199254740995, 1) == 9007199254740996.0);
  CHECK(true_quotient(0, kMin) == 0);
  rc::prop("for all", [](int32_t a, int32_t b) {
    RC_PRE(b != 0);
    RC_ASSERT(true_quotient(a, b) == static_cast<double>(a) / b);
    // The same quotient by the long way.
    const int64_t scale = int64_t{1} << 31;
    RC_ASSERT(true_quotient(a * scale, b * scale) == static_cast<double>(a) / b);
  });
}

TEST_CASE("an integer and a float compare by what they are, not by what the integer rounds to") {
  CHECK(order_of(9007199254740993, 9007199254740992.0) == 1);
  CHECK(order_of(kMax, 9223372036854775808.0) == -1);
  CHECK(order_of(kMin, -9223372036854775808.0) == 0);
  CHECK(order_of(0, -0.5) == 1);
  CHECK(order_of(-1, -1.5) == 1);
  CHECK(order_of(1, std::numeric_limits<double>::infinity()) == -1);
  CHECK_FALSE(order_of(1, std::nan("")).has_value());
}

TEST_CASE("a NaN is unequal to itself, but found in the list that holds it") {
  TestMachine t;
  const Value nan = float_value(std::nan(""));
  CHECK(compare(t.machine, CompareOperator::kEq, nan, nan).integer == 0);
  CHECK(compare(t.machine, CompareOperator::kNe, nan, nan).integer == 1);
  const Value one = t.list({nan});
  const Value other = t.list({nan});
  CHECK(compare(t.machine, CompareOperator::kEq, one, other).integer == 1);
}

TEST_CASE("an operator changes a list in place only where Python does") {
  TestMachine t;
  const Value list = t.list({int_value(1)});
  const Value tail = t.list({int_value(2)});
  CHECK(same(t.keep(binary_op(t.machine, BinaryOperator::kAdd, true, list, tail)), list));
  CHECK(t.shown(list) == "[1, 2]");
  CHECK_FALSE(same(apply(t, BinaryOperator::kAdd, list, tail), list));
  CHECK(t.shown(list) == "[1, 2]");
  CHECK(same(t.keep(binary_op(t.machine, BinaryOperator::kMul, true, list, int_value(2))), list));
  CHECK(t.shown(list) == "[1, 2, 1, 2]");
  CHECK(same(t.keep(binary_op(t.machine, BinaryOperator::kAdd, true, list, list)), list));
  CHECK(t.shown(list) == "[1, 2, 1, 2, 1, 2, 1, 2]");
}

TEST_CASE("a text of absurd length is refused in CPython's words before the memory is taken") {
  TestMachine t;
  CHECK(apply(t, BinaryOperator::kMul, t.str("ab"), int_value(kMax)).is_null());
  CHECK(t.take_error() == "OverflowError: repeated string is too long");
  CHECK(t.shown(apply(t, BinaryOperator::kMul, t.str(""), int_value(kMax))) == "''");
}

}  // namespace
}  // namespace grove
