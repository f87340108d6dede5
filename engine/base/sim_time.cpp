#include "engine/base/sim_time.h"

#include <cmath>

#include "engine/base/ensure.h"

namespace grove {

namespace {

constexpr double kNsPerSecond = 1e9;
// The largest double below 2^63 that still converts.
constexpr double kMaxNs = 9.2233720368547748e18;

// What is far away is not infinitely far.
constexpr SimTime kFarthest{kNever.ns - 1};

bool is_special(SimTime t) { return t == kNever || t == kAlwaysPast; }

}  // namespace

SimTime sim_time_from_seconds(double seconds) {
  ENSURE(!std::isnan(seconds), "a time that is not a number has no nanoseconds");
  // nearbyint follows the rounding mode, which is round-half-even everywhere Grove runs.
  const double ns = std::nearbyint(seconds * kNsPerSecond);
  if (ns >= kMaxNs) return std::isinf(seconds) ? kNever : kFarthest;
  if (ns <= -kMaxNs) return kAlwaysPast;
  return SimTime{static_cast<int64_t>(ns)};
}

double to_seconds(SimTime time) {
  if (time == kNever) return std::numeric_limits<double>::infinity();
  if (time == kAlwaysPast) return -std::numeric_limits<double>::infinity();
  return static_cast<double>(time.ns) / kNsPerSecond;
}

SimTime operator+(SimTime a, SimTime b) {
  if (is_special(a)) return a;
  if (is_special(b)) return b;
  int64_t sum = 0;
  if (__builtin_add_overflow(a.ns, b.ns, &sum)) return a.ns > 0 ? kFarthest : kAlwaysPast;
  return SimTime{sum};
}

SimTime operator-(SimTime a, SimTime b) {
  if (b == kNever) return a + kAlwaysPast;
  if (b == kAlwaysPast) return a + kNever;
  return a + SimTime{-b.ns};
}

std::string exact_seconds(SimTime time) {
  ENSURE(!is_special(time) && time.ns >= 0, "a time is written that has no plain decimal");
  std::string fraction = std::to_string(time.ns % 1'000'000'000);
  fraction.insert(0, 9 - fraction.size(), '0');
  fraction.erase(fraction.find_last_not_of('0') + 1);
  return std::to_string(time.ns / 1'000'000'000) + (fraction.empty() ? "" : "." + fraction);
}

std::string format_time(SimTime time) {
  if (time == kNever) return "never";
  if (time == kAlwaysPast) return "-inf";
  const bool negative = time.ns < 0;
  const uint64_t ns =
      negative ? 0 - static_cast<uint64_t>(time.ns) : static_cast<uint64_t>(time.ns);
  std::string fraction = std::to_string(ns % 1'000'000'000);
  fraction.insert(0, 9 - fraction.size(), '0');
  while (fraction.size() > 3 && fraction.back() == '0') fraction.pop_back();
  return (negative ? "-" : "") + std::to_string(ns / 1'000'000'000) + "." + fraction;
}

}  // namespace grove
