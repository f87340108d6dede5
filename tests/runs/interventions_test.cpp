// What somebody does to a run from outside, and what comes of it. That cancelling and control-C do
// what real Trio does is compared in tests/conformance/outside.
#include <algorithm>
#include <string>
#include <vector>

#include "engine/scenario/interventions.h"
#include "tests/runs/run_of.h"

namespace grove {
namespace {

constexpr const char* kSleepers = R"(import trio

class Bang(Exception):
    pass

async def sleeper(name, seconds):
    try:
        await trio.sleep(seconds)
        print(name, "wakes at", trio.current_time())
    except OSError as e:
        print(name, "got", e)

async def main():
    with trio.CancelScope() as scope:
        async with trio.open_nursery() as nursery:
            nursery.start_soon(sleeper, "a", 1, name="a")
            nursery.start_soon(sleeper, "b", 1, name="b")
    print("over", scope.cancelled_caught, trio.current_time())

trio.run(main)
)";

constexpr const char* kStuck = R"(import trio

async def main():
    with trio.CancelScope():
        await trio.sleep_forever()
    print("free")

trio.run(main)
)";

Intervention made(const std::string& json) {
  Problems problems;
  const auto intervention = parse_intervention(json, "--input", &problems);
  INFO(format_problems(problems));
  REQUIRE(intervention.has_value());
  return *intervention;
}

Inputs with(const std::vector<std::string>& acts) {
  Inputs inputs;
  for (const std::string& act : acts) inputs.interventions.push_back(made(act));
  return inputs;
}

std::string printed(const std::string& program, const std::vector<std::string>& acts) {
  const Run run = run_of(program, with(acts));
  return run.output() + run.errors();
}

TEST_CASE("a scope that is cancelled from outside stops what it governs, at that time") {
  CHECK(printed(kSleepers, {}) == "a wakes at 1.0\nb wakes at 1.0\nover False 1.0\n");
  CHECK(printed(kSleepers, {R"j({"at": 0.25, "do": "cancel", "scope": "main:14"})j"}) ==
        "over True 0.25\n");
  CHECK(printed(kSleepers, {R"j({"step": 2, "do": "cancel", "scope": "main:15"})j"}) ==
        "over False 0.0\n");
}

TEST_CASE("a deadline from outside ends a scope then, and may be taken away again") {
  CHECK(
      printed(kSleepers, {R"j({"at": 0.25, "do": "deadline", "scope": "main:14", "to": 0.5})j"}) ==
      "over True 0.5\n");
  CHECK(
      printed(kSleepers, {R"j({"at": 0.25, "do": "deadline", "scope": "main:14", "to": 0.5})j",
                          R"j({"at": 0.4, "do": "deadline", "scope": "main:14", "to": null})j"}) ==
      "a wakes at 1.0\nb wakes at 1.0\nover False 1.0\n");
}

TEST_CASE("a shield from outside hides what is cancelled further out") {
  CHECK(printed(kSleepers, {R"j({"at": 0.2, "do": "shield", "scope": "main:15", "to": true})j",
                            R"j({"at": 0.3, "do": "cancel", "scope": "main:14"})j"}) ==
        "a wakes at 1.0\nb wakes at 1.0\nover False 1.0\n");
}

TEST_CASE("what is to be done before a step, once a time has come, does not wait for the step") {
  const auto act_at = [](const std::string& moment) {
    const Run run = run_of(kSleepers, with({"{" + moment + ", \"do\": \"interrupt\"}"}));
    for (std::size_t i = 0; i < run.record().size(); ++i) {
      const Event& event = run.record().at(i);
      if (event.kind() == EventKind::kInputApplied) return to_seconds(event.t);
    }
    return -1.0;
  };
  // Step 3 is the first at 1 s; those before it are over at 0.
  CHECK(act_at("\"step\": 3") == 1);
  CHECK(act_at("\"step\": 3, \"at\": 0") == 0);
  CHECK(act_at("\"step\": 3, \"at\": 0.5") == 0.5);
  CHECK(act_at("\"step\": 2, \"at\": 0.5") == 0.5);
}

TEST_CASE("a branch of a run goes on as if it had had the other interventions from the start") {
  const Scenario scenario = scenario_from_python(kSleepers, "sleepers.py");
  const Inputs plain;
  const Prepared prepared = prepare(scenario, plain);
  REQUIRE(prepared.program);
  const Inputs acts = with({R"j({"at": 0.5, "do": "cancel", "scope": "main:14"})j",
                            R"j({"at": 0.7, "do": "interrupt"})j"});
  Run whole(prepared.program, scenario, acts, Detail::kLines);
  whole.advance(1'000'000);
  Run run(prepared.program, scenario, plain, Detail::kLines);
  while (run.record().size() < 20) run.advance(1);
  Run branch = run.branch(scenario, acts);
  branch.advance(1'000'000);
  CHECK(text_of(branch.record()) == text_of(whole.record()));
  // And back, before anything of it was applied.
  run.advance(1'000'000);
  CHECK(run.output() == "a wakes at 1.0\nb wakes at 1.0\nover False 1.0\n");
}

