#include "tests/fuzz/one_input.h"

#include <optional>
#include <string_view>
#include <utility>

#include "engine/base/ensure.h"
#include "engine/model/model.h"
#include "engine/record/record_stream.h"
#include "engine/run/run.h"
#include "engine/scenario/scenario.h"

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

std::string written(const Record& record) {
  std::string text;
  write_json_lines(record, [&text](std::string_view piece) { text.append(piece); });
  return text;
}

// However it comes in, it is the same; and nothing that was admitted is too much for the model.
void read_one(const std::string& text) {
  const RecordResult whole = read_json_lines(text, "fuzz.jsonl");
  RecordStream stream("fuzz.jsonl");
  std::size_t size = 1;
  for (std::size_t at = 0; at < text.size(); at += size) {
    size = 1 + (size * 7 + static_cast<unsigned char>(text[at])) % 97;
    stream.feed(std::string_view(text).substr(at, size));
  }
  stream.end();
  ENSURE(format_problems(stream.problems()) == format_problems(whole.problems),
         "a record in pieces has other faults");
  ENSURE(written(stream.record()) == written(whole.record), "a record in pieces is another one");
  Model model(whole.record);
  model.seek(whole.record.size());
  while (model.position() > 0) model.back();
  // As one that a program sends: bounded, and several behind each other.
  for (std::string rest = text; !rest.empty();) {
    RecordStream first("fuzz.jsonl", {.line = 500, .total = 10'000, .several = true});
    first.feed(rest);
    ENSURE(first.another_begins() == (first.over() && first.problems().empty()),
           "a stream is over without a reason");
    std::string next = first.another_begins() ? first.take_rest() : std::string();
    ENSURE(next.size() < rest.size(), "a stream does not come to its end");
    rest = std::move(next);
  }
}

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
