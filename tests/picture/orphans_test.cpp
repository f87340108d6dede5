#include "engine/picture/orphans.h"

#include <catch2/catch.hpp>

#include "engine/picture/words.h"
#include "tests/model/story.h"

namespace grove {
namespace {

using test::at_end;

TEST_CASE("who is waited for by an orphan is one too, and those that came later are counted") {
  test::Story story;
  const TaskId main = story.spawn("main");
  const TaskId r1 = story.spawn("r1", {}, main);
  const TaskId r10 = story.spawn("r10", {}, r1);
  const TaskId other = story.spawn("other", {}, main);
  CHECK_FALSE(orphans_of(at_end(story)).any());
  story.now = SimTime{270'000'000};
  story.tell(TaskOrphaned{.task = r1});
  story.now = SimTime{330'000'000};
  const TaskId late = story.spawn("late", {}, r10);
  // That it is left alone by its parent too begins nothing anew.
  story.tell(TaskOrphaned{.task = r10});
  story.exit(r10, Outcome::kOk);

  const Model model = at_end(story);
  const Orphans orphans = orphans_of(model);
  CHECK(orphans.since == SimTime{270'000'000});
  CHECK(orphans.alive == 2);
  CHECK(orphans.started == 1);
  CHECK(orphans.lost == 0);
  for (const TaskId task : {r1, r10, late}) {
    CHECK(orphans.has(task));
    CHECK(is_among_orphans(model, task));
  }
  for (const TaskId task : {main, other}) {
    CHECK_FALSE(orphans.has(task));
    CHECK_FALSE(is_among_orphans(model, task));
  }
}

TEST_CASE("an exception that was let go unseen is counted as lost, once") {
  test::Story story;
  const TaskId main = story.spawn("main");
  const TaskId r1 = story.spawn("r1", {}, main);
  story.tell(TaskOrphaned{.task = r1});
  const ExceptionId bang = story.raise(r1, "Bang", "r1");
  story.exit(r1, Outcome::kError, bang);
  story.tell(ExceptionStored{.exception = bang, .task = r1, .object = {}});
  CHECK(orphans_of(at_end(story)).lost == 0);
  CHECK(lost_words(at_end(story)).empty());
  story.tell(ExceptionDropped{.exception = bang, .task = r1, .object = {}});
  story.tell(ExceptionNeverRetrieved{.exception = bang, .task = r1, .object = {}});
  CHECK(orphans_of(at_end(story)).lost == 1);
  CHECK(lost_words(at_end(story)) == "1 exception lost: Bang");
}

TEST_CASE("lost exceptions are told with three of their types, orphans or none") {
  test::Story story;
  const TaskId main = story.spawn("main");
  for (const char* type : {"Bang", "Bang", "OSError", "KeyError", "IndexError"}) {
    const ExceptionId exception = story.raise(main, type, "");
    story.tell(ExceptionDropped{.exception = exception, .task = main, .object = {}});
  }
  CHECK(lost_exceptions(at_end(story)).size() == 5);
  CHECK(lost_words(at_end(story)) == "5 exceptions lost: Bang, OSError, KeyError, …");
}

TEST_CASE("who waits for a gather says how many of those it created are left") {
  test::Story story;
  const TaskId main = story.spawn("main");
  story.step(main);
  const TaskId r0 = story.spawn("r0", {}, main);
  story.spawn("r1", {}, main);
  CHECK(gather_words(at_end(story), main).empty());
  story.tell(TaskBlocked{.task = main,
                         .on = WaitKind::kGather,
                         .object = {},
                         .nursery = {},
                         .other = {},
                         .until = {}});
  CHECK(gather_words(at_end(story), main).front() == "gather · 2");
  story.exit(r0, Outcome::kOk);
  CHECK(gather_words(at_end(story), main).front() == "gather · 1");
}

}  // namespace
}  // namespace grove
