// Objects and await edges among the facts.
#include <catch2/catch.hpp>

#include "engine/model/model.h"
#include "tests/model/story.h"

namespace grove {
namespace {

TEST_CASE("an object has who made it, what was done to it last, and how many wait for it") {
  test::Story story;
  const TaskId main = story.spawn("main");
  const TaskId late = story.spawn("late", {}, main);
  Record& record = story.record;
  const ObjectId lock{0};
  const auto block = [&](TaskId task) {
    story.tell(TaskBlocked{.task = task,
                           .on = WaitKind::kLock,
                           .object = lock,
                           .nursery = {},
                           .other = {},
                           .until = {}});
  };
  const EventId created = story.tell(ObjectCreated{.object = lock,
                                                   .type = record.add_text("Lock"),
                                                   .task = main,
                                                   .line = 7,
                                                   .op = {},
                                                   .state = {}});
  const EventId changed = story.tell(ObjectChanged{.object = lock,
                                                   .type = record.add_text("Lock"),
                                                   .task = main,
                                                   .line = 8,
                                                   .op = record.add_text("acquire"),
                                                   .state = record.add_json("{}")});
  block(main);
  block(late);
  const std::size_t both = record.size();
  story.tell(TaskScheduled{late});

  Model model(record);
  model.seek(record.size());
  REQUIRE(model.object_count() == 1);
  const ObjectFacts& facts = model.object(lock);
  CHECK(record.text(facts.type) == "Lock");
  CHECK((facts.task == main && facts.line == 7));
  CHECK((facts.created == created && facts.changed == changed));
  CHECK(record.text(facts.op) == "acquire");
  CHECK(facts.waiting == 1);
  model.back();
  CHECK(model.position() == both);
  CHECK(model.object(lock).waiting == 2);
  model.seek(changed.index());
  CHECK_FALSE(model.object(lock).changed);
  CHECK(model.object(lock).waiting == 0);
  model.seek(created.index());
  CHECK(model.object_count() == 0);
}

TEST_CASE("a task awaits what its await edge says, until that ends") {
  test::Story story;
  const TaskId main = story.spawn("main");
  const TaskId other = story.spawn("other", {}, main);
  const Place on{Place::Kind::kTask, other.value};
  story.tell(AwaitStarted{.task = main, .on = on});
  const std::size_t awaits = story.record.size();
  story.tell(AwaitEnded{.task = main, .on = on});
  Model model(story.record);
  model.seek(awaits);
  CHECK(model.task(main).awaits == on);
  model.forward();
  CHECK(model.task(main).awaits == Place{});
  model.back();
  CHECK(model.task(main).awaits == on);
}

}  // namespace
}  // namespace grove
