// Whether what a scenario expects holds in a run, and what is said where it does not.
#include "engine/lesson/expectations.h"

#include <catch2/catch.hpp>
#include <string>

#include "tests/runs/run_of.h"

using namespace grove;

namespace {

// What is otherwise in the roulette with nurseries; empty if it holds.
std::string otherwise(const std::string& expectation,
                      const std::string& slug = "roulette_nursery") {
  const std::string text = "{\"grove\": 1, \"program\": [], \"expect\": [" + expectation + "]}";
  const ScenarioResult result = read_scenario(text, "s.json");
  INFO(format_problems(result.problems));
  REQUIRE(result.scenario.has_value());
  const Scenario played = shipped(slug);
  const Run run = run_of(played, played.inputs);
  return ExpectationCheck(run.record()).unmet(result.scenario->expect[0]);
}

}  // namespace

TEST_CASE("so many tasks are alive when all has happened at that time") {
  CHECK(otherwise(R"({"at": 0.27, "alive": 1})").empty());
  CHECK(otherwise(R"({"at": 0.2, "alive": 1})") ==
        "5 tasks are alive at 0.200, not 1: main, r0, r1, r00, r01");
}

TEST_CASE("a task ends so, at that time, with that, and because of that") {
  CHECK(
      otherwise(R"({"task": "r01", "outcome": "error", "exception": "Bang", "at": 0.27})").empty());
  CHECK(otherwise(R"({"task": "main/r1/r11", "outcome": "cancelled", "because": "r01"})").empty());
  CHECK(otherwise(R"({"task": "r11", "because": "nursery"})").empty());
  CHECK(otherwise(R"({"task": "r11", "because": "r10"})") ==
        "r11 ends cancelled at 0.270, but not because of r10; it is because of nursery, r0, r01");
  CHECK(otherwise(R"({"task": "r11", "outcome": "ok", "at": 0.42})") ==
        "r11 ends cancelled at 0.270, not ok at 0.420");
  CHECK(otherwise(R"({"task": "r000", "outcome": "ok"})") == "there is no task r000");
}

TEST_CASE("lines are printed in this order, those of an inner list in any") {
  const char* slug = "roulette_gather";
  CHECK(otherwise(R"({"printed": ["caught Bang r01", ["r101 survives", "r000 survives"]]})", slug)
            .empty());
  CHECK(otherwise(R"({"printed": ["r000 survives", "caught Bang r01"]})", slug) ==
        "\"caught Bang r01\" is not printed where it is expected, after what comes before it");
  CHECK(otherwise(R"({"printed": ["caught Bang r01"], "at": 0.3})", slug) ==
        "\"caught Bang r01\" is not printed at 0.300");
  CHECK(otherwise(R"({"printed": ["caught Bang r01"], "only": true})", slug) ==
        "\"r000 survives\" is printed as well");
  CHECK(otherwise(R"({"printed": ["caught Bang r01"], "only": true, "at": 0.27})", slug).empty());
}

TEST_CASE("a run ends so") {
  CHECK(otherwise(R"({"outcome": "ok", "at": 0.37})").empty());
  CHECK(otherwise(R"({"outcome": "error", "exception": "ExceptionGroup"})") ==
        "the run ends ok at 0.370, not error with ExceptionGroup");
}

TEST_CASE("events come, so often, or never") {
  CHECK(otherwise(R"({"never": {"event": "task_orphaned"}})").empty());
  CHECK(otherwise(R"({"never": {"event": "exception_raised", "type": "Bang"}})") ==
        "there is exception_raised, type Bang at 0.270: r01 raised Bang at line 32: r01");
  CHECK(otherwise(R"({"event": "task_spawned", "count": 7})").empty());
  CHECK(otherwise(R"({"event": "task_spawned", "t": 0.1, "count": 3})") ==
        "there are 2 of task_spawned, t 0.1, not 3");
  CHECK(otherwise(R"({"event": "task_orphaned"})") == "there is no task_orphaned");
}
