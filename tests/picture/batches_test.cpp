#include "engine/picture/batches.h"

#include <catch2/catch.hpp>

#include "tests/model/story.h"

namespace grove {
namespace {

using Hand = std::vector<TaskId>;

// What is open when the first `position` events have happened.
Hand hand_at(const test::Story& story, std::size_t position) {
  Batches batches(story.record);
  batches.extend();
  Model model(story.record);
  model.seek(position);
  return batches.hand(model);
}

TEST_CASE("tasks that are ready at once are a hand, in the order in which they run") {
  test::Story story;
  const TaskId a = story.spawn("a"), b = story.spawn("b"), c = story.spawn("c");
  const std::size_t ready = story.record.size();
  for (const TaskId task : {c, a, b}) {
    story.step(task);
    story.end_step(task);
  }
  CHECK(hand_at(story, ready) == Hand{c, a, b});
  CHECK(hand_at(story, ready + 1) == Hand{a, b});  // whoever has its turn is no card any more
  CHECK(hand_at(story, ready + 2) == Hand{a, b});
}

TEST_CASE("who becomes ready during a batch is of the next one") {
  test::Story story;
  const TaskId a = story.spawn("a"), b = story.spawn("b");
  story.step(a);
  const TaskId late = story.spawn("late");
  story.end_step(a);
  const std::size_t after_first = story.record.size();
  story.step(b);
  story.end_step(b);
  const std::size_t after_batch = story.record.size();
  const TaskId last = story.spawn("last");
  story.step(late);
  story.end_step(late);
  CHECK(hand_at(story, after_first) == Hand{b});
  CHECK(hand_at(story, after_batch + 2) == Hand{late, last});
}

TEST_CASE("where a library promises an order there is no hand") {
  test::Story story;
  story.record.header.dialect = RecordDialect::kAsyncio;
  story.spawn("a");
  story.spawn("b");
  CHECK(hand_at(story, story.record.size()).empty());
}

}  // namespace
}  // namespace grove
