// Lessons and expectations as they are read: what an author hears of what is wrong with them.
#include <catch2/catch.hpp>
#include <string>

#include "engine/scenario/scenario.h"

using namespace grove;

namespace {

std::string scenario(const std::string& members) {
  return "{\"grove\": 1, \"program\": [\"import trio\"],\n \"knobs\": {\"N\": {\"min\": 1, "
         "\"max\": "
         "3}},\n \"presets\": {\"Two\": {}},\n" +
         members + "}";
}

std::string lesson(const std::string& steps) {
  return scenario("\"lesson\": {\"minutes\": 5, \"steps\": [" + steps + "]}");
}

Scenario read(const std::string& text) {
  const ScenarioResult result = read_scenario(text, "s.json");
  INFO(format_problems(result.problems));
  REQUIRE(result.scenario.has_value());
  return *result.scenario;
}

// Messages and hints, one problem a line.
std::string faults(const std::string& text) {
  std::string out;
  for (const Problem& problem : read_scenario(text, "s.json").problems) {
    out += problem.pointer + ": " + problem.message;
    out += problem.hint.empty() ? "\n" : "; " + problem.hint + "\n";
  }
  return out;
}

constexpr char kOn[] = "\"id\": \"a\", \"on\": {\"event\": \"task_exited\", \"task\": \"main\"}";

}  // namespace

TEST_CASE("a lesson is read with all that its steps say") {
  const Scenario s = read(lesson(
      R"({"id": "guess", "on": {"event": "exception_raised", "task": "main/r0", "n": 2, "t": 0.25},
          "ask": {"q": "Who?", "rounds": 2, "choices": [
            {"text": "A", "because": "b", "rule": "another-machine"},
            {"text": "C", "right": true, "because": "d"}]},
          "point": ["scope:main:34", "line:7", "clock"], "dim": true, "knobs": ["N"],
          "next": "race"})"));
  REQUIRE(s.lesson.has_value());
  CHECK(s.lesson->minutes == 5);
  REQUIRE(s.lesson->steps.size() == 1);
  const LessonStep& step = s.lesson->steps[0];
  CHECK(step.id == "guess");
  CHECK(step.kind == LessonStep::Kind::kAsk);
  CHECK(step.before);
  CHECK(step.text == "Who?");
  CHECK(step.rounds == 2);
  REQUIRE(step.choices.size() == 2);
  CHECK(step.choices[0].rule == "another-machine");
  CHECK(step.choices[1].right);
  REQUIRE(step.point.size() == 3);
  CHECK(step.point[0].kind == Anchor::Kind::kScope);
  CHECK(step.point[0].name == "main:34");
  CHECK(step.point[1].line == 7);
  CHECK(step.dim);
  CHECK(step.knobs == std::vector<std::string>{"N"});
  CHECK(step.next == "race");
  CHECK(step.on.kind == EventKind::kExceptionRaised);
  CHECK(step.on.n == 2);
  CHECK(step.on.t == sim_time_from_seconds(0.25));
  CHECK(describe_pattern(step.on) == "exception_raised, task main/r0, t 0.25");
  CHECK(step.where.span.line == 4);
}

TEST_CASE("a question comes before its event, all else after, unless the step says otherwise") {
  const std::string on = kOn;
  const std::string choices =
      R"("ask": {"q": "?", "choices": [{"text": "a", "because": "b"},
         {"text": "c", "because": "d", "right": true}]})";
  CHECK_FALSE(read(lesson("{" + on + ", \"say\": \"x\"}")).lesson->steps[0].before);
  CHECK_FALSE(read(lesson("{" + on + ", \"look\": \"x\"}")).lesson->steps[0].before);
  CHECK(read(lesson("{" + on + ", " + choices + "}")).lesson->steps[0].before);
  CHECK_FALSE(
      read(lesson("{" + on + ", \"when\": \"after\", " + choices + "}")).lesson->steps[0].before);
}

TEST_CASE("every fault of a lesson is told at its place, with what to write instead") {
  CHECK(faults(lesson("")) == "/lesson/steps: the lesson has no steps; write one\n");
  CHECK(faults(lesson(R"({"id": "a", "on": {"event": "task_exitd"}, "say": "x"})")) ==
        "/lesson/steps/0/on/event: \"task_exitd\" is no kind of event; did you mean "
        "`task_exited`?\n");
  CHECK(faults(lesson(R"({"id": "a", "on": {"event": "task_exited", "tsk": "r0"}, "say": "x"})")) ==
        "/lesson/steps/0/on/tsk: `tsk` is no field of task_exited; did you mean `task`?\n");
  CHECK(faults(lesson(R"({"id": "a", "on": {"event": "task_exited", "task": 3}, "say": "x"})")) ==
        "/lesson/steps/0/on/task: expected the label or the path of a task, got a number\n");
  CHECK(faults(lesson(R"({"id": "a", "on": {"event": "task_exited", "outcome": "fine"},
                          "say": "x"})")) ==
        "/lesson/steps/0/on/outcome: \"fine\" is nothing that `outcome` can be\n");
  const std::string on = kOn;
  CHECK(faults(lesson("{" + on + "}")) ==
        "/lesson/steps/0: the step neither says nor shows nor asks anything; give it one of `say`, "
        "`look` and `ask`\n");
  CHECK(faults(lesson("{" + on + ", \"say\": \"" + std::string(141, 'x') + "\"}")) ==
        "/lesson/steps/0/say: `say` has 141 characters, and room is for 140; say it shorter, or "
        "make two steps of it\n");
  CHECK(faults(lesson("{" + on + ", \"say\": \"x\", \"knobs\": [\"M\"]}")) ==
        "/lesson/steps/0/knobs/0: `M` is no knob of this scenario; there are `N`\n");
  CHECK(faults(lesson("{" + on + ", \"say\": \"x\", \"point\": [\"plant:oak\"]}")) ==
        "/lesson/steps/0/point/0: there is nothing like \"plant:oak\" to point at; point at "
        "`task:r01`, `scope:main:34`, `nursery:main:34`, `edge:r01`, `line:21`, "
        "`exception:KeyError`, `object:Event`, `clock` or `output`\n");
  CHECK(faults(lesson("{" + on + ", \"say\": \"x\"}, {" + on + ", \"say\": \"y\"}")) ==
        "/lesson/steps/1/id: another step is named \"a\"; give each its own name\n");
}

