#include "engine/machine/core/decimal.h"

#include <rapidcheck/catch.h>
#include <catch2/catch.hpp>
#include <cmath>
#include <cstring>
#include <limits>

namespace grove {
namespace {

double any_finite() {
  const uint64_t bits = *rc::gen::arbitrary<uint64_t>();
  double d = 0;
  std::memcpy(&d, &bits, sizeof d);
  return std::isfinite(d) ? d : 0;
}

TEST_CASE("the repr of a float reads back as the same float") {
  rc::prop("for all", [] {
    const double d = any_finite();
    const std::string text = repr_of_finite(d);
    const bool negative = text[0] == '-';
    const auto read = parse_decimal(std::string_view(text).substr(negative ? 1 : 0));
    RC_ASSERT(read.has_value());
    RC_ASSERT(*read == std::fabs(d));
    RC_ASSERT(negative == std::signbit(d));
  });
}

TEST_CASE("repr changes to an exponent below 1e-4 and from 1e16 on") {
  CHECK(repr_of_finite(1.0) == "1.0");
  CHECK(repr_of_finite(0.27) == "0.27");
  CHECK(repr_of_finite(0.1 + 0.2) == "0.30000000000000004");
  CHECK(repr_of_finite(1e15) == "1000000000000000.0");
  CHECK(repr_of_finite(1e16) == "1e+16");
  CHECK(repr_of_finite(12345678901234567.8) == "1.2345678901234568e+16");
  CHECK(repr_of_finite(0.0001) == "0.0001");
  CHECK(repr_of_finite(0.00001) == "1e-05");
  CHECK(repr_of_finite(-0.0) == "-0.0");
  CHECK(repr_of_finite(5e-324) == "5e-324");
  CHECK(repr_of_finite(std::numeric_limits<double>::max()) == "1.7976931348623157e+308");
}

TEST_CASE("halves that a float holds exactly round to the even digit") {
  CHECK(rounded_places(0.5, 0).digits == "0");
  CHECK(rounded_places(1.5, 0).digits == "2");
  CHECK(rounded_places(2.5, 0).digits == "2");
  CHECK(rounded_places(0.125, 2).digits == "12");
  CHECK(rounded_places(0.375, 2).digits == "38");
  // 2.675 is a little less than it says.
  CHECK(rounded_places(2.675, 2).digits == "267");
}

TEST_CASE("digits are exact however many are asked for") {
  CHECK(rounded_digits(0.1, 30).digits == "100000000000000005551115123126");
  CHECK(rounded_digits(1e23, 20).digits == "99999999999999991611");
  CHECK(rounded_places(1e22, 1).digits == "100000000000000000000000");
  CHECK(rounded_digits(9.995, 3).digits == "999");  // a little less than it says
  CHECK(rounded_digits(9.996, 3).digits == "100");
  CHECK(rounded_digits(9.5, 1).digits == "1");
  CHECK(rounded_digits(9.5, 1).point == 2);
}

TEST_CASE("texts that are no decimal literal are refused") {
  for (const char* text : {"", "1e", "x", "1.2.3", "0x10", " 1", "1 ", "+1", "--1"}) {
    CAPTURE(text);
    CHECK_FALSE(parse_decimal(text).has_value());
  }
  CHECK(*parse_decimal("5.") == 5.0);
  CHECK(*parse_decimal(".5") == 0.5);
  CHECK(std::isinf(*parse_decimal("1e400")));
  CHECK(*parse_decimal("1e-400") == 0);
}

}  // namespace
}  // namespace grove
