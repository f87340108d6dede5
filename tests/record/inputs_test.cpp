#include "engine/record/inputs.h"

#include <catch2/catch.hpp>

using namespace grove;

TEST_CASE("a schedule policy is read from its name") {
  for (const char* name :
       {"spawn-order", "reversed", "shuffled:0", "shuffled:18446744073709551615"}) {
    SchedulePolicy policy;
    INFO(name);
    REQUIRE(parse_schedule(name, &policy));
    CHECK(name_of(policy) == name);
  }
  SchedulePolicy batches;
  batches.kind = SchedulePolicy::Kind::kExplicit;
  CHECK(name_of(batches) == "explicit");
}

TEST_CASE("what is no schedule policy is refused, and changes nothing") {
  SchedulePolicy policy;
  policy.kind = SchedulePolicy::Kind::kReversed;
  for (const char* name :
       {"", "Reversed", "explicit", "shuffled", "shuffled:", "shuffled:x", "shuffled:-1",
        "shuffled:1 ", "shuffled: 1", "shuffled:1.5", "shuffled:18446744073709551616"}) {
    INFO(name);
    CHECK_FALSE(parse_schedule(name, &policy));
    CHECK(policy.kind == SchedulePolicy::Kind::kReversed);
  }
}
