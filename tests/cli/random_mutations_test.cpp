// Files from elsewhere with several things wrong at random: records through reader, model and
// terminal, scenarios through check. A few seconds of fixed seeds; ten times as many with
// GROVE_FULL.
#include <catch2/catch.hpp>
#include <cstdlib>

#include "engine/model/model.h"
#include "engine/picture/explain.h"
#include "engine/record/json_lines.h"
#include "engine/run/run.h"
#include "tests/cli/call.h"
#include "tests/cli/sample_record.h"
#include "tests/record/random_mutations.h"

using namespace grove;
using namespace cli_test;

namespace {

uint64_t scale() {
  const char* full = std::getenv("GROVE_FULL");
  return full != nullptr && *full != '\0' ? 10 : 1;
}

// Records of programs that do much in few events.
std::vector<std::string> good_records() {
  std::vector<std::string> records{kSampleRecord};
  for (const char* name : {"roulette_nursery", "roulette_timeout"}) {
    records.push_back(call({"run", std::string("scenarios/") + name + ".json", "--record", "-",
                            "--detail", "steps", "--limit", "events=300"})
                          .out);
  }
  for (const char* name :
       {"body_and_child_fail", "cancel_across_tasks", "abort_wakes_another",
        "cancel_early_and_late", "start_keeps_the_target_open", "awaits_in_finally"}) {
    const std::string file = std::string("tests/conformance/trio/programs/") + name + ".py";
    records.push_back(
        call({"run", file, "--record", "-", "--detail", "steps", "--limit", "events=200"}).out);
  }
  return records;
}

// Folds all of it, takes it out again and looks at each moment's answers.
void fold_and_undo(const Record& record) {
  Model model(record);
  while (model.position() < record.size()) {
    model.forward();
    for (std::size_t i = 0; i < model.task_count(); ++i) {
      const TaskId task{static_cast<int32_t>(i)};
      model.path(task);
      if (const ScopeId scope = model.current_scope(task)) model.effective_deadline(scope);
    }
  }
  while (model.position() > 0) model.back();
  CHECK(model.same_as(Model(record)));
}

bool is_known(int status) {
  for (const int known : {0, 1, 64, 65, 80, 81, 130}) {
    if (status == known) return true;
  }
  return false;
}

}  // namespace

TEST_CASE("a record with several things wrong folds as far as it is good, forth and back") {
  const std::vector<std::string> good = good_records();
  REQUIRE(good.size() >= 7);
  int whole = 0, cut = 0;
  std::size_t events = 0;
  for (uint64_t seed = 0; seed < 10'000 * scale(); ++seed) {
    INFO("seed " << seed);
    mutated::Mutator mutator(seed);
    const std::string& base = good[mutator.below(good.size())];
    const std::string text = mutator.below(4) == 0 ? mutator.text(base) : mutator.lines(base);
    const RecordResult result = read_json_lines(text, "mutated.jsonl");
    CHECK((result.has_header || !result.problems.empty()));
    ++(result.problems.empty() ? whole : cut);
    if (!result.has_header) continue;
    events += result.record.size();
    fold_and_undo(result.record);
    if (seed % 4 != 0) continue;
    const std::string last = std::to_string(result.record.size() / 2);
    for (const std::vector<std::string>& arguments :
         {std::vector<std::string>{"tree", "-"}, {"why", "-", "--event", last}, {"play", "-"}}) {
      const Answer answer = call_with_input(text, arguments);
      CHECK(is_known(answer.status));
      CHECK_FALSE(contains(answer.out + answer.err, "\x1b"));
      if (!result.problems.empty()) CHECK(contains(answer.err, "error: "));
    }
  }
  // Neither all refused at once, nor all taken.
  CHECK(whole > 1'000);
  CHECK(cut > 3'000);
  CHECK(events > 200'000);
}

TEST_CASE("a scenario with several things wrong is checked to its end") {
  const std::string rich =
      R"json({"grove": 1, "title": "T", "about": "a", "goal": "g", "tags": ["x"],
 "program": ["import random, trio", "N = 3", "B = ['r']", "F = False", "async def main():",
             "    async with trio.open_nursery() as n:", "        n.start_soon(trio.sleep, N)",
             "trio.run(main)"],
 "seed": 7, "schedule": "shuffled:3", "until": 9.5,
 "limits": {"tasks": 10, "events": 1000, "bytes": 1000000, "depth": 50, "instructions": 100000},
 "knobs": {"N": {"label": "n", "min": 0, "max": 16, "step": 1},
           "B": {"label": "b", "choices": [["r"], []]}, "F": {"label": "f", "type": "bool"}},
 "presets": {"A": {"knobs": {"B": ["r"]}}, "C": {"knobs": {"F": true}, "seed": 1}},
 "inputs": [{"at": 1.5, "do": "interrupt"}, {"step": 4, "do": "cancel", "scope": "main:6"}],
 "branches": [{"name": "a", "inputs": [{"at": 1, "do": "interrupt"}]}, {"name": "b", "of": 0}],
 "expect": [{"printed": ["x"]}, {"task": "main", "outcome": "ok"}, {"at": 0.4, "alive": 0}]})json";
  int good = 0, faulty = 0;
  for (uint64_t seed = 0; seed < 10'000 * scale(); ++seed) {
    INFO("seed " << seed);
    mutated::Mutator mutator(seed);
    const std::string text = mutator.text(rich);
    const ScenarioResult result = read_scenario(text, "mutated.json");
    CHECK(result.scenario.has_value() == result.problems.empty());
    Problems problems = result.problems;
    if (result.scenario) problems = check(*result.scenario);
    ++(problems.empty() ? good : faulty);
    for (const Problem& problem : problems) CHECK_FALSE(problem.message.empty());
    CHECK_FALSE(contains(format_problems(problems), "\x1b"));
    if (result.scenario && seed % 8 == 0) {
      const std::string again = write_scenario(*result.scenario);
      CHECK(read_scenario(again, "again.json").scenario.has_value());
    }
  }
  CHECK(good > 200);
  CHECK(faulty > 3'000);
}
