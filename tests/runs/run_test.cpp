// A run as a whole: determinism, snapshots, ends, limits, schedules.

#include "engine/run/run.h"

#include <rapidcheck/catch.h>
#include <string>

#include "tests/runs/run_of.h"

namespace grove {
namespace {

constexpr const char* kTree = R"(
import random
import trio

async def spin(path, depth):
    await trio.sleep(random.uniform(0.05, 0.2))
    if random.randrange(9) == 0:
        raise ValueError(path)
    if depth:
        async with trio.open_nursery() as nursery:
            nursery.start_soon(spin, path + "0", depth - 1)
            nursery.start_soon(spin, path + "1", depth - 1)

async def main():
    try:
        with trio.move_on_after(0.7):
            await spin("r", 5)
    except* ValueError as group:
        print(len(group.exceptions))

trio.run(main)
)";

Outcome outcome_of(const Run& run) {
  return run.record().at(run.record().size() - 1).get<RunFinished>().outcome;
}

TEST_CASE("the same run twice leaves the same bytes, however it is sliced") {
  for (int seed = 0; seed < 10; ++seed) {
    Inputs inputs;
    inputs.seed = seed;
    const Scenario scenario = scenario_from_python(kTree, "tree.py");
    const std::string once = text_of(finish(start(scenario, inputs)).record());
    CHECK(text_of(finish(start(scenario, inputs), 1).record()) == once);
    CHECK(text_of(finish(start(scenario, inputs), 37).record()) == once);
  }
}

TEST_CASE("a copy of a run is a snapshot: both go on alike, and neither disturbs the other") {
  const Scenario scenario = scenario_from_python(kTree, "tree.py");
  rc::prop("for all", [&scenario] {
    Inputs inputs;
    inputs.seed = *rc::gen::inRange(0, 100);
    Run run = start(scenario, inputs);
    const int slices = *rc::gen::inRange(0, 60);
    for (int i = 0; i < slices && !run.finished(); ++i) run.advance(*rc::gen::inRange(1, 50));
    Run copy = run;
    const std::string before = text_of(copy.record());
    run = finish(std::move(run));
    RC_ASSERT(text_of(copy.record()) == before);
    copy = finish(std::move(copy));
    RC_ASSERT(text_of(copy.record()) == text_of(run.record()));
    RC_ASSERT(copy.output() == run.output());
  });
}

TEST_CASE("an uncaught exception ends the run with status 1 and a traceback") {
  const Run run =
      run_of("import trio\n\nasync def main():\n    raise KeyError('x')\n\ntrio.run(main)\n");
  CHECK(run.exit_status() == 1);
  CHECK(outcome_of(run) == Outcome::kError);
  CHECK(run.errors() ==
        "Traceback (most recent call last):\n"
        "  File \"test.py\", line 6, in <module>\n"
        "    trio.run(main)\n"
        "  File \"test.py\", line 4, in main\n"
        "    raise KeyError('x')\n"
        "KeyError: 'x'\n");
}

TEST_CASE("tasks that wait for each other for ever are a deadlock, status 81") {
  const Run run =
      run_of("import trio\n\nasync def main():\n    await trio.Event().wait()\n\ntrio.run(main)\n");
  CHECK(run.exit_status() == 81);
  CHECK(outcome_of(run) == Outcome::kDeadlock);
  CHECK(run.errors() ==
        "grove: deadlock at t = 0.000: nothing can ever run again\n"
        "  main waits for the Event made in line 4\n");
}

TEST_CASE("a deadlock is reported with who waits for what, and who holds it") {
  const Run run = run_of(R"(import trio

async def first(a, b):
    async with a:
        await trio.sleep(1)
        async with b:
            print("not reached")

async def main():
    a, b = trio.Lock(), trio.Lock()
    async with trio.open_nursery() as nursery:
        nursery.start_soon(first, a, b)
        nursery.start_soon(first, b, a)

trio.run(main)
)");
  CHECK(run.exit_status() == 81);
  CHECK(run.errors() ==
        "grove: deadlock at t = 1.000: nothing can ever run again\n"
        "  main waits in the nursery of line 11 for first, first#2\n"
        "  first waits for the Lock made in line 10, which first#2 holds\n"
        "  first#2 waits for the Lock made in line 10, which first holds\n");
}

TEST_CASE("a program that never ends stops at `until`, with everything up to there recorded") {
  Inputs inputs;
  inputs.until = SimTime{1'000'000'000};
  const Run run = run_of(
      "import trio\n\nasync def main():\n    while True:\n        await trio.sleep(0.3)\n"
      "        print(trio.current_time())\n\ntrio.run(main)\n",
      inputs);
  CHECK(run.output() == "0.3\n0.6\n0.9\n");
  CHECK(run.exit_status() == 0);
  CHECK(outcome_of(run) == Outcome::kLimit);
  CHECK(run.now() == SimTime{1'000'000'000});
}

TEST_CASE("each limit stops the run, names itself in the record, and gives status 80") {
  const auto limited = [](const std::string& body, auto set_limit) {
    Inputs inputs;
    set_limit(inputs.limits);
    return run_of(
        "import trio\n\nasync def child():\n    await trio.sleep(1)\n\nasync def main():\n" + body +
            "\ntrio.run(main)\n",
        inputs);
  };
  const auto reached = [](const Run& run) {
    const Record& record = run.record();
    REQUIRE(record.size() >= 2);
    const auto* limit = record.at(record.size() - 2).get_if<LimitReached>();
    REQUIRE(limit != nullptr);
    CHECK(run.exit_status() == 80);
    CHECK(outcome_of(run) == Outcome::kLimit);
    return std::string(record.text(limit->limit));
  };
  CHECK(reached(limited("    while True:\n        pass\n",
                        [](Limits& l) { l.instructions = 1000; })) == "instructions");
  CHECK(reached(limited("    while True:\n        await trio.sleep(1)\n",
                        [](Limits& l) { l.events = 500; })) == "events");
  CHECK(reached(limited("    while True:\n        await trio.sleep(1)\n",
                        [](Limits& l) { l.seconds = 50; })) == "seconds");
  CHECK(reached(limited("    async with trio.open_nursery() as n:\n        for i in range(100):\n"
                        "            n.start_soon(child)\n",
                        [](Limits& l) { l.tasks = 10; })) == "tasks");
  CHECK(reached(limited("    kept = []\n    while True:\n        kept.append('x' * 1000)\n"
                        "        await trio.sleep(0)\n",
                        [](Limits& l) { l.bytes = 2'000'000; })) == "bytes");
}

TEST_CASE("one program may run Trio several times, and time goes on") {
  const Run run = run_of(
      "import trio\n\nasync def main(x):\n    await trio.sleep(1)\n    return x + 1\n\n"
      "a = trio.run(main, 1)\nprint(trio.run(main, a))\n");
  CHECK(run.output() == "3\n");
  CHECK(run.now() == SimTime{2'000'000'000});
}

TEST_CASE("a chain of a thousand nested nurseries ends with its innermost exception") {
  const Run run = run_of(R"(
import trio

async def nest(depth):
    if depth == 0:
        raise ValueError("deep")
    async with trio.open_nursery() as nursery:
        nursery.start_soon(nest, depth - 1)

async def main():
    try:
        await nest(1000)
    except* ValueError:
        print("caught")

trio.run(main)
)");
  CHECK(run.output() == "caught\n");
  CHECK(run.exit_status() == 0);
}

TEST_CASE("a tree of 131,071 tasks is recorded whole") {
  const Scenario scenario = shipped("roulette_nursery");
  Inputs inputs = scenario.inputs;
  inputs.knobs = {{"BANGS", "[]"}, {"DEPTH", "16"}};
  const Run run = run_of(scenario, inputs);
  int spawned = 0;
  int finished = 0;
  for (std::size_t i = 0; i < run.record().size(); ++i) {
    spawned += run.record().at(i).kind() == EventKind::kTaskSpawned ? 1 : 0;
    const auto* exited = run.record().at(i).get_if<TaskExited>();
    finished += exited != nullptr && exited->outcome == Outcome::kOk ? 1 : 0;
  }
  // spin("r") runs inside main itself.
  CHECK(spawned == 131'071);
  CHECK(finished == 131'071);
}

}  // namespace
}  // namespace grove
