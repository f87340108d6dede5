// SimTime: simulated time, an integer count of nanoseconds from the start of the run.
//
// Seconds given by programs as floats are rounded to the nearest nanosecond, ties to even, so that
// sums of times are exact and equal on every machine. Two values are special: kNever (+inf, no
// deadline) and kAlwaysPast (-inf); arithmetic saturates there.
#pragma once

#include <compare>
#include <cstdint>
#include <limits>
#include <string>

namespace grove {

struct SimTime {
  int64_t ns = 0;
  friend constexpr auto operator<=>(SimTime, SimTime) = default;
};

inline constexpr SimTime kNever{std::numeric_limits<int64_t>::max()};
inline constexpr SimTime kAlwaysPast{std::numeric_limits<int64_t>::min()};

// Nearest nanosecond, ties to even; beyond the range the last time before kNever, or kAlwaysPast.
// The infinities are the special values. REQUIRES: seconds is not NaN.
SimTime sim_time_from_seconds(double seconds);

// The double nearest to the time in seconds; infinite for the special values.
double to_seconds(SimTime time);

// Saturating as sim_time_from_seconds; a special operand stays special.
SimTime operator+(SimTime a, SimTime b);
SimTime operator-(SimTime a, SimTime b);

// The time in seconds as a decimal without loss, as JSON and Python write it: "0.27", "12".
// REQUIRES: not special, not negative.
std::string exact_seconds(SimTime time);

// "0.270", "1.25", "12.000": at least three decimals, more only where the time needs them (up to
// nine); "never" and "-inf" for the special values. For people; records hold integers.
std::string format_time(SimTime time);

}  // namespace grove
