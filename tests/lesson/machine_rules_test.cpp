// Other worlds: every rule changes some scenario of the course into a program that runs, and that
// does otherwise than the true one.
#include "engine/lesson/machine_rules.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <filesystem>
#include <set>

#include "engine/model/cursor.h"
#include "engine/model/model.h"
#include "engine/run/run.h"

namespace grove {
namespace {

std::vector<std::string> scenario_files() {
  std::vector<std::string> paths;
  for (const auto& file : std::filesystem::directory_iterator("scenarios")) {
    if (file.path().extension() == ".json") paths.push_back(file.path().string());
  }
  std::sort(paths.begin(), paths.end());
  return paths;
}

Record record_of(const Scenario& scenario, const Inputs& inputs) {
  const Prepared prepared = prepare(scenario, inputs);
  REQUIRE(prepared.program != nullptr);
  Run run(prepared.program, scenario, inputs, Detail::kSteps);
  for (int i = 0; i < 200 && !run.finished(); ++i) run.advance(100'000);
  return run.record();
}

std::string printed_in(const Record& record) {
  std::string all;
  for (std::size_t i = 0; i < record.size(); ++i) {
    const auto* printed = record.at(i).get_if<Printed>();
    if (printed != nullptr) all += std::string(record.text(printed->text)) + "\n";
  }
  return all;
}

// The record of a scenario under a rule.
Record believed(const std::string& path, const std::string& name) {
  const MachineRule* rule = find_machine_rule(name);
  REQUIRE(rule != nullptr);
  const Scenario scenario = *load_scenario(path).scenario;
  const std::optional<Scenario> world = under_rule(scenario, *rule);
  REQUIRE(world);
  Inputs inputs = scenario.inputs;
  if (rule->schedule) inputs.schedule = *rule->schedule;
  return record_of(*world, inputs);
}

TEST_CASE("there are at least eight rules of other machines, each with a name of its own") {
  std::set<std::string> names;
  for (const MachineRule& rule : machine_rules()) names.insert(rule.name);
  CHECK(names.size() == machine_rules().size());
  CHECK(names.size() >= 8);
  CHECK(find_machine_rule("no-such-rule") == nullptr);
}

TEST_CASE("every rule makes some scenario of the course run otherwise, and breaks none") {
  for (const MachineRule& rule : machine_rules()) {
    INFO(rule.name);
    int others = 0;
    for (const std::string& path : scenario_files()) {
      INFO(path);
      const ScenarioResult read = load_scenario(path);
      REQUIRE(read.scenario);
      const std::optional<Scenario> world = under_rule(*read.scenario, rule);
      if (!world) continue;
      Inputs inputs = read.scenario->inputs;
      if (rule.schedule) inputs.schedule = *rule.schedule;
      const Record record = record_of(*world, inputs);
      const Record truth = record_of(*read.scenario, read.scenario->inputs);
      others += printed_in(record) != printed_in(truth) || record.size() != truth.size() ? 1 : 0;
    }
    CHECK(others > 0);
  }
}

TEST_CASE("every rule that a lesson of the course names is known, and applies there") {
  int named = 0;
  for (const std::string& path : scenario_files()) {
    const Scenario scenario = *load_scenario(path).scenario;
    if (!scenario.lesson) continue;
    for (const LessonStep& step : scenario.lesson->steps) {
      for (const Choice& choice : step.choices) {
        if (choice.rule.empty()) continue;
        INFO(path << " " << choice.rule);
        const MachineRule* rule = find_machine_rule(choice.rule);
        REQUIRE(rule != nullptr);
        CHECK(under_rule(scenario, *rule));
        ++named;
      }
    }
  }
  CHECK(named >= 9);
}

TEST_CASE("where gather cancels the rest, nobody survives the bang") {
  const std::string text =
      printed_in(believed("scenarios/roulette_gather.json", "gather-cancels-the-rest"));
  CHECK(text.find("survives") == std::string::npos);
  CHECK(text.find("caught Bang") != std::string::npos);
}

TEST_CASE("where nurseries pass on as gather does, the others play on after main has caught it") {
  const SimTime later = sim_time_from_seconds(0.3);
  const auto alive = [later](const Record& record) {
    Model model(record);
    model.seek(position_at(record, later));
    return model.alive_count();
  };
  const Scenario scenario = *load_scenario("scenarios/roulette_nursery.json").scenario;
  CHECK(alive(record_of(scenario, scenario.inputs)) == 1);
  const Record world = believed("scenarios/roulette_nursery.json", "gather-passes-on");
  CHECK(alive(world) > 4);
  CHECK(printed_in(world).find("caught Bang") != std::string::npos);
}

}  // namespace
}  // namespace grove
