// What the record asks of the machine on its own account: exceptions described, draws shown. The
// program must not notice.

#include "tests/runs/run_of.h"

namespace grove {
namespace {

// A text that would take the whole allowance of a run, and all memory: 2^40 times "0".
const std::string kEndless = "x = [0]\nfor i in range(40): x = [x, x]\n";

const ExceptionRaised& first_raise(const Run& run) {
  for (std::size_t i = 0; i < run.record().size(); ++i) {
    const auto* raised = run.record().at(i).get_if<ExceptionRaised>();
    if (raised != nullptr) return *raised;
  }
  FAIL("nothing was raised");
  throw;
}

bool is_cut(std::string_view text) {
  return text.size() < 20'000 && text.size() > 3 && text.substr(text.size() - 3) == "…";
}

TEST_CASE("an exception whose text is endless is raised and caught like any other") {
  const Run run = run_of(kEndless +
                         "try:\n    raise ValueError(x)\nexcept ValueError as e:\n"
                         "    print('caught', e.args[0] is x)\n");
  CHECK(run.output() == "caught True\n");
  CHECK(run.exit_status() == 0);
  CHECK(is_cut(run.record().text(first_raise(run).message)));
}

TEST_CASE("so is a group with such a member, and its record reads again") {
  const Run run = run_of(kEndless +
                         "try:\n    raise ExceptionGroup('g', [ValueError(x), KeyError(1)])\n"
                         "except ExceptionGroup as e:\n    print('caught')\n");
  CHECK(run.output() == "caught\n");
  const auto& members = run.record().members(first_raise(run).members);
  REQUIRE(members.size() == 2);
  CHECK(is_cut(members[0].message));
  CHECK(members[1].message == "1");
  CHECK(read_json_lines(text_of(run.record()), "record.jsonl").problems.empty());
}

TEST_CASE(
    "every kind of text that an exception can have is cut in the record, not in the program") {
  const char* const exceptions[] = {
      "ValueError('x' * 10**6)",
      "ValueError('é' * 10**6)",
      "ValueError('x' * 10**6, 1)",
      "KeyError('x' * 10**6)",
      "OSError(1, 'x' * 10**6)",
      "OSError(1, 'no', 'x' * 10**6)",
      "ExceptionGroup('x' * 10**6, [ValueError()])",
      "ValueError([['x'] * 1000] * 1000)",
      "ValueError({i: 'x' * 100 for i in range(10000)})",
      "ValueError(KeyError('x' * 10**6))",
  };
  for (const char* exception : exceptions) {
    INFO(exception);
    const Run run = run_of(std::string("try:\n    raise ") + exception +
                           "\nexcept Exception as e:\n    print(len(str(e)) >= 10**6)\n");
    CHECK(run.output() == "True\n");
    const std::string message(run.record().text(first_raise(run).message));
    CHECK(message.size() < 20'000);
    CHECK(message.find("…") != std::string::npos);
  }
}

TEST_CASE("describing an exception takes nothing of what the program may use") {
  // A thousand instructions bring 4,000 items: the list takes 500, and telling of it would take
  // more than are left.
  Inputs inputs;
  inputs.limits.instructions = 1'000;
  const std::string work = "sum(range(3_000))\n";
  const std::string raise =
      "y = [0] * 500\ntry:\n    raise ValueError(y)\nexcept ValueError: pass\n";
  CHECK(run_of(work + "print('done')\n", inputs).output() == "done\n");
  CHECK(run_of(raise + work + "print('done')\n", inputs).output() == "done\n");
  CHECK(run_of(work + raise + "print('done')\n", inputs).output() == "done\n");
}

TEST_CASE("what is handled and what is in flight stay what they are while they are described") {
  const Run run = run_of(kEndless + R"(
try:
    try:
        raise KeyError(x)
    finally:
        try:
            raise ValueError(x)
        except ValueError as e:
            print(type(e.__context__).__name__, e.__context__.args[0] is x)
except KeyError as e:
    print(type(e).__name__, e.__context__)
)");
  CHECK(run.output() == "KeyError True\nKeyError None\n");
}

TEST_CASE("an exception raised again and again is told in the same words") {
  Inputs inputs;
  inputs.limits.bytes = 20'000'000;
  const Run run = run_of(
      "e = ValueError('x' * 9000)\nfor i in range(2000):\n    try:\n        raise e\n"
      "    except ValueError: e.__traceback__ = None\nprint('done')\n",
      inputs);
  CHECK(run.output() == "done\n");
}

TEST_CASE("a draw from a list without end is recorded and given") {
  const Run run = run_of("import random\n" + kEndless + "print(random.choice([x]) is x)\n");
  CHECK(run.output() == "True\n");
  CHECK(run.exit_status() == 0);
}

TEST_CASE(
    "a program that ends with an endless exception ends as Python does, with a text cut short") {
  Inputs inputs;
  inputs.limits.instructions = 10'000;
  const Run run = run_of(kEndless + "raise ValueError(x)\n", inputs);
  CHECK(run.exit_status() == 1);
  CHECK(run.errors().find("ValueError: [[[") != std::string::npos);
  CHECK(run.errors().size() < 100'000);
}

TEST_CASE("groups that hold one group many times end a program in a traceback of bounded length") {
  Inputs inputs;
  inputs.limits.instructions = 10'000;
  const Run run =
      run_of("x = ValueError(1)\nfor i in range(40): x = ExceptionGroup('g', [x] * 15)\nraise x\n",
             inputs);
  CHECK(run.exit_status() == 1);
  CHECK(run.errors().size() < 2'000'000);
}

TEST_CASE("a chain of twenty thousand contexts is told in full") {
  const Run run = run_of(
      "e = None\nfor i in range(20000):\n    f = ValueError(i)\n    f.__context__ = e\n    e = f\n"
      "raise e\n");
  CHECK(run.exit_status() == 1);
  CHECK(run.errors().find("ValueError: 0\n") == 0);
  CHECK(run.errors().find("ValueError: 19999\n") != std::string::npos);
}

TEST_CASE("a deadlock of very many tasks is told up to a thousand of them") {
  const Run run = run_of(R"(
import trio

async def main():
    async with trio.open_nursery() as nursery:
        for i in range(1500):
            nursery.start_soon(trio.Event().wait)

trio.run(main)
)");
  CHECK(run.exit_status() == 81);
  // Main is the first of those told.
  CHECK(run.errors().find("  and 501 more tasks wait\n") != std::string::npos);
}

TEST_CASE("the limit on depth is the recursion limit") {
  Inputs inputs;
  const auto deepest = [&inputs](int64_t depth) {
    inputs.limits.depth = depth;
    return run_of(
               "n = 0\ndef f():\n    global n\n    n += 1\n    f()\ntry:\n    f()\n"
               "except RecursionError as e:\n    print(n, e)\n",
               inputs)
        .output();
  };
  CHECK(deepest(1) == "0 maximum recursion depth exceeded\n");
  CHECK(deepest(50) == "49 maximum recursion depth exceeded\n");
  CHECK(deepest(1000) == "999 maximum recursion depth exceeded\n");
  CHECK(deepest(20'000) == "19999 maximum recursion depth exceeded\n");
}

}  // namespace
}  // namespace grove
