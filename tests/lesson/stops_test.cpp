// Which event each step of a lesson stands at, and what is said of one that stands nowhere.
#include "engine/lesson/stops.h"

#include <catch2/catch.hpp>
#include <string>

#include "tests/runs/run_of.h"

using namespace grove;

namespace {

constexpr char kProgram[] = R"py("import trio", "",
"async def nap(name, seconds):", "    await trio.sleep(seconds)", "    print(name)", "",
"async def main():", "    async with trio.open_nursery() as nursery:",
"        nursery.start_soon(nap, 'a', 0.1, name='a')",
"        nursery.start_soon(nap, 'b', 0.2, name='b')",
"    print('after')", "", "trio.run(main)")py";

struct Checked {
  Run run;
  LessonStops stops;
};

Checked check_steps(const std::string& steps) {
  const std::string text = std::string("{\"grove\": 1, \"program\": [") + kProgram +
                           "],\n\"lesson\": {\"minutes\": 1, \"steps\": [" + steps + "]}}";
  const ScenarioResult result = read_scenario(text, "s.json");
  INFO(format_problems(result.problems));
  REQUIRE(result.scenario.has_value());
  Run run = run_of(*result.scenario, result.scenario->inputs);
  LessonStops stops = find_stops(*result.scenario->lesson, run.record());
  return {std::move(run), std::move(stops)};
}

std::string faults(const std::string& steps) {
  std::string out;
  for (const Problem& problem : check_steps(steps).stops.problems) {
    out += problem.message + "; " + problem.hint + "\n";
  }
  return out;
}

}  // namespace

TEST_CASE("a step stands right after its event, or right before it") {
  const Checked after =
      check_steps(R"({"id": "s", "on": {"event": "task_exited", "task": "a"}, "say": "x"})");
  REQUIRE(after.stops.problems.empty());
  const LessonStop& stop = after.stops.places[0];
  const auto& exited = after.run.record()[stop.event].get<TaskExited>();
  CHECK(exited.outcome == Outcome::kOk);
  CHECK(stop.t == sim_time_from_seconds(0.1));
  CHECK(stop.position == stop.event.index() + 1);

  const Checked before = check_steps(
      R"({"id": "s", "on": {"event": "task_exited", "task": "main/a"}, "when": "before",
          "say": "x"})");
  REQUIRE(before.stops.problems.empty());
  CHECK(before.stops.places[0].event == stop.event);
  CHECK(before.stops.places[0].position == stop.event.index());
}

TEST_CASE("after a task has blocked it is seen to wait") {
  const Checked found =
      check_steps(R"({"id": "s", "on": {"event": "task_blocked", "task": "a"}, "say": "x"})");
  REQUIRE(found.stops.problems.empty());
  Model model(found.run.record());
  model.seek(found.stops.places[0].position);
  CHECK(model.status(found.run.record()[found.stops.places[0].event].get<TaskBlocked>().task) ==
        TaskStatus::kWaiting);
}

TEST_CASE("a step takes the n-th of the events that meet it, and a time all that happens then") {
  const Checked found = check_steps(
      R"({"id": "first", "on": {"event": "task_exited"}, "say": "x"},
         {"id": "time", "on": {"t": 0.15}, "say": "x"},
         {"id": "second", "on": {"event": "task_exited", "n": 2}, "say": "x"})");
  REQUIRE(found.stops.problems.empty());
  CHECK(found.stops.places[0].t == sim_time_from_seconds(0.1));
  CHECK(found.stops.places[2].t == sim_time_from_seconds(0.2));
  CHECK(found.stops.places[1].position > found.stops.places[0].position);
  CHECK(found.stops.places[1].position < found.stops.places[2].position);
}

TEST_CASE("a step whose event does not come is named, with what the run has instead") {
  CHECK(faults(R"({"id": "s", "on": {"event": "task_exited", "task": "c"}, "say": "x"})") ==
        "step `s`: no event of the run is `task_exited, task c`; there is no task `c`; `grove tree "
        "FILE` shows the tasks\n");
  CHECK(faults(R"({"id": "s", "on": {"event": "task_exited", "n": 4}, "say": "x"})") ==
        "step `s`: there are only 3 of `task_exited`, and it hangs on number 4; count from 1, or "
        "leave `n` out for the first\n");
  CHECK(faults(R"({"id": "s", "on": {"t": 7}, "say": "x"})") ==
        "step `s`: the run ends at 0.200, before 7.000; choose a time within the run, or an "
        "event\n");
}

TEST_CASE("steps stand in the order in which they happen") {
  CHECK(faults(R"({"id": "late", "on": {"event": "task_exited", "task": "b"}, "say": "x"},
                  {"id": "early", "on": {"event": "task_exited", "task": "a"}, "say": "x"})") ==
        "step `early`: it comes at 0.100, before the step above it; put the steps in the order in "
        "which they happen\n");
}

TEST_CASE("what a step points at is there at its moment") {
  CHECK(faults(R"({"id": "s", "on": {"event": "task_exited", "task": "a"}, "say": "x",
                   "point": ["task:a", "edge:b", "nursery:main:8", "line:9", "clock", "output"]})")
            .empty());
  CHECK(faults(R"({"id": "s", "on": {"event": "task_spawned", "task": "a"}, "say": "x",
                   "point": ["task:b"]})") ==
        "step `s`: it points at what is not there: no task `b` by then; point at something else, "
        "or hang the step on another event\n");
  CHECK(faults(R"({"id": "s", "on": {"event": "printed", "text": "after"}, "say": "x",
                   "point": ["nursery:main:8"]})") ==
        "step `s`: it points at what is not there: `main:8` is closed by then; point at something "
        "else, or hang the step on another event\n");
  CHECK(faults(R"({"id": "s", "on": {"event": "run_finished"}, "say": "x",
                   "point": ["line:14", "exception:KeyError"]})") ==
        "step `s`: it points at what is not there: the program has 13 lines; point at something "
        "else, or hang the step on another event\n"
        "step `s`: it points at what is not there: no `KeyError` has been raised by then; point at "
        "something else, or hang the step on another event\n");
}

TEST_CASE("a step of the right pane needs a run beside this one") {
  CHECK(faults(R"({"id": "s", "on": {"event": "task_exited", "pane": "right"}, "say": "x"})") ==
        "step `s`: there is no right pane; add `compare` to the scenario, or leave `pane` out of "
        "the step\n");
}
