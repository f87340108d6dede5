// The conformance corpus under limits that a person would hardly give: whatever a run is stopped
// by, and wherever, it ends with a clear outcome and leaves a record that can be read.
//
// GROVE_PROGRAMS=FOLDER takes the programs below that folder as well: random ones, say.

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <random>
#include <sstream>
#include <string>
#include <vector>

#include "engine/machine/core/mersenne_twister.h"
#include "engine/record/check.h"
#include "tests/runs/peak_memory.h"
#include "tests/runs/run_of.h"

namespace grove {
namespace {

bool at_length() {
  const char* full = std::getenv("GROVE_FULL");
  return full != nullptr && *full != '\0';
}

struct CorpusProgram {
  std::string name, source;
};

void add_programs_below(const char* folder, std::vector<CorpusProgram>* programs) {
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
    if (entry.path().extension() != ".py") continue;
    std::ifstream file(entry.path());
    std::stringstream text;
    text << file.rdbuf();
    programs->push_back({entry.path().generic_string(), text.str()});
  }
}

const std::vector<CorpusProgram>& corpus() {
  static const std::vector<CorpusProgram> all = [] {
    std::vector<CorpusProgram> programs;
    add_programs_below("tests/conformance", &programs);
    const char* more = std::getenv("GROVE_PROGRAMS");
    if (more != nullptr && *more != '\0') add_programs_below(more, &programs);
    std::sort(programs.begin(), programs.end(),
              [](const CorpusProgram& a, const CorpusProgram& b) { return a.name < b.name; });
    return programs;
  }();
  return all;
}

// A number from 0 to `most`, small ones as likely as large ones.
int64_t some(MersenneTwister& random, double most) {
  return static_cast<int64_t>(std::pow(most + 1, random.next_double())) - 1;
}

// One or two limits are tiny, the others as large as a run of the corpus needs.
Inputs tiny_limits(MersenneTwister& random, bool of_the_record) {
  Inputs inputs;
  inputs.limits.instructions = 1'000'000;
  inputs.limits.events = 1'000'000;
  inputs.limits.bytes = 100'000'000;
  // An endless program ends before the record is full.
  if (!of_the_record) inputs.limits.seconds = 1'000;
  for (int i = 0; i < 2; ++i) {
    switch (some(random, 100) % (of_the_record ? 7 : 5)) {
      case 0:
        inputs.limits.tasks = some(random, 20);
        break;
      case 1:
        inputs.limits.depth = 1 + some(random, 50);
        break;
      case 2:
        inputs.limits.instructions = some(random, 5'000);
        break;
      case 3:
        inputs.limits.seconds = some(random, 10);
        break;
      case 4:
        inputs.until = SimTime{some(random, 20e9)};
        break;
      case 5:
        inputs.limits.events = some(random, 1'000);
        break;
      default:
        inputs.limits.bytes = some(random, 3'000'000);
    }
  }
  return inputs;
}

std::string words_of(const Inputs& inputs) {
  const Limits& l = inputs.limits;
  return "tasks=" + std::to_string(l.tasks) + " events=" + std::to_string(l.events) +
         " bytes=" + std::to_string(l.bytes) + " depth=" + std::to_string(l.depth) +
         " instructions=" + std::to_string(l.instructions) +
         " seconds=" + std::to_string(l.seconds) + " until=" + std::to_string(inputs.until.ns);
}

// How the run ended, by its record; empty if the record does not say.
std::string outcome_of(const Record& record) {
  if (record.size() == 0) return {};
  const auto* finished = record.at(record.size() - 1).get_if<RunFinished>();
  return finished == nullptr ? std::string() : std::string(word_of(finished->outcome));
}

// What went wrong with the record; empty: nothing.
std::string fault_of(const Record& record) {
  RecordCheck check;
  for (std::size_t i = 0; i < record.size(); ++i) {
    const std::string fault = check.admit(record, record.at(i));
    if (!fault.empty()) return fault + " at event " + std::to_string(i);
  }
  const std::string text = text_of(record);
  const RecordResult read = read_json_lines(text, "record.jsonl");
  if (!read.problems.empty()) return format_problems(read.problems);
  return text_of(read.record) == text ? "" : "the record reads as another one";
}

// The run to its end, which must come within as many slices as it can have work for.
Run bounded(Run run) {
  for (int slice = 0; slice < 5'000 && !run.finished(); ++slice) run.advance(100'000);
  REQUIRE(run.finished());
  return run;
}

uint64_t a_seed() { return at_length() ? std::random_device{}() : 12; }

TEST_CASE("the record of every program of the corpus reads again") {
  for (const CorpusProgram& program : corpus()) {
    const Scenario scenario = scenario_from_python(program.source, "test.py");
    Inputs inputs;
    inputs.limits.instructions = 1'000'000;
    inputs.limits.seconds = 1'000;
    INFO(program.name);
    const Prepared prepared = prepare(scenario, inputs);
    if (prepared.program == nullptr) continue;
    const Run run = bounded(Run(prepared.program, scenario, inputs, Detail::kLines));
    CHECK(fault_of(run.record()) == "");
  }
}

TEST_CASE("under tiny limits of every kind a run ends clearly and its record reads again") {
  REQUIRE(corpus().size() > 300);
  const uint64_t seed = a_seed();
  CAPTURE(seed);
  MersenneTwister random;
  random.seed(seed);
  int programs = 0, stopped = 0;
  for (int round = 0; round < (at_length() ? 50 : 2); ++round) {
    for (const CorpusProgram& program : corpus()) {
      const Scenario scenario = scenario_from_python(program.source, "test.py");
      const Inputs inputs = tiny_limits(random, true);
      INFO(program.name << " with " << words_of(inputs));
      const Prepared prepared = prepare(scenario, inputs);
      if (prepared.program == nullptr) continue;
      const PeakMemory peak;
      const Run run = bounded(Run(prepared.program, scenario, inputs, Detail::kLines));
      // What every run has, whatever its limit, is some of the constant part.
      CHECK(peak.bytes() < 4 * inputs.limits.bytes + 8'000'000);
      ++programs;
      stopped += run.exit_status() == 80 ? 1 : 0;
      const std::string outcome = outcome_of(run.record());
      const bool is_clear = run.exit_status() == 80 ? outcome == "limit"
                            : run.exit_status() == 81
                                ? outcome == "deadlock"
                                : run.exit_status() <= 255 && !outcome.empty();
      CHECK(is_clear);
      CHECK(fault_of(run.record()) == "");
    }
  }
  CHECK(programs > 300);
  CHECK(stopped > programs / 8);
}

TEST_CASE("a run does the same whether its lines are recorded or not") {
  const uint64_t seed = a_seed();
  CAPTURE(seed);
  MersenneTwister random;
  random.seed(seed);
  for (const CorpusProgram& program : corpus()) {
    const Scenario scenario = scenario_from_python(program.source, "test.py");
    // The limits on the record itself are reached sooner by one that has lines too.
    const Inputs inputs = tiny_limits(random, false);
    INFO(program.name << " with " << words_of(inputs));
    const Prepared prepared = prepare(scenario, inputs);
    if (prepared.program == nullptr) continue;
    const Run lines = bounded(Run(prepared.program, scenario, inputs, Detail::kLines));
    const Run steps = bounded(Run(prepared.program, scenario, inputs, Detail::kSteps));
    CHECK(lines.output() == steps.output());
    CHECK(lines.errors() == steps.errors());
    CHECK(lines.exit_status() == steps.exit_status());
    CHECK(lines.now() == steps.now());
    CHECK(outcome_of(lines.record()) == outcome_of(steps.record()));
  }
}

}  // namespace
}  // namespace grove
