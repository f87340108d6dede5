#include "tests/fuzz/one_input.h"

#include <optional>
#include <string_view>
#include <utility>

#include "engine/base/ensure.h"
#include "engine/record/json_lines.h"
#include "engine/run/run.h"
#include "engine/scenario/scenario.h"
#include "tests/fuzz/one_record.h"

namespace grove::fuzz {

namespace {

constexpr std::size_t kLongest = 20'000;   // bytes of a program
constexpr int64_t kInstructions = 20'000;  // between two checkpoints
constexpr int64_t kEvents = 4'000;
constexpr int64_t kBytes = 32'000'000;
constexpr int64_t kTasks = 100;
constexpr int kSlices = 2'000;
constexpr int64_t kSlice = 1'000;

constexpr std::string_view kRecord = "{\"grove_trace\"";

}  // namespace

void run_one(const std::string& text) {
  if (text.size() > kLongest) return;
  if (text.substr(0, kRecord.size()) == kRecord) return read_one(text);
  std::optional<Scenario> read;
  if (text.empty() || text[0] != '{') {
    read = scenario_from_python(text, "fuzz.py");
  } else {
    ScenarioResult result = read_scenario(text, "fuzz.json");
    ENSURE(result.problems.empty() == result.scenario.has_value(),
           "a scenario is there without faults, and only so");
    ENSURE(result.problems.empty() || !format_problems(result.problems).empty(),
           "a fault has no text");
    read = std::move(result.scenario);
  }
  if (!read) return;
  const Scenario& scenario = *read;
  Inputs inputs = scenario.inputs;
  inputs.limits.instructions = kInstructions;
  inputs.limits.events = kEvents;
  inputs.limits.bytes = kBytes;
  inputs.limits.tasks = kTasks;
  const Prepared prepared = prepare(scenario, inputs);
  const bool has_faults = !prepared.problems.empty();
  ENSURE(has_faults == (prepared.program == nullptr), "a program without faults was not compiled");
  if (has_faults) {
    ENSURE(!format_problems(prepared.problems).empty(), "a fault has no text");
    return;
  }
  Run run(prepared.program, scenario, inputs, Detail::kLines);
  for (int i = 0; i < kSlices && !run.finished(); ++i) run.advance(kSlice);
  std::string record;
  write_json_lines(run.record(), [&record](std::string_view piece) { record.append(piece); });
}

}  // namespace grove::fuzz
