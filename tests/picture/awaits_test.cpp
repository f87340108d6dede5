#include "engine/picture/awaits.h"

#include <catch2/catch.hpp>

#include "engine/picture/ties.h"
#include "tests/model/story.h"

namespace grove {
namespace {

using test::at_end;

TEST_CASE("who awaits a task waits for that one, as long as its await lasts") {
  test::Story story;
  const TaskId main = story.spawn("main");
  const TaskId child = story.spawn("child", {}, main, 10);
  const TaskId other = story.spawn("other", {}, main);
  CHECK_FALSE(waits_for(at_end(story), main, child));
  const Place place{Place::Kind::kTask, child.value};
  story.tell(AwaitStarted{.task = main, .on = place});
  CHECK(waits_for(at_end(story), main, child));
  CHECK_FALSE(waits_for(at_end(story), main, other));
  CHECK_FALSE(waits_for(at_end(story), child, main));
  CHECK_FALSE(gather_between(at_end(story), main, child));
  CHECK(ties_of(at_end(story), child) ==
        std::vector<std::string>{"main created it at line 10", "main waits for it"});
  story.tell(AwaitEnded{.task = main, .on = place});
  CHECK_FALSE(waits_for(at_end(story), main, child));
}

TEST_CASE("who awaits a gather waits for those that are in it") {
  test::Story story;
  const TaskId main = story.spawn("main");
  const TaskId first = story.spawn("first", {}, main, 12);
  const TaskId late = story.spawn("late", {}, main);
  const ObjectId gather{0};
  story.tell(ObjectCreated{.object = gather,
                           .type = story.record.add_text("gather"),
                           .task = main,
                           .line = 12,
                           .op = {},
                           .state = story.record.add_json("{\"children\":[1]}")});
  story.tell(AwaitStarted{.task = main, .on = Place{Place::Kind::kObject, gather.value}});
  const Model model = at_end(story);
  CHECK(waits_for(model, main, first));
  CHECK(gather_between(model, main, first) == gather);
  CHECK_FALSE(waits_for(model, main, late));
  CHECK(ties_of(model, first).back() == "main waits for it, in the gather of line 12");
  story.exit(main, Outcome::kOk);
  CHECK_FALSE(waits_for(at_end(story), main, first));
}

}  // namespace
}  // namespace grove
