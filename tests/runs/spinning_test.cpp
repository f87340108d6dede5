// Programs that never end, or never come to a checkpoint: they end, their record stays small, and
// whose fault it was is told.

#include <csignal>

#include "engine/picture/explain.h"
#include "tests/runs/run_of.h"

namespace grove {
namespace {

Run run_limited(const std::string& source, int64_t instructions = 100'000) {
  Inputs inputs;
  inputs.limits.instructions = instructions;
  return run_of(source, inputs);
}

const LimitReached& limit_of(const Run& run) {
  const Record& record = run.record();
  const auto* limit = record.at(record.size() - 2).get_if<LimitReached>();
  REQUIRE(limit != nullptr);
  return *limit;
}

std::string words_of_limit(const Run& run) {
  const RecordIndex index(run.record());
  return plain_text(describe(index, EventId{static_cast<int32_t>(run.record().size()) - 2}));
}

constexpr const char* kBusy = R"(import trio

async def busy():
    total = 0
    while True:
        total += 1

async def main():
    async with trio.open_nursery() as nursery:
        nursery.start_soon(trio.sleep, 1)
        nursery.start_soon(busy)

trio.run(main)
)";

TEST_CASE("a task that computes without a checkpoint is named, with its line and who waits") {
  const Run run = run_limited(kBusy);
  CHECK(run.exit_status() == 80);
  const LimitReached& limit = limit_of(run);
  CHECK(limit.task == TaskId{2});
  CHECK((limit.line == 5 || limit.line == 6));
  CHECK(words_of_limit(run) ==
        "the run reaches its limit: instructions = 100000: busy computes at line " +
            std::to_string(limit.line) + " without a checkpoint and keeps main and sleep waiting");
}

TEST_CASE("a loop outside of all tasks is told with its line") {
  const Run run = run_limited("x = 0\nwhile True:\n    x += 1\n");
  CHECK_FALSE(limit_of(run).task);
  CHECK(words_of_limit(run).find("the run computes at line ") != std::string::npos);
}

TEST_CASE("the limit on instructions is reached at the same one however the run is sliced") {
  Inputs inputs;
  inputs.limits.instructions = 5'000;
  const Scenario scenario = scenario_from_python(kBusy, "test.py");
  const std::string whole = text_of(finish(start(scenario, inputs)).record());
  for (const int64_t slice : {1, 7, 1000}) {
    CHECK(text_of(finish(start(scenario, inputs), slice).record()) == whole);
  }
}

TEST_CASE("a loop that spins is summed up after its first thousand lines") {
  const Run run = run_limited(kBusy);
  const Record& record = run.record();
  int lines = 0;
  int64_t counted = 0;
  for (std::size_t i = 0; i < record.size(); ++i) {
    const auto* line = record.at(i).get_if<Line>();
    if (line == nullptr || line->task != TaskId{2}) continue;
    ++lines;
    if (line->count > 0) {
      counted = line->count;
      CHECK(record.at(i + 1).kind() == EventKind::kLimitReached);
    }
  }
  CHECK(lines == 1001);
  CHECK(counted > 10'000);
}

TEST_CASE("what happens inside a spinning loop keeps its place, and a checkpoint begins anew") {
  const Run run = run_of(R"(import trio

async def main():
    for turn in range(2):
        for i in range(600):
            x = i
        print(turn)
        await trio.sleep(1)

trio.run(main)
)");
  const Record& record = run.record();
  // Of 1,200 lines and some in each turn the first thousand are told.
  std::vector<int32_t> counts;
  for (std::size_t i = 0; i < record.size(); ++i) {
    const auto* line = record.at(i).get_if<Line>();
    if (line == nullptr || line->count == 0) continue;
    counts.push_back(line->count);
    CHECK((record.at(i + 1).kind() == EventKind::kPrinted ||
           record.at(i + 1).kind() == EventKind::kTaskBlocked));
  }
  REQUIRE(counts.size() == 4);
  CHECK(counts[0] > 200);
  CHECK(counts[1] == 1);
}

TEST_CASE("callbacks that queue themselves come to a limit") {
  const Run run = run_limited(R"(import trio

async def main():
    token = trio.lowlevel.current_trio_token()
    def again():
        token.run_sync_soon(again)
    again()
    await trio.sleep(1)

trio.run(main)
)");
  CHECK(run.exit_status() == 80);
  CHECK(run.record().text(limit_of(run).limit) == "instructions");
}

TEST_CASE("runs of Trio in a loop come to a limit") {
  Inputs inputs;
  inputs.limits.events = 10'000;
  const Run run = run_of(
      "import trio\n\nasync def main():\n    pass\n\nwhile True:\n    trio.run(main)\n", inputs);
  CHECK(run.exit_status() == 80);
  CHECK(run.record().text(limit_of(run).limit) == "events");
}

TEST_CASE("a slice of a run stays a slice when built-ins go through much") {
  Inputs inputs;
  inputs.limits.instructions = 2'000'000;
  Run run = start(scenario_from_python("while True: sum(range(10_000))\n", "test.py"), inputs);
  // 10,000 items are 2,500 instructions: no more than one call past the slice.
  run.advance(1'000);
  CHECK_FALSE(run.finished());
  int slices = 0;
  for (; !run.finished(); ++slices) run.advance(100'000);
  CHECK(slices > 18);
  CHECK(slices < 22);
}

class Wish : public Onlooker {
 public:
  bool wishes_stop() override { return wished; }
  bool wished = false;
};

TEST_CASE("a wish from outside ends a slice inside of one built-in") {
  Wish wish;
  const Scenario scenario = scenario_from_python("print(sum(range(100_000_000)))\n", "test.py");
  Run run = start(scenario, {});
  run.watch(&wish);
  run.advance(1);
  wish.wished = true;
  run.advance(100'000);
  CHECK_FALSE(run.finished());
  CHECK(run.stopped());
  CHECK(run.output().empty());
  run.advance(100'000);
  CHECK_FALSE(run.finished());
}

TEST_CASE("a wish from outside ends the making of a large text") {
  for (const char* body : {"x.replace('a', 'bc')", "x.upper()", "'{0:x<1}'.format(x.title())"}) {
    INFO(body);
    Wish wish;
    const std::string source = std::string("x = 'aB' * 1_000_000\nprint(1)\n") + body;
    Run run = start(scenario_from_python(source + "\nprint(2)\n", "test.py"), {});
    run.watch(&wish);
    while (run.output().empty()) run.advance(1);
    wish.wished = true;
    for (int i = 0; i < 100; ++i) run.advance(100'000);
    CHECK_FALSE(run.finished());
    CHECK(run.output() == "1\n");
  }
}

TEST_CASE("the largest of very many numbers needs no list of them") {
  Inputs inputs;
  inputs.limits.bytes = 10'000'000;
  CHECK(run_of("print(max(range(5_000_000)), min(range(5_000_000)))\n", inputs).output() ==
        "4999999 0\n");
  CHECK(run_of("print(max([], default=7), max('b', 'c'), max((3, 1), key=lambda x: -x))\n")
            .output() == "7 c 1\n");
}

TEST_CASE("what is taken from the front of a set or dict is not looked for from the start") {
  const Run run = run_of(
      "s = set(range(30_000))\nwhile s: s.pop()\nd = dict.fromkeys(range(30_000))\n"
      "while d: del d[next(iter(d))]\nprint('done')\n");
  CHECK(run.output() == "done\n");
}

TEST_CASE("a text that nearly matches everywhere is found in a time that grows with its length") {
  const Run run = run_of(
      "text = 'a' * 300_000\npart = 'a' * 150_000 + 'b'\n"
      "print(text.find(part), part in text, (text + part).find(part), text.rfind('b' + part))\n"
      "print((text + 'b').rfind('a' * 100_000 + 'b'), text.count('a' * 100), len(text.split('a' * "
      "100)))\n"
      "print(('xa' * 40 + 'xb').find('xa' * 20 + 'xb'), ('ab' * 30 + 'c').rfind('ab' * 20))\n");
  CHECK(run.output() == "-1 False 300000 -1\n200000 3000 3001\n40 20\n");
}

}  // namespace
}  // namespace grove
