// What somebody does to a run from outside, and what comes of it. That cancelling and control-C do
// what real Trio does is compared in tests/conformance/outside.
#include <algorithm>
#include <string>
#include <vector>

#include "engine/record/interventions.h"
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

// That the act changes nothing, and why.
void says(const char* program, const std::string& act, const std::string& why) {
  INFO(act);
  const Run run = run_of(program, with({act}));
  CHECK(run.output() == printed(program, {}));
  CHECK(run.errors().find("changes nothing: " + why + "\n") != std::string::npos);
  const Record& record = run.record();
  for (std::size_t i = 0; i < record.size(); ++i) {
    if (const auto* applied = record.at(i).get_if<InputApplied>()) {
      CHECK(record.text(applied->why_not) == why);
    }
  }
}

TEST_CASE("what finds nothing to act on changes nothing, and says so") {
  says(kSleepers, R"j({"step": 1, "do": "cancel", "scope": "main:99"})j",
       "there is no scope `main:99` by then");
  says(kSleepers, R"j({"step": 0, "do": "cancel", "scope": "main:14"})j",
       "there is no scope `main:14` by then");
  says(kSleepers, R"j({"step": 1, "do": "raise", "task": "c", "exception": "OSError"})j",
       "there is no task `c` by then");
  says(kSleepers, R"j({"step": 1, "do": "raise", "task": "a", "exception": "OSError"})j",
       "the task `a` has not begun by then");
  says(kSleepers, R"j({"step": 3, "do": "raise", "task": "a", "exception": "Nothing"})j",
       "there is no exception class `Nothing`");
  says(kSleepers, R"j({"step": 3, "do": "raise", "task": "a", "exception": "trio.Cancelled"})j",
       "only a scope makes a Cancelled: cancel one");
  says(kSleepers, R"j({"step": 1, "do": "choose", "task": "main"})j",
       "the task `main` cannot step then");
  says(kSleepers, R"j({"step": 3, "do": "choose", "task": "a"})j",
       "the task `a` steps next anyway");
}

// Two scopes of one line one after the other, from 0 to 1 and from 1 to 2; then a nursery.
constexpr const char* kInTurn = R"(import trio

class Own(Exception):
    def __init__(self):
        pass

async def child():
    await trio.sleep(1)

async def main():
    for _ in range(2):
        with trio.move_on_after(5):
            await trio.sleep(1)
    async with trio.open_nursery() as nursery:
        nursery.start_soon(child)
    print(trio.current_time())
    await trio.sleep(1)

trio.run(main)
)";

TEST_CASE("an act on what is over, or is so already, changes nothing, and says so") {
  says(kInTurn, R"j({"at": 1.5, "do": "cancel", "scope": "main:12"})j",
       "the scope `main:12` is closed by then");
  says(kInTurn, R"j({"at": 0.5, "do": "cancel", "scope": "main:12#2"})j",
       "there is no scope `main:12#2` by then");
  says(kInTurn, R"j({"at": 0.5, "do": "deadline", "scope": "main:12", "to": 5})j",
       "the scope `main:12` ends at 5.000 anyway");
  says(kInTurn, R"j({"at": 2.5, "do": "deadline", "scope": "main:14", "to": null})j",
       "the scope `main:14` has no deadline");
  says(kInTurn, R"j({"at": 0.5, "do": "shield", "scope": "main:12", "to": false})j",
       "the scope `main:12` is not shielded");
  says(kInTurn, R"j({"at": 3.5, "do": "raise", "task": "child", "exception": "OSError"})j",
       "the task `child` is over by then");
  says(kInTurn, R"j({"at": 3.5, "do": "choose", "task": "child"})j",
       "the task `child` cannot step then");
  says(kInTurn, R"j({"at": 0.5, "do": "raise", "task": "main", "exception": "Own"})j",
       "`Own` has an __init__ of its own, which cannot be called from outside");
  const auto then = [](const std::string& second) {
    const Run run = run_of(kInTurn, with({R"j({"at": 2.5, "do": "cancel", "scope": "main:14"})j",
                                          R"j({"at": 2.5, "do": "shield", "scope": "main:14",
                                               "to": true})j",
                                          second}));
    const std::string& errors = run.errors();
    return errors.substr(std::min(errors.size(), errors.find("nothing: ") + 9));
  };
  CHECK(then(R"j({"at": 2.5, "do": "cancel", "scope": "main:14"})j") ==
        "the scope `main:14` is cancelled already\n");
  CHECK(then(R"j({"at": 2.5, "do": "deadline", "scope": "main:14", "to": 9})j") ==
        "the scope `main:14` is cancelled already\n");
  CHECK(then(R"j({"at": 2.5, "do": "shield", "scope": "main:14", "to": true})j") ==
        "the scope `main:14` is shielded\n");
}

TEST_CASE("of the scopes of one line, the number says which is meant") {
  CHECK(printed(kInTurn, {}) == "3.0\n");
  CHECK(printed(kInTurn, {R"j({"at": 0.5, "do": "cancel", "scope": "main:12"})j"}) == "2.5\n");
  CHECK(printed(kInTurn, {R"j({"at": 1.5, "do": "cancel", "scope": "main:12#2"})j"}) == "2.5\n");
}

TEST_CASE("a task that turned its cancellation down cannot be broken off again") {
  constexpr const char* kStubborn = R"(import trio

def stays(raise_cancel):
    return trio.lowlevel.Abort.FAILED

async def main():
    with trio.move_on_after(1):
        await trio.lowlevel.wait_task_rescheduled(stays)

trio.run(main)
)";
  const Run run = run_of(
      kStubborn, with({R"j({"at": 2, "do": "raise", "task": "main", "exception": "OSError"})j"}));
  CHECK(run.errors().find("changes nothing: the task `main` is being broken off already\n") !=
        std::string::npos);
  CHECK(run.exit_status() == 81);
}

TEST_CASE("to the program, a cancellation from outside is one like any other") {
  constexpr const char* kAsks = R"(import trio

async def main():
    with trio.CancelScope():
        try:
            await trio.sleep(5)
        except trio.Cancelled as e:
            print(e, e.source, e.reason, e.source_task)
            raise

trio.run(main)
)";
  CHECK(printed(kAsks, {R"j({"at": 1, "do": "cancel", "scope": "main:4"})j"}) ==
        "cancelled due to explicit explicit None None\n");
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
      CHECK(run.record().input(act->input).known == inputs.interventions[0]);
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
