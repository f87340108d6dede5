// The branches of a saved sitting.
#include <catch2/catch.hpp>

#include "engine/run/run.h"
#include "engine/scenario/scenario.h"

using namespace grove;

namespace {

std::string with_branches(const std::string& branches) {
  return "{\"grove\": 1, \"seed\": 3, \"program\": [\"N = 1\", \"print(N)\"], \"branches\": " +
         branches + "}";
}

Scenario scenario_with(const std::string& branches) {
  const ScenarioResult result = read_scenario(with_branches(branches), "s.json");
  INFO(format_problems(result.problems));
  REQUIRE(result.scenario.has_value());
  return *result.scenario;
}

void says(const std::string& branches, const std::string& words, const std::string& pointer) {
  INFO(branches);
  const ScenarioResult result = read_scenario(with_branches(branches), "s.json");
  REQUIRE(result.problems.size() == 1);
  CHECK(result.problems[0].message.find(words) != std::string::npos);
  CHECK(result.problems[0].pointer == pointer);
}

}  // namespace

TEST_CASE("a branch is as the run that it departs from, but for what it says") {
  const Scenario scenario = scenario_with(
      R"j([{"name": "n 2", "knobs": {"N": "2"}},
          {"name": "late", "of": 0, "shown": true, "seed": 9, "inputs": [{"at": 1, "do": "interrupt"}]},
          {"name": "other", "of": 1, "program": ["print(0)"], "knobs": {}}])j");
  REQUIRE(scenario.branches.size() == 3);
  const SavedBranch &first = scenario.branches[0], &second = scenario.branches[1],
                    &third = scenario.branches[2];
  CHECK_FALSE(first.of.has_value());
  CHECK(first.inputs.seed == 3);
  CHECK(second.inputs.knobs == first.inputs.knobs);
  CHECK(second.inputs.seed == 9);
  CHECK(second.shown);
  CHECK(third.inputs.seed == 9);
  CHECK(third.inputs.interventions.size() == 1);
  CHECK(third.inputs.knobs.empty());
  CHECK(third.source == "print(0)\n");
}

TEST_CASE("a branch that runs the file's own program again has none of its own") {
  const Scenario scenario = scenario_with(
      R"j([{"name": "edited", "program": ["print(0)"]},
          {"name": "back", "of": 0, "program": ["N = 1", "print(N)"]},
          {"name": "on", "of": 0}])j");
  CHECK(scenario.branches[0].source == "print(0)\n");
  CHECK_FALSE(scenario.branches[1].source.has_value());
  CHECK(scenario.branches[2].source == "print(0)\n");
}

TEST_CASE("branches are written as they are read, with what differs only") {
  const Scenario scenario = scenario_with(
      R"j([{"name": "n 2", "knobs": {"N": "2"}},
          {"name": "late", "of": 0, "schedule": "reversed", "inputs": [{"at": 1, "do": "interrupt"}]},
          {"name": "edited", "of": 1, "program": ["print(0)"], "knobs": {}},
          {"name": "back", "of": 2, "program": ["N = 1", "print(N)"], "seed": 4}])j");
  const std::string text = write_scenario(scenario);
  const ScenarioResult again = read_scenario(text, "s.json");
  INFO(text << format_problems(again.problems));
  REQUIRE(again.scenario.has_value());
  CHECK(again.scenario->branches == scenario.branches);
  CHECK(write_scenario(*again.scenario) == text);
  CHECK(text.find("\"seed\": 3", text.find("branches")) == std::string::npos);
}

TEST_CASE("what is wrong with a branch is said with its place") {
  says("3", "expected a list", "/branches");
  says("[3]", "expected an object", "/branches/0");
  says("[{}]", "`name` is missing", "/branches/0");
  says("[{\"name\": \"\"}]", "the name of the branch is empty", "/branches/0/name");
  says("[{\"name\": \"a\", \"of\": 0}]", "there is no branch 0 before this one", "/branches/0/of");
  says("[{\"name\": \"a\", \"of\": -1}]", "there is no branch -1", "/branches/0/of");
  says("[{\"name\": \"a\", \"shown\": true}, {\"name\": \"b\", \"shown\": true}]",
       "another branch is shown already", "/branches/1/shown");
  says("[{\"name\": \"a\", \"sead\": 1}]", "sead", "/branches/0/sead");
  says("[{\"name\": \"a\", \"knobs\": {\"N\": 2}}]", "expected a string", "/branches/0/knobs/N");
  says("[{\"name\": \"a\", \"inputs\": [{\"do\": \"interrupt\"}]}]", "does not say when",
       "/branches/0/inputs/0");
}

TEST_CASE("a branch whose program or knobs cannot be run is a fault of the file, with its name") {
  const Scenario scenario =
      scenario_with(R"j([{"name": "fine", "seed": 1}, {"name": "bad", "program": ["print("]},
                        {"name": "knob", "knobs": {"M": "1"}}])j");
  const Problems problems = check(scenario);
  REQUIRE(problems.size() == 2);
  CHECK(problems[0].message.rfind("branch bad: ", 0) == 0);
  CHECK(problems[1].message.rfind("branch knob: ", 0) == 0);
}
