#include "viewer/core/words.h"

#include <catch2/catch.hpp>

#include "tests/viewer/files.h"
#include "viewer/core/scope_note.h"

namespace grove {
namespace {

Model at_end(const Record& record) {
  Model model(record);
  model.seek(record.size());
  return model;
}

std::vector<std::string> calls_in(const std::string& line, const std::string& function) {
  Story story;
  story.record().header.program = {line, "    pass"};
  const TaskId main = story.spawn_main();
  story.comes_to(main, 1);
  story.comes_to(main, 2, function, 1);
  return call_words(at_end(story.record()), main);
}

using Ways = std::vector<std::string>;

TEST_CASE("a call is named as the caller's line has it, then shorter") {
  CHECK(calls_in("await spin(\"r\", DEPTH)", "spin") ==
        Ways{"spin(\"r\", DEPTH)", "spin(\"r\", …)", "spin(…)"});
  CHECK(calls_in("x = await get(pick(a, b))", "get") == Ways{"get(pick(a, b))", "get(…)"});
  CHECK(calls_in("await f(\"a, b\", (1, 2), 3)", "f") ==
        Ways{"f(\"a, b\", (1, 2), 3)", "f(\"a, b\", …)", "f(…)"});
  CHECK(calls_in("await idle()", "idle") == Ways{"idle()", "idle()"});
}

TEST_CASE("where the line does not show the call, no argument is made up") {
  CHECK(calls_in("await chosen[0](7)", "spin") == Ways{"spin(…)"});
  CHECK(calls_in("await spin(", "spin") == Ways{"spin(…)"});
}

TEST_CASE("a task that is in its own function is in no call") {
  Story story;
  const TaskId main = story.spawn_main();
  story.comes_to(main, 1);
  CHECK(call_words(at_end(story.record()), main).empty());
  CHECK(await_words(at_end(story.record()), main).empty());
  story.comes_to(main, 2, "spin", 1);
  CHECK(await_words(at_end(story.record()), main) == "awaits spin at line 1");
}

TEST_CASE("a task passes its children's failure on until the nursery above has closed") {
  Story story;
  const TaskId main = story.spawn_main();
  const NurseryId outer = story.open_nursery(main);
  const TaskId middle = story.spawn(outer, "middle");
  story.wait_for_children(outer);
  const NurseryId inner = story.open_nursery(middle);
  const TaskId leaf = story.spawn(inner, "leaf");
  story.wait_for_children(inner);
  const ExceptionId bang = story.fail(leaf, "Bang");
  story.close_nursery(inner, bang);
  story.exit_with(middle, bang);
  CHECK(state_words(at_end(story.record()), middle, Length::kLong) == "passes it on");
  story.close_nursery(outer, bang);
  CHECK(state_words(at_end(story.record()), middle, Length::kLong) == "passed it on");
}

// main under a scope of 0.3 s, in it a nursery with one task that sleeps until then or later.
Story limited(double until) {
  Story story;
  const TaskId main = story.spawn_main();
  story.open_scope(main, ScopeKind::kMoveOnAfter, 0.3);
  const NurseryId nursery = story.open_nursery(main);
  const TaskId child = story.spawn(nursery, "child");
  story.wait_for_children(nursery);
  story.sleep(child, until);
  story.at(0.1);
  return story;
}

TEST_CASE("a scope's note counts who is inside, and promises nothing that may not come") {
  Story late = limited(0.4);
  const ScopeNote note = scope_note(at_end(late.record()), ScopeId{0});
  CHECK(note.governs == "Governs 2 tasks in 1 nursery.");
  CHECK(note.outlook == "Nobody inside can end before 0.30.");

  Story in_time = limited(0.2);
  CHECK(scope_note(at_end(in_time.record()), ScopeId{0}).outlook.empty());
  // At the very moment of the deadline either may come first.
  Story at_once = limited(0.3);
  CHECK(scope_note(at_end(at_once.record()), ScopeId{0}).outlook.empty());
}

TEST_CASE("a scope that is left governs nobody") {
  Story story;
  const TaskId main = story.spawn_main();
  const ScopeId scope = story.open_scope(main, ScopeKind::kMoveOnAfter, 0.3);
  story.close_scope(scope, false);
  CHECK(scope_note(at_end(story.record()), scope).governs.empty());
}

}  // namespace
}  // namespace grove
