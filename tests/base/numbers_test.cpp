#include "engine/base/numbers.h"

#include <catch2/catch.hpp>
#include <string>

using namespace grove;

TEST_CASE("whole numbers are decimal, within their range, with underscores between digits") {
  int64_t number = 0;
  CHECK(read_whole("42", {0, 100}, &number).empty());
  CHECK(number == 42);
  CHECK(read_whole("-1_000", {-5000, 0}, &number).empty());
  CHECK(number == -1000);
  CHECK(read_whole("-9223372036854775808", {INT64_MIN, INT64_MAX}, &number).empty());
  CHECK(number == INT64_MIN);
  CHECK(read_whole("101", {0, 100}, &number) == "`101` is out of range: write one from 0 to 100");
  CHECK(read_whole("many", {0, 100}, &number) ==
        "`many` is not a whole number: write one from 0 to 100");
  for (const char* text : {"", " ", "1 ", "+1", "0x10", "1e3", "1.0", "_1", "1_", "1__0", "-",
                           "--1", "nan", "inf", "99999999999999999999", "٣"}) {
    INFO(text);
    CHECK_FALSE(read_whole(text, {INT64_MIN, INT64_MAX}, &number).empty());
  }
}

TEST_CASE("a time is a decimal of seconds that the clock can come to") {
  SimTime time;
  CHECK(read_seconds("2.5", &time).empty());
  CHECK(time == SimTime{2'500'000'000});
  for (const char* text : {"0", ".5", "5.", "1e3", "1_000.25", "2.5E-1", "9000000000", "-0"}) {
    INFO(text);
    CHECK(read_seconds(text, &time).empty());
  }
  for (const char* text : {"", " ", "-1", "nan", "-nan", "inf", "1e300", "9000000001", "0x1p3",
                           "1e", "1e+", ".", "1.2.3", "1,5", "1 2", "soon"}) {
    INFO(text);
    const std::string fault = read_seconds(text, &time);
    CHECK(fault.find("write simulated seconds from 0 to 9000000000") != std::string::npos);
  }
}

TEST_CASE("what was typed is quoted without its control characters, and not for ever") {
  int64_t number = 0;
  CHECK(read_whole("\x1b[2J", {0, 1}, &number).find("`\\x1b[2J`") == 0);
  CHECK(read_whole(std::string(100'000, 'x'), {0, 1}, &number).size() < 200);
}
