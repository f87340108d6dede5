// What one built-in may take: no single instruction of a program is without a limit.

#include <vector>

#include "tests/runs/run_of.h"

namespace grove {
namespace {

// Each is tried under limits that it is far beyond, and would catch whatever can be caught.
std::string source_of(const std::string& body) {
  std::string source = "import itertools\n\ndef program():\n";
  for (std::size_t at = 0; at < body.size();) {
    const std::size_t end = std::min(body.find('\n', at), body.size());
    source += "    " + body.substr(at, end - at) + "\n";
    at = end + 1;
  }
  return source +
         "\ntry:\n    program()\nexcept BaseException as e:\n    print('caught', repr(e))\n"
         "print('went on')\n";
}

// What is made is gone through as well: the limit on bytes comes first where instructions are many.
std::string limit_reached(const std::string& body, int64_t bytes, int64_t instructions = 10'000) {
  Inputs inputs;
  inputs.limits.instructions = instructions;
  inputs.limits.bytes = bytes;
  INFO(body);
  const Scenario scenario = scenario_from_python(source_of(body), "test.py");
  const Run run = finish(start(scenario, inputs));
  CHECK(run.output().empty());
  CHECK(run.exit_status() == 80);
  const Record& record = run.record();
  // However the run is sliced, it ends at the same place.
  CHECK(text_of(finish(start(scenario, inputs), 1).record()) == text_of(record));
  REQUIRE(record.size() >= 2);
  const auto* limit = record.at(record.size() - 2).get_if<LimitReached>();
  REQUIRE(limit != nullptr);
  return std::string(record.text(limit->limit));
}

TEST_CASE("what a built-in goes through counts for the limit on instructions") {
  const char* const bodies[] = {
      "sum(range(10**10))",
      "list(range(10**10))",
      "-1 in itertools.count()",
      "max(zip(itertools.count()))",
      "'x'.join(itertools.count())",
      "for i in enumerate(itertools.count()): pass",
      "x = [1]\nfor i in range(40): x = [x, x]\nrepr(x)",
      "x = [1]\nfor i in range(40): x = [x, x]\nf'{x}'",
      "x, y = [1], [1]\nfor i in range(40): x, y = [x, x], [y, y]\nx == y",
      "x = (1,)\nfor i in range(40): x = (x, x)\n{x: 1}",
      "x = ValueError(1)\nfor i in range(40): x = ExceptionGroup('g', [x, x])\nx.split(TypeError)",
      "x = ValueError(1)\nfor i in range(40): x = ExceptionGroup('g', [x, x])\n"
      "try:\n    raise x\nexcept* TypeError: pass",
  };
  for (const char* body : bodies) CHECK(limit_reached(body, 20'000'000) == "instructions");
}

TEST_CASE("except* gives up anywhere without harm") {
  Inputs inputs;
  for (int64_t instructions = 0; instructions < 100; ++instructions) {
    INFO(instructions);
    inputs.limits.instructions = instructions;
    const Run run = run_of(
        "try:\n    try:\n        raise ExceptionGroup('g', [TypeError(2), KeyError(3), "
        "ValueError()])\n"
        "    except* ValueError: print(1)\nexcept* TypeError: raise\nexcept* KeyError as e: raise "
        "e\n",
        inputs);
    CHECK((run.exit_status() == 80 || run.exit_status() == 1));
  }
}

TEST_CASE("what a built-in makes counts for the limit on bytes, before it is made") {
  const char* const bodies[] = {
      "x = [0] * 1000\nfor i in range(60): x = x + x",
      "x = (0,) * 1000\nfor i in range(60): x = x + x",
      "x = [0] * 1000\nfor i in range(60): x += x",
      "x = [0] * 1000\nfor i in range(60): x.extend(x)",
      "x = 'a' * 1000\nfor i in range(60): x = x + x",
      "x = 'a' * 1000\nfor i in range(60): x = f'{x}{x}'",
      "x = 'a' * 1000\nfor i in range(60): x = '%s%s' % (x, x)",
      "x = 'a' * 1000\nfor i in range(60): x = x * 1000",
      "x = 'a' * 1000\nfor i in range(60): x = x.replace('a', x)",
      "x = 'a' * 1000\nfor i in range(60): x = x.replace('', x)",
      "x = 'a' * 1000\nfor i in range(60): x = x.join([x] * 1000)",
      "x = 'a' * 1000\nfor i in range(60): x = x.translate({97: x})",
      "x = '\\t' * 1000\nx.expandtabs(10**9)",
      "x = 'a' * 1000\nfor i in range(60): x = repr([x] * 1000)",
      "[0] * 10**8",
      "x = []\nwhile True: x.append([0] * 1000)",
  };
  for (const char* body : bodies) CHECK(limit_reached(body, 10'000'000, 1'000'000) == "bytes");
}

TEST_CASE("what is printed counts for the limit on bytes") {
  Inputs inputs;
  inputs.limits.bytes = 10'000'000;
  const Run run = run_of("while True:\n    print('x' * 10000)\n", inputs);
  CHECK(run.exit_status() == 80);
  CHECK(run.output().size() < 10'000'000);
}

TEST_CASE("each checkpoint gives a task its allowance anew") {
  Inputs inputs;
  inputs.limits.instructions = 4000;
  const Run run = run_of(
      "import trio\n\nasync def main():\n    for i in range(50):\n        sum(range(10000))\n"
      "        await trio.sleep(1)\n    print('done')\n\ntrio.run(main)\n",
      inputs);
  CHECK(run.output() == "done\n");
}

TEST_CASE("iterators within iterators end with RecursionError, not with our own stack") {
  for (const char* wrap : {"enumerate(x)", "zip(x)", "zip([1], x)"}) {
    const Run run = run_of(std::string("x = [1]\ntry:\n    for i in range(100000): x = ") + wrap +
                           "\nexcept RecursionError as e:\n    print(e)\nprint(next(x) is None)\n");
    CHECK(run.output() == "maximum recursion depth exceeded\nFalse\n");
  }
}

TEST_CASE("a group nested by the ten thousand is recorded and shown as far as that makes sense") {
  const Run run = run_of(
      "g = ValueError(1)\nfor i in range(10000): g = ExceptionGroup('g', [g])\n"
      "try:\n    raise g\nexcept* ValueError as e:\n    print(len(e.exceptions))\nraise g\n");
  CHECK(run.output() == "1\n");
  CHECK(run.exit_status() == 1);
  CHECK(run.errors().find("max_group_depth is 10") != std::string::npos);
  CHECK(text_of(run.record()).size() < 10'000'000);
}

}  // namespace
}  // namespace grove