TEST_CASE("an exception from outside breaks off what a task waits for, and the task may catch it") {
  CHECK(
      printed(kSleepers,
              {R"j({"at": 0.25, "do": "raise", "task": "a", "exception": "OSError('gone')"})j"}) ==
      "a got gone\nb wakes at 1.0\nover False 1.0\n");
  const Run run = run_of(
      kSleepers,
      with({R"j({"at": 0.25, "do": "raise", "task": "main/b", "exception": "Bang('x')"})j"}));
  CHECK(run.exit_status() == 1);
  CHECK(run.errors().find("Bang: x") != std::string::npos);
}

TEST_CASE("in a nursery's exit an exception from outside joins the nursery's") {
  const Run run =
      run_of(kSleepers,
             with({R"j({"at": 0.25, "do": "raise", "task": "main", "exception": "Bang('x')"})j"}));
  CHECK(run.output() == "");
  CHECK(run.errors().find("ExceptionGroup: Exceptions from Trio nursery (1 sub-exception)") !=
        std::string::npos);
}

TEST_CASE("the task that is chosen steps next, out of those that could") {
  CHECK(printed(kSleepers, {R"j({"step": 3, "do": "choose", "task": "b"})j"}) ==
        "b wakes at 1.0\na wakes at 1.0\nover False 1.0\n");
}

TEST_CASE("control-C comes out of main as KeyboardInterrupt, and ends with 130 where it is bare") {
  const Run run = run_of(kStuck, with({R"j({"at": 2, "do": "interrupt"})j"}));
  CHECK(run.exit_status() == 130);
  CHECK(run.now() == SimTime{2'000'000'000});
}

TEST_CASE("control-C that broke off a checkpoint stays the reason of the scope that it came to") {
  constexpr const char* kPressed = R"(import trio

async def main():
    with trio.CancelScope():
        try:
            await trio.lowlevel.checkpoint()
        except KeyboardInterrupt:
            print("pressed")
        try:
            await trio.sleep(10)
        except trio.Cancelled as e:
            print(e)
            raise

trio.run(main)
)";
  CHECK(printed(kPressed, {R"j({"step": 1, "do": "interrupt"})j",
                           R"j({"at": 0.5, "do": "cancel", "scope": "main:4"})j"}) ==
        "pressed\ncancelled due to KeyboardInterrupt\n");
}

TEST_CASE("somebody outside can free what would wait for ever") {
  CHECK(run_of(kStuck).exit_status() == 81);
  CHECK(printed(kStuck, {R"j({"step": 1, "do": "cancel", "scope": "main:4"})j"}) == "free\n");
}

TEST_CASE("what finds nothing to act on changes nothing, and says so") {
  const std::string as_ever = printed(kSleepers, {});
  const auto says = [&](const std::string& act, const std::string& why) {
    INFO(act);
    const Run run = run_of(kSleepers, with({act}));
    CHECK(run.output() == as_ever);
    CHECK(run.errors().find("changes nothing: " + why) != std::string::npos);
  };
  says(R"j({"step": 1, "do": "cancel", "scope": "main:99"})j",
       "there is no scope `main:99` by then");
  says(R"j({"step": 0, "do": "cancel", "scope": "main:14"})j",
       "there is no scope `main:14` by then");
  says(R"j({"step": 1, "do": "raise", "task": "c", "exception": "OSError"})j",
       "there is no task `c` by then");
  says(R"j({"step": 1, "do": "raise", "task": "a", "exception": "OSError"})j",
       "the task `a` has not begun by then");
  says(R"j({"step": 3, "do": "raise", "task": "a", "exception": "Nothing"})j",
       "there is no exception class `Nothing`");
  says(R"j({"step": 3, "do": "raise", "task": "a", "exception": "trio.Cancelled"})j",
       "only a scope makes a Cancelled");
  says(R"j({"step": 1, "do": "choose", "task": "main"})j", "the task `main` cannot step then");
}

TEST_CASE("an act is recorded where it comes, and the record before it is the one without it") {
  const std::string without = text_of(run_of(kSleepers).record());
  for (int step = 1; step < 6; ++step) {
    const Inputs inputs = with({"{\"step\": " + std::to_string(step) + ", \"do\": \"interrupt\"}"});
    const Run run = run_of(kSleepers, inputs);
    std::size_t acts = 0;
    for (std::size_t i = 0; i < run.record().size(); ++i) {
      const auto* act = run.record().at(i).get_if<InputApplied>();
      if (act == nullptr) continue;
      ++acts;
      CHECK(act->step == step);
      CHECK_FALSE(run.record().at(i).cause);
      CHECK(run.record().json(act->input) == intervention_json(inputs.interventions[0]));
      const std::string text = text_of(run.record());
      // The header, which tells of the act, is another one.
      const std::size_t begin = text.find('\n'), at = text.find("\"kind\":\"input_applied\"");
      const std::string before = text.substr(begin, text.rfind('\n', at) - begin);
      CHECK(without.find(before) != std::string::npos);
    }
    CHECK(acts == 1);
  }
}

TEST_CASE("a record that was acted on can be run again from its header") {
  const Inputs inputs = with({R"j({"at": 0.25, "do": "cancel", "scope": "main:14"})j",
                              R"j({"step": 1, "do": "choose", "task": "b"})j"});
  const Run run = run_of(kSleepers, inputs);
  const ScenarioResult again = scenario_from_record(run.record().header, "r.jsonl");
  REQUIRE(again.scenario.has_value());
  CHECK(again.scenario->inputs == inputs);
  CHECK(text_of(run_of(*again.scenario, again.scenario->inputs).record()) == text_of(run.record()));
}

}  // namespace
}  // namespace grove
