// Decimal: the digits of a float, rounded exactly, from which repr, format specs and round() are
// laid out.
//
// Only the layout is ours: {fmt} yields the digits (the shortest that read back as the same float,
// or correctly rounded ones), fast_float reads them back. Neither looks at the system's locale.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace grove {

// digits × 10^(point - number of digits): "125", point 1 is 1.25. Zero is "0", point 1.
// Invariant: digits is not empty, and its first is no '0' unless it is the only one (rounded_places
// apart, which keeps the places after the point that were asked for: "00", point 0 is 0.00).
struct Decimal {
  std::string digits;
  int point = 1;
  // The exponent when one digit stands before the point.
  int exponent() const { return point - 1; }
};

// REQUIRES of all: value is finite and not negative (-0.0 counts as 0).
Decimal shortest(double value);
// REQUIRES: count >= 1.
Decimal rounded_digits(double value, int count);
// REQUIRES: places >= 0.
Decimal rounded_places(double value, int places);

// As repr writes a finite float: with an exponent below 1e-4 and from 1e16 on.
std::string repr_of_finite(double value);

// The float nearest to the text, which must be one whole decimal literal as C has it ("1", "-.5",
// "2e-3"); too large is infinite. Nothing if it is none.
std::optional<double> parse_decimal(std::string_view text);

}  // namespace grove
