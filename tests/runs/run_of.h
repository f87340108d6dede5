// Runs programs for tests: source text or a shipped scenario → a finished Run.
#pragma once

#include <catch2/catch.hpp>
#include <string>

#include "engine/record/json_lines.h"
#include "engine/run/run.h"

namespace grove {

inline Run start(const Scenario& scenario, const Inputs& inputs, Detail detail = Detail::kLines) {
  Prepared prepared = prepare(scenario, inputs);
  INFO(format_problems(prepared.problems));
  REQUIRE(prepared.program != nullptr);
  return Run(prepared.program, scenario, inputs, detail);
}

inline Run finish(Run run, int64_t slice = 100'000) {
  while (!run.finished()) run.advance(slice);
  return run;
}

inline Run run_of(const std::string& source, Inputs inputs = {}) {
  return finish(start(scenario_from_python(source, "test.py"), inputs));
}

inline Scenario shipped(const std::string& slug) {
  ScenarioResult result = load_scenario("scenarios/" + slug + ".json");
  INFO(format_problems(result.problems));
  REQUIRE(result.scenario.has_value());
  return *result.scenario;
}

inline Run run_of(const Scenario& scenario, const Inputs& inputs, Detail detail = Detail::kLines) {
  return finish(start(scenario, inputs, detail));
}

inline std::string text_of(const Record& record) {
  std::string text;
  write_json_lines(record, [&text](std::string_view piece) { text.append(piece); });
  return text;
}

}  // namespace grove