TEST_CASE("a question has exactly one right answer") {
  const auto asked = [](const std::string& first, const std::string& second) {
    return faults(lesson(std::string("{") + kOn + R"(, "ask": {"q": "?", "choices": [
      {"text": "a", "because": "b", "right": )" +
                         first + R"(}, {"text": "c", "because": "d", "right": )" + second +
                         "}]}}"));
  };
  CHECK(asked("true", "false").empty());
  CHECK(asked("false", "false") ==
        "/lesson/steps/0/ask/choices: no choice is the right one; mark exactly one with "
        "\"right\": true\n");
  CHECK(asked("true", "true") ==
        "/lesson/steps/0/ask/choices: 2 choices are right; mark exactly one with \"right\": "
        "true\n");
}

TEST_CASE("a drawing takes the keys of its kind and no others") {
  const auto drawn = [](const std::string& drawing) {
    return faults(
        lesson(std::string("{") + kOn + R"(, "ask": {"q": "?", "draw": )" + drawing + "}}"));
  };
  CHECK(drawn(R"({"kind": "alive", "among": ["a", "b"], "at": 0.3})").empty());
  CHECK(drawn(R"({"kind": "until", "task": "a", "tolerance": 0.05})").empty());
  CHECK(drawn(R"({"kind": "order", "among": ["a", "b"], "at": 1})") ==
        "/lesson/steps/0/ask/draw/at: `at` has no meaning for this kind of drawing; leave it "
        "out\n");
  CHECK(drawn(R"({"kind": "until", "among": ["a", "b"], "task": "a"})") ==
        "/lesson/steps/0/ask/draw/among: `among` has no meaning for this kind of drawing; leave it "
        "out\n");
}

TEST_CASE("expectations are read in all their forms") {
  const Scenario s = read(scenario(R"("expect": [
    {"at": 0.3, "alive": 2},
    {"task": "a", "outcome": "cancelled", "because": "b", "at": 0.27, "exception": "Bang"},
    {"printed": ["x", ["y", "z"]], "at": 1, "only": true, "preset": "Two"},
    {"outcome": "ok"},
    {"never": {"event": "task_orphaned"}},
    {"event": "cancel_delivered", "t": 0.3, "count": 5}])"));
  REQUIRE(s.expect.size() == 6);
  CHECK(s.expect[0].alive == 2);
  CHECK(s.expect[1].outcome == Outcome::kCancelled);
  CHECK(s.expect[1].because == "b");
  CHECK(s.expect[2].lines == std::vector<std::vector<std::string>>{{"x"}, {"y", "z"}});
  CHECK(s.expect[2].preset == "Two");
  CHECK(s.expect[3].kind == Expectation::Kind::kOutcome);
  CHECK(s.expect[4].event.kind == EventKind::kTaskOrphaned);
  CHECK(s.expect[5].count == 5);
}

TEST_CASE("an expectation that cannot be meant is refused") {
  const auto expected = [](const std::string& one) {
    return faults(scenario("\"expect\": [" + one + "]"));
  };
  CHECK(expected(R"({"alive": 1})") ==
        "/expect/0: `at` is missing; say at which time so many are alive\n");
  CHECK(expected(R"({"outcome": "okay"})") ==
        "/expect/0/outcome: \"okay\" is no outcome; there are `ok`, `error`, `interrupted`, "
        "`limit`, `deadlock`\n");
  CHECK(expected(R"({"outcome": "ok", "alive": 1, "at": 1})") ==
        "/expect/0/outcome: `outcome` is no key of this expectation; its keys are `alive`, `at`, "
        "`preset`\n");
  CHECK(expected(R"({"outcome": "ok", "preset": "Three"})") ==
        "/expect/0/preset: there is no preset \"Three\"; there are `Two`\n");
  CHECK(expected(R"({"event": "printed", "txt": "a"})") ==
        "/expect/0/txt: `txt` is no field of printed; did you mean `text`?\n");
}

TEST_CASE("what is compared is named, and aligned in the one way there is") {
  CHECK(read(scenario(R"("compare": {"with": "race", "align": "path"})")).compare->with == "race");
  CHECK(faults(scenario(R"("compare": {"with": "race.json"})")) ==
        "/compare/with: \"race.json\" is no name of a scenario; write its file name without folder "
        "and ending\n");
}
