#include "engine/picture/callbacks.h"

#include <catch2/catch.hpp>

#include "tests/model/story.h"

namespace grove {
namespace {

struct Loop : test::Story {
  EventId plan(int32_t object, EventId by) {
    return tell(ObjectCreated{.object = ObjectId{object},
                              .type = record.add_text("callback"),
                              .task = {},
                              .line = 5,
                              .op = {},
                              .state = {}},
                by);
  }
  EventId call(int32_t object, const std::string& name) {
    return tell(ObjectChanged{.object = ObjectId{object},
                              .type = record.add_text("callback"),
                              .task = {},
                              .line = 8,
                              .op = record.add_text(name),
                              .state = {}});
  }
};

TEST_CASE("a callback is known by who planned it, and as called once it was") {
  Loop loop;
  loop.plan(0, EventId{0});
  const EventId job = loop.call(0, "job");
  loop.plan(1, job);
  const std::vector<PlannedCall> all = callbacks_at(test::at_end(loop));
  REQUIRE(all.size() == 2);
  CHECK(all[0].name == "job");
  CHECK(all[0].planned_by == -1);
  CHECK(all[0].called == job);
  CHECK(all[0].runs);
  CHECK(all[1].planned_by == 0);
  CHECK_FALSE(all[1].called);
  loop.call(1, "logged_in");
  const std::vector<PlannedCall> later = callbacks_at(test::at_end(loop));
  CHECK_FALSE(later[0].runs);
  CHECK(later[1].runs);
  CHECK(later[1].name == "logged_in");
}

TEST_CASE("where there are tasks their tree is shown, and no callbacks") {
  Loop loop;
  loop.plan(0, EventId{0});
  loop.spawn("main");
  CHECK(callbacks_at(test::at_end(loop)).empty());
}

}  // namespace
}  // namespace grove
