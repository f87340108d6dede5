#include "engine/base/sim_time.h"

#include <catch2/catch.hpp>
#include <cmath>
#include <limits>

using namespace grove;

TEST_CASE("seconds become the nearest nanosecond, ties to even") {
  CHECK(sim_time_from_seconds(0.1).ns == 100'000'000);
  CHECK(sim_time_from_seconds(0.1 + 0.2).ns == 300'000'000);
  CHECK(sim_time_from_seconds(-2.5).ns == -2'500'000'000);
  CHECK(sim_time_from_seconds(0.5e-9).ns == 0);
  CHECK(sim_time_from_seconds(1.5e-9).ns == 2);
  CHECK(sim_time_from_seconds(2.5e-9).ns == 2);
}

TEST_CASE("infinite and out-of-range seconds are the special times") {
  const double infinity = std::numeric_limits<double>::infinity();
  CHECK(sim_time_from_seconds(infinity) == kNever);
  CHECK(sim_time_from_seconds(-infinity) == kAlwaysPast);
  CHECK(sim_time_from_seconds(1e10) == SimTime{kNever.ns - 1});
  CHECK(sim_time_from_seconds(-1e10) == kAlwaysPast);
  CHECK(sim_time_from_seconds(9.2e9) < kNever);
  CHECK(std::isinf(to_seconds(kNever)));
  CHECK(to_seconds(kAlwaysPast) == -infinity);
  CHECK(to_seconds(SimTime{1'250'000'000}) == 1.25);
}

TEST_CASE("sums of times saturate, and a special time stays what it is") {
  CHECK(SimTime{1} + SimTime{2} == SimTime{3});
  CHECK(SimTime{1} - SimTime{2} == SimTime{-1});
  CHECK(kNever + SimTime{-5} == kNever);
  CHECK(SimTime{5} + kAlwaysPast == kAlwaysPast);
  CHECK(SimTime{5} - kNever == kAlwaysPast);
  CHECK(SimTime{5} - kAlwaysPast == kNever);
  CHECK(SimTime{kNever.ns - 1} + SimTime{5} == SimTime{kNever.ns - 1});
  CHECK(SimTime{kAlwaysPast.ns + 1} - SimTime{5} == kAlwaysPast);
}

TEST_CASE("times for people have three decimals, or as many as they need") {
  CHECK(format_time(SimTime{}) == "0.000");
  CHECK(format_time(SimTime{270'000'000}) == "0.270");
  CHECK(format_time(SimTime{12'000'000'000}) == "12.000");
  CHECK(format_time(SimTime{1'250'500'000}) == "1.2505");
  CHECK(format_time(SimTime{1}) == "0.000000001");
  CHECK(format_time(SimTime{-1'500'000'000}) == "-1.500");
  CHECK(format_time(kNever) == "never");
  CHECK(format_time(kAlwaysPast) == "-inf");
  CHECK(format_time(SimTime{kAlwaysPast.ns + 1}) == "-9223372036.854775807");
}
