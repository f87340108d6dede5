// How runs end: outcome and exit status, the very bounds of limits, and what a deadlock's report
// says of a crowd.

#include <algorithm>
#include <string>

#include "tests/runs/run_of.h"

namespace grove {
namespace {

Outcome outcome_of(const Run& run) {
  return run.record().at(run.record().size() - 1).get<RunFinished>().outcome;
}

struct End {
  const char* statement;
  Outcome outcome;
  int status;
  const char* said;
};
constexpr End kEnds[] = {
    {"pass", Outcome::kOk, 0, ""},
    {"raise SystemExit", Outcome::kOk, 0, ""},
    {"raise SystemExit(None)", Outcome::kOk, 0, ""},
    {"raise SystemExit(0)", Outcome::kOk, 0, ""},
    {"raise SystemExit(False)", Outcome::kOk, 0, ""},
    {"raise SystemExit(True)", Outcome::kError, 1, ""},
    {"raise SystemExit(3)", Outcome::kError, 3, ""},
    {"raise SystemExit(-1)", Outcome::kError, 255, ""},
    {"raise SystemExit('so long')", Outcome::kError, 1, "so long\n"},
    {"raise ValueError('v')", Outcome::kError, 1, "ValueError: v\n"},
    {"raise BaseException('b')", Outcome::kError, 1, "BaseException: b\n"},
    {"raise KeyboardInterrupt", Outcome::kInterrupted, 130, "KeyboardInterrupt\n"},
};

TEST_CASE("how a program ends is its outcome and its exit status") {
  for (const End& end : kEnds) {
    INFO(end.statement);
    const std::string statement = end.statement;
    for (const Run& run :
         {run_of("import trio\n" + statement + "\n"),
          run_of("import trio\n\nasync def main():\n    " + statement + "\n\ntrio.run(main)\n")}) {
      CHECK(outcome_of(run) == end.outcome);
      CHECK(run.exit_status() == end.status);
      const std::string said = end.said;
      CHECK(run.errors().substr(run.errors().size() - std::min(said.size(), run.errors().size())) ==
            said);
      CHECK(run.errors().empty() == said.empty());
    }
  }
}

TEST_CASE("a run may come right up to a limit, and no further") {
  const auto outcome = [](const std::string& body, int64_t Limits::*limit, int64_t value) {
    Inputs inputs;
    inputs.limits.*limit = value;
    return outcome_of(
        run_of("import trio\n\nasync def main():\n" + body + "\ntrio.run(main)\n", inputs));
  };
  const std::string ten_tasks =
      "    async with trio.open_nursery() as nursery:\n"
      "        for i in range(9):\n"
      "            nursery.start_soon(trio.sleep, 1)\n";
  CHECK(outcome(ten_tasks, &Limits::tasks, 10) == Outcome::kOk);
  CHECK(outcome(ten_tasks, &Limits::tasks, 9) == Outcome::kLimit);

  // Looked at after each step, and nothing is a step after the last one.
  const Record whole =
      run_of("import trio\n\nasync def main():\n" + ten_tasks + "\ntrio.run(main)\n").record();
  int64_t events = static_cast<int64_t>(whole.size());
  while (whole.at(static_cast<std::size_t>(events) - 1).kind() != EventKind::kAfterTaskStep) {
    --events;
  }
  CHECK(outcome(ten_tasks, &Limits::events, events) == Outcome::kOk);
  CHECK(outcome(ten_tasks, &Limits::events, events - 1) == Outcome::kLimit);

  CHECK(outcome("    await trio.sleep(49.999999999)\n", &Limits::seconds, 50) == Outcome::kOk);
  CHECK(outcome("    await trio.sleep(50)\n", &Limits::seconds, 50) == Outcome::kLimit);
}

TEST_CASE("the limit on instructions is reached at the same place, however the run is sliced") {
  const Scenario scenario = scenario_from_python(
      "import trio\n\nasync def main():\n    await trio.sleep(1)\n    for i in range(1000):\n"
      "        print(i)\n\ntrio.run(main)\n",
      "loop.py");
  Inputs inputs;
  inputs.limits.instructions = 1000;
  const Run whole = finish(start(scenario, inputs), 1'000'000);
  CHECK(outcome_of(whole) == Outcome::kLimit);
  CHECK(text_of(finish(start(scenario, inputs), 1).record()) == text_of(whole.record()));
  CHECK(text_of(finish(start(scenario, inputs), 37).record()) == text_of(whole.record()));
}

TEST_CASE("what is due at the very end of the time that a run was given still happens") {
  Inputs inputs;
  inputs.until = SimTime{1'000'000'000};
  const std::string program =
      "import trio\n\nasync def main():\n    await trio.sleep(1)\n    print('awake')\n"
      "    await trio.sleep(1e-9)\n    print('too late')\n\ntrio.run(main)\n";
  CHECK(run_of(program, inputs).output() == "awake\n");
}

TEST_CASE("a deadlock's report names five children of a nursery and counts the others") {
  const auto report = [](int children) {
    return run_of(
               "import trio\n\nasync def f(event):\n    await event.wait()\n\n"
               "async def main():\n    event = trio.Event()\n"
               "    async with trio.open_nursery() as nursery:\n"
               "        for _ in range(" +
               std::to_string(children) +
               "):\n            nursery.start_soon(f, event)\n\ntrio.run(main)\n")
        .errors();
  };
  CHECK(report(5).find("main waits in the nursery of line 8 for f, f#2, f#3, f#4, f#5\n") !=
        std::string::npos);
  CHECK(report(7).find("for f, f#2, f#3, f#4, f#5 and 2 more\n") != std::string::npos);
  CHECK(report(7).find("  f#7 waits for the Event made in line 7\n") != std::string::npos);
}

}  // namespace
}  // namespace grove
