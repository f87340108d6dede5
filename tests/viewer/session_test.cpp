#include "viewer/core/session.h"

#include <fmt/format.h>

#include <catch2/catch.hpp>

#include "engine/picture/words.h"
#include "tests/viewer/files.h"
#include "viewer/core/narration.h"

namespace grove {
namespace {

constexpr const char* kProgram =
    "import trio\n"
    "\n"
    "N = 2\n"
    "\n"
    "async def child(i):\n"
    "    await trio.sleep(0.1 * i)\n"
    "\n"
    "async def main():\n"
    "    async with trio.open_nursery() as nursery:\n"
    "        for i in range(1, N + 1):\n"
    "            nursery.start_soon(child, i)\n"
    "    await trio.sleep(1)\n"
    "\n"
    "trio.run(main)\n";

TEST_CASE("a program opens paused at its first picture, and is computed ahead") {
  const TemporaryFile file("first.py", kProgram);
  Session session;
  REQUIRE(session.open(file.path()) == OpenResult::kOpened);
  CHECK(session.untouched());
  CHECK_FALSE(session.playback().playing());
  CHECK(session.model().task_count() == 1);
  CHECK(session.now() == SimTime{0});
  compute(session);
  CHECK(session.recording().complete());
  CHECK(session.model().task_count() == 1);
  session.apply(command::ToEnd{});
  CHECK(session.model().task_count() == 3);
  CHECK_FALSE(session.untouched());
}

TEST_CASE("the caption counts only what happens now, and says when else it was") {
  const TemporaryFile file("caption.py", kProgram);
  Session session;
  REQUIRE(session.open(file.path()) == OpenResult::kOpened);
  compute(session);
  const Record& record = session.record();
  std::size_t jump = 0;
  while (record.at(jump).kind() != EventKind::kClockJumped) ++jump;
  session.apply(command::Seek{jump});
  CHECK(caption_of(session).aside.find(" at this instant") != std::string::npos);
  session.apply(command::Seek{jump + 1});
  CHECK(caption_of(session).aside == "at 0.00");
}

TEST_CASE("a caption that quotes what was printed has one end, the quotation's") {
  for (const char* const text : {"all good!", "really?", "well.", "well"}) {
    const TemporaryFile file("prints.py", fmt::format("print('{}')\n", text));
    Session session;
    REQUIRE(session.open(file.path()) == OpenResult::kOpened);
    compute(session);
    const Record& record = session.record();
    std::size_t printed = 0;
    while (record.at(printed).kind() != EventKind::kPrinted) ++printed;
    session.apply(command::Seek{printed + 1});
    const std::string said = plain_text(caption_of(session).sentence);
    CHECK(said.substr(said.find(": ") + 2) == (text == std::string("well") ? "well." : text));
  }
}

TEST_CASE("while a step takes time, the caption names who keeps the processor and until when") {
  const TemporaryFile file(
      "busy.py",
      "import time, trio\n\nasync def main():\n    async with trio.open_nursery() as n:\n"
      "        n.start_soon(trio.sleep, 0.1)\n        await trio.sleep(0.05)\n"
      "        time.sleep(0.5)\n\ntrio.run(main)\n");
  Session session;
  REQUIRE(session.open(file.path()) == OpenResult::kOpened);
  compute(session);
  session.apply(command::SeekTime{sim_time_from_seconds(0.3)});
  std::string told;
  for (const WordSpan& span : caption_of(session).sentence) told += span.text;
  CHECK(told == "main is busy until 0.55: nobody else can run.");
  // And the one who is kept waiting says for how long.
  const TaskId sleeper{1};
  CHECK(state_words(session.model(), sleeper, Length::kLong, session.now()) == "due since 0.10");
  CHECK(state_words(session.model(), sleeper, Length::kShort, session.now()) == "due 0.10");
}

TEST_CASE("a file with faults leaves the last good program on screen, and says what is wrong") {
  const TemporaryFile good("good.py", kProgram);
  const TemporaryFile bad("bad.py", "import trio\n\nasync def main(:\n    pass\n");
  Session session;
  REQUIRE(session.open(good.path()) == OpenResult::kOpened);
  compute(session);
  session.apply(command::ToEnd{});
  const std::size_t events = session.record().size();

  CHECK(session.open(bad.path()) == OpenResult::kFaulty);
  REQUIRE_FALSE(session.problems().empty());
  CHECK(session.problems().front().span.line == 3);
  CHECK(session.path() == good.path());
  CHECK(session.record().size() == events);
  CHECK(session.model().position() == events);

  CHECK(session.open(good.path()) == OpenResult::kOpened);
  CHECK(session.problems().empty());
}

TEST_CASE("a file that is not there is told apart from one with faults") {
  Session session;
  CHECK(session.open("/nowhere/at/all.json") == OpenResult::kNoSuchFile);
  CHECK(session.open("/nowhere/at/all.jsonl") == OpenResult::kNoSuchFile);
  CHECK(session.problems().size() == 1);
  CHECK(session.empty());
}

TEST_CASE("a record is read in slices, and shown up to its first broken line") {
  test::SteppedStory story = small_roulette();
  const std::string whole = json_lines_of(story.record());
  const TemporaryFile file("broken.jsonl", whole + "{\"i\": broken\n");
  Session session;
  CHECK(session.open(file.path()) == OpenResult::kLoading);
  CHECK(session.empty());
  CHECK(session.loading() == 0.0f);
  session.compute(3);
  REQUIRE(session.loading().has_value());
  CHECK(*session.loading() > 0);
  CHECK(*session.loading() < 1);
  compute(session);
  CHECK_FALSE(session.loading().has_value());
  CHECK(session.problems().size() == 1);
  REQUIRE_FALSE(session.empty());
  CHECK(session.record().size() == story.record().size());
}

TEST_CASE("an endless program is computed only so far ahead, and on when one follows it") {
  const TemporaryFile file("endless.py",
                           "import trio\n"
                           "async def main():\n"
                           "    while True:\n"
                           "        await trio.sleep(1)\n"
                           "trio.run(main)\n");
  Session session;
  REQUIRE(session.open(file.path()) == OpenResult::kOpened);
  compute(session);
  CHECK_FALSE(session.recording().complete());
  const Record& record = session.record();
  const double end = to_seconds(record.at(record.size() - 1).t);
  CHECK(end >= 60);
  CHECK(end < 120);
  session.apply(command::ToEnd{});
  CHECK(session.wants_to_compute());
  compute(session);
  CHECK(to_seconds(record.at(record.size() - 1).t) >= end + 60);
}

TEST_CASE("going to a time that is not computed yet goes there once it is") {
  const TemporaryFile file("endless2.py",
                           "import trio\n"
                           "async def main():\n"
                           "    while True:\n"
                           "        await trio.sleep(1)\n"
                           "trio.run(main)\n");
  Session session;
  REQUIRE(session.open(file.path()) == OpenResult::kOpened);
  session.apply(command::SeekTime{sim_time_from_seconds(300.5)});
  CHECK(session.seeking());
  compute(session);
  CHECK_FALSE(session.seeking());
  CHECK(to_seconds(session.now()) == 300.5);
  CHECK(to_seconds(session.model().now()) == 300);
}

TEST_CASE("changing a knob runs the program again and goes back to the same place") {
  const TemporaryFile file("knobs.py", kProgram);
  Session session;
  REQUIRE(session.open(file.path()) == OpenResult::kOpened);
  compute(session);
  session.apply(command::SeekTime{sim_time_from_seconds(0.15)});
  session.apply(command::Select{Selection::of(TaskId{2})});
  const std::string selected = session.model().path(TaskId{2});
  session.apply(command::SetKnob{"N", "5"});
  compute(session);
  CHECK(to_seconds(session.now()) == 0.15);
  CHECK(session.model().task_count() == 6);
  REQUIRE(session.selection().task());
  CHECK(session.model().path(session.selection().task()) == selected);
}

TEST_CASE("a knob value that cannot be leaves everything as it was") {
  const TemporaryFile file("knobs2.py", kProgram);
  Session session;
  REQUIRE(session.open(file.path()) == OpenResult::kOpened);
  compute(session);
  session.apply(command::ToEnd{});
  const std::size_t events = session.record().size();
  session.apply(command::SetKnob{"NO_SUCH_NAME", "1"});
  CHECK_FALSE(session.problems().empty());
  CHECK(session.record().size() == events);
  CHECK(session.model().position() == events);
}

TEST_CASE("what has not happened yet cannot stay selected") {
  test::SteppedStory story = small_roulette();
  const TemporaryFile file("select.jsonl", json_lines_of(story.record()));
  Session session;
  session.open(file.path());
  compute(session);
  session.apply(command::ToEnd{});
  session.apply(command::Select{Selection::of(TaskId{3})});
  CHECK(session.selection().task() == TaskId{3});
  session.apply(command::ToStart{});
  CHECK(session.selection().kind == Selection::Kind::kNothing);
}

TEST_CASE("cause and effect lead back and forth along the same link") {
  test::SteppedStory story = small_roulette();
  const TemporaryFile file("causes.jsonl", json_lines_of(story.record()));
  Session session;
  session.open(file.path());
  compute(session);
  // From the request to the cancellation that caused it.
  std::size_t request = 0;
  while (story.record().at(request).kind() != EventKind::kCancelRequested) ++request;
  session.apply(command::Seek{request + 1});
  session.apply(command::ToCause{});
  CHECK(session.record()[session.shown_event()].kind() == EventKind::kScopeCancelled);
  session.apply(command::ToEffect{});
  CHECK(session.shown_event() == EventId{static_cast<int32_t>(request)});
}

TEST_CASE("walking the tree goes to parents, children and siblings, and round") {
  test::SteppedStory story = small_roulette();
  const TemporaryFile file("walk.jsonl", json_lines_of(story.record()));
  Session session;
  session.open(file.path());
  compute(session);
  session.apply(command::ToEnd{});
  const auto walk = [&](Walk way) {
    session.apply(command::WalkTree{way});
    return std::string(
        session.record().text(session.model().task(session.selection().task()).label));
  };
  CHECK(walk(Walk::kNext) == "main");
  CHECK(walk(Walk::kChild) == "r0");
  CHECK(walk(Walk::kNextSibling) == "r1");
  CHECK(walk(Walk::kPreviousSibling) == "r0");
  CHECK(walk(Walk::kNext) == "r00");
  CHECK(walk(Walk::kParent) == "r0");
  CHECK(walk(Walk::kNext) == "r00");
  CHECK(walk(Walk::kNext) == "r01");
  CHECK(walk(Walk::kNext) == "r1");
  CHECK(walk(Walk::kNext) == "main");
}

TEST_CASE("the copied command names file, place, inputs and selection, safe for a shell") {
  const TemporaryFile file("it's here.py", kProgram);
  Session session;
  REQUIRE(session.open(file.path()) == OpenResult::kOpened);
  compute(session);
  session.apply(command::SetKnob{"N", "3"});
  compute(session);
  session.apply(command::ToEnd{});
  session.apply(command::CopyCommandLine{});
  const auto text = session.take_clipboard();
  REQUIRE(text.has_value());
  CHECK(text->find("it'\\''s here.py'") != std::string::npos);
  CHECK(text->find("--set N=3") != std::string::npos);
  CHECK(text->find("--event " + std::to_string(session.record().size())) != std::string::npos);
  CHECK_FALSE(session.take_clipboard().has_value());
}

TEST_CASE("Close closes what lies topmost, one thing at a time") {
  const TemporaryFile good("topmost.py", kProgram), bad("topmost_bad.py", "async def (");
  Session session;
  REQUIRE(session.open(good.path()) == OpenResult::kOpened);
  compute(session);
  REQUIRE(session.open(bad.path()) == OpenResult::kFaulty);
  session.apply(command::OpenSearch{});
  session.apply(command::Toggle{Overlay::kKeys});
  const auto open = [&session] {
    return std::string(session.view().overlay != Overlay::kNone ? "overlay " : "") +
           (session.problems().empty() ? "" : "problems ") +
           (session.view().search.open ? "search" : "");
  };
  CHECK(open() == "overlay problems search");
  session.apply(command::Close{});
  CHECK(open() == "problems search");
  session.apply(command::Close{});
  CHECK(open() == "search");
  session.apply(command::Close{});
  CHECK(open() == "");
}

TEST_CASE("at time pace, too, playing stops at a line with a breakpoint") {
  const TemporaryFile file("pace.py", kProgram);
  Session session;
  REQUIRE(session.open(file.path()) == OpenResult::kOpened);
  compute(session);
  session.apply(command::ChooseClock{PlayClock::kTimePace});
  session.apply(command::ToggleBreakpoint{12});
  session.apply(command::TogglePlay{});
  for (int i = 0; i < 200 && session.playback().playing(); ++i) session.tick(0.1);
  CHECK_FALSE(session.playback().playing());
  const auto* line = session.record()[session.model().last_event()].get_if<Line>();
  REQUIRE(line != nullptr);
  CHECK(line->line == 12);
  CHECK(session.now() == session.model().now());
}

TEST_CASE("something new is done instead of what was undone, which cannot be done again") {
  const TemporaryFile file("redo.py", kProgram);
  Session session;
  REQUIRE(session.open(file.path()) == OpenResult::kOpened);
  compute(session);
  session.apply(command::SetKnob{"N", "3"});
  session.apply(command::Undo{});
  CHECK(session.branches().all().size() == 1);
  session.apply(command::Redo{});
  CHECK(session.branches().shown().inputs.knobs.size() == 1);
  session.apply(command::Undo{});
  session.apply(command::SetSeed{5});
  session.apply(command::Redo{});
  CHECK(session.branches().shown().inputs.seed == 5);
  CHECK(session.branches().shown().inputs.knobs.empty());
  CHECK(session.notice() == "There is nothing to do again.");
}

TEST_CASE("tasks, scopes, nurseries and events are found by the names that commands give them") {
  const TemporaryFile file("names.py", kProgram);
  Session session;
  REQUIRE(session.open(file.path()) == OpenResult::kOpened);
  compute(session);
  session.apply(command::ToEnd{});
  const Model& model = session.model();
  CHECK(find_named(model, "child#2") == Selection::of(TaskId{2}));
  CHECK(find_named(model, "main/child#2") == Selection::of(TaskId{2}));
  CHECK_FALSE(find_named(model, "child/main").has_value());
  // A nursery's own scope is the nursery to whoever looks at it.
  CHECK(find_named(model, "main:9") == Selection::of(NurseryId{0}));
  CHECK_FALSE(find_named(model, "main:9#2").has_value());
  CHECK(find_named(model, "event:3") == Selection::of(EventId{3}));
  CHECK_FALSE(find_named(model, "event:-1").has_value());
  CHECK_FALSE(find_named(model, "event:3x").has_value());
  CHECK_FALSE(find_named(model, "event:" + std::to_string(session.record().size())).has_value());
}

}  // namespace
}  // namespace grove
