#include "engine/runtime/kernel/name_counts.h"

#include <rapidcheck/catch.h>
#include <catch2/catch.hpp>
#include <map>
#include <string>

using namespace grove;

TEST_CASE("each name is counted for itself, as often as it is added") {
  rc::prop("like a map of counts", [](const std::vector<uint16_t>& picks) {
    Record record;
    NameCounts counts;
    std::map<std::string, int32_t> expected;
    for (const uint16_t pick : picks) {
      const std::string name = "r" + std::to_string(pick % 300);
      RC_ASSERT(counts.add(record, name).count == ++expected[name]);
    }
  });
}

TEST_CASE("names stay known while the table grows") {
  Record record;
  NameCounts counts;
  for (int i = 0; i < 5000; ++i) {
    const std::string name = std::to_string(i);
    REQUIRE(counts.add(record, name).count == 1);
  }
  for (int i = 0; i < 5000; ++i) {
    const std::string name = std::to_string(i);
    REQUIRE(counts.add(record, name).count == 2);
  }
}
