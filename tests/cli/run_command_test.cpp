#include <algorithm>
#include <catch2/catch.hpp>
#include <csignal>
#include <streambuf>
#include <string>

#include "tests/cli/call.h"

using namespace grove;
using namespace cli_test;

namespace {

constexpr char kCounting[] = R"(import trio

COUNT = 3


async def main():
    for i in range(COUNT):
        await trio.sleep(1)
        print("tick", i)


trio.run(main)
)";

constexpr char kFailing[] = R"(import trio


async def main():
    print("before")
    raise ValueError("bad")


trio.run(main)
)";

constexpr char kEndless[] = R"(import trio


async def main():
    while True:
        print("tick")
        await trio.sleep(1)


trio.run(main)
)";

constexpr char kDeadlocked[] = R"(import trio


async def main():
    await trio.Event().wait()


trio.run(main)
)";

constexpr char kScenario[] = R"({
  "grove": 1,
  "program": "counting.py",
  "knobs": {"COUNT": {"min": 1, "max": 9}},
  "presets": {"Two": {"knobs": {"COUNT": 2}}, "Five": {"knobs": {"COUNT": 5}}}
}
)";

// The text of a record's last event.
std::string last_line(const std::string& record) {
  const std::size_t end = record.find_last_not_of('\n');
  return record.substr(record.find_last_of('\n', end) + 1);
}

}  // namespace

TEST_CASE("what the program prints goes to standard output, and nothing else does") {
  const Answer answer = call_with_input(kCounting, {"run", "-"});
  CHECK(answer.status == 0);
  CHECK(answer.out == "tick 0\ntick 1\ntick 2\n");
  CHECK(answer.err.empty());
}

TEST_CASE("an uncaught exception ends with 1, its traceback on standard error") {
  const Answer answer = call_with_input(kFailing, {"run", "-"});
  CHECK(answer.status == 1);
  CHECK(answer.out == "before\n");
  CHECK(contains(answer.err, "Traceback (most recent call last):\n"));
  CHECK(contains(answer.err, "ValueError: bad\n"));
}

TEST_CASE("a program that does not compile ends with 65, with place and caret") {
  const Answer answer = call_with_input("import trio\n\ntrio.run(main", {"run", "-"});
  CHECK(answer.status == 65);
  CHECK(contains(answer.err, "standard input:3:"));
  CHECK(contains(answer.err, "^"));
  CHECK(answer.out.empty());
}

TEST_CASE("--record writes the record to a file, the same each time, and the run goes on as ever") {
  const Folder folder;
  const std::string program = folder.write("counting.py", kCounting);
  const Answer first = call({"run", program, "--record", folder.path("a.jsonl")});
  const Answer second = call({"run", program, "--record", folder.path("b.jsonl"), "--quiet"});
  CHECK(first.status == 0);
  CHECK(first.out == "tick 0\ntick 1\ntick 2\n");
  CHECK(second.out.empty());
  const std::string record = folder.read("a.jsonl");
  CHECK(record.rfind("{\"grove_trace\":1", 0) == 0);
  CHECK(contains(last_line(record), "run_finished"));
  CHECK(record == folder.read("b.jsonl"));
}

TEST_CASE("--record - writes the record to standard output and nothing else") {
  const Folder folder;
  const std::string program = folder.write("counting.py", kCounting);
  call({"run", program, "--record", folder.path("a.jsonl")});
  const Answer answer = call({"run", program, "--record", "-"});
  CHECK(answer.status == 0);
  CHECK(answer.out == folder.read("a.jsonl"));
}

TEST_CASE("a record that cannot be written is refused before anything runs") {
  const Answer answer = call_with_input(kCounting, {"run", "-", "--record", "/no/such/folder/x"});
  CHECK(answer.status == 64);
  CHECK(contains(answer.err, "--record: there is no folder `/no/such/folder`"));
  CHECK(answer.out.empty());
}

TEST_CASE("--detail steps leaves the lines out of the record") {
  const auto record = [](const std::string& detail) {
    return call_with_input(kCounting, {"run", "-", "--record", "-", "--detail", detail}).out;
  };
  CHECK(contains(record("lines"), "\"kind\":\"line\""));
  CHECK_FALSE(contains(record("steps"), "\"kind\":\"line\""));
}

TEST_CASE("a record of Grove can be run again, and gives the same record") {
  const Folder folder;
  const std::string scenario = folder.write("counting.json", kScenario);
  folder.write("counting.py", kCounting);
  const std::string record = folder.path("a.jsonl");
  REQUIRE(call({"run", scenario, "--preset", "Two", "--seed", "7", "--record", record}).status ==
          0);
  CHECK(call({"run", record}).out == "tick 0\ntick 1\n");
  CHECK(call({"run", record, "--record", "-"}).out == folder.read("a.jsonl"));
}

TEST_CASE("knobs are set by the preset first and by --set after it") {
  const Folder folder;
  const std::string scenario = folder.write("counting.json", kScenario);
  folder.write("counting.py", kCounting);
  CHECK(call({"run", scenario}).out == "tick 0\ntick 1\ntick 2\n");
  CHECK(call({"run", scenario, "--preset", "Two"}).out == "tick 0\ntick 1\n");
  CHECK(call({"run", scenario, "--preset", "Two", "--set", "COUNT=1"}).out == "tick 0\n");
  CHECK(call({"run", "--set", "COUNT=1", scenario}).out == "tick 0\n");
}

TEST_CASE("a bare program's constants can be set as well") {
  CHECK(call_with_input(kCounting, {"run", "-", "--set", "COUNT=1"}).out == "tick 0\n");
}

TEST_CASE("an option at fault ends with 64 and the nearest thing that exists") {
  const Folder folder;
  const std::string scenario = folder.write("counting.json", kScenario);
  folder.write("counting.py", kCounting);
  const auto refused = [&scenario](const std::vector<std::string>& options) {
    std::vector<std::string> arguments{"run", scenario};
    arguments.insert(arguments.end(), options.begin(), options.end());
    const Answer answer = call(arguments);
    CHECK(answer.status == 64);
    CHECK(answer.out.empty());
    return answer.err;
  };
  CHECK(contains(refused({"--set", "COUNTS=1"}), "no knob `COUNTS`\nhint: did you mean `COUNT`?"));
  CHECK(contains(refused({"--set", "COUNT"}), "`--set COUNT` has no value"));
  CHECK(contains(refused({"--preset", "Tow"}), "no preset `Tow`\nhint: did you mean `Two`?"));
  CHECK(contains(refused({"--schedule", "random"}), "no schedule policy `random`"));
  CHECK(contains(refused({"--until", "later"}),
                 "--until: `later` is not a time: write simulated seconds from 0"));
  CHECK(contains(refused({"--limit", "task=3"}), "no limit `task`\nhint: did you mean `tasks`?"));
  CHECK(contains(refused({"--limit", "tasks=no"}),
                 "`--limit tasks=no`: `no` is not a whole number: write one from 1"));
  CHECK(contains(refused({"--detail", "all"}), "no detail `all`"));
}

TEST_CASE("a value that is no Python literal is answered with how to write one") {
  const Folder folder;
  const std::string scenario = folder.write(
      "names.json",
      R"({"grove": 1, "program": "names.py", "knobs": {"NAMES": {"choices": [["r01"], ["r11"]]}}})");
  folder.write("names.py", "NAMES = ['r01']\nprint(NAMES)\n");
  CHECK(call({"run", scenario, "--set", "NAMES=['r11']"}).out == "['r11']\n");
  const Answer answer = call({"run", scenario, "--set", "NAMES=[r11]"});
  CHECK(answer.status == 64);
  CHECK(contains(answer.err, "`--set NAMES=[r11]`: "));
  CHECK(contains(call({"run", scenario, "--set", "NAMES=r11"}).err,
                 "hint: write `--set \"NAMES=['r11']\"`\n"));
}

TEST_CASE("--until ends a program that would never end") {
  const Answer answer = call_with_input(kEndless, {"run", "-", "--until", "2.5"});
  CHECK(answer.status == 0);
  CHECK(answer.out == "tick\ntick\ntick\n");
}

TEST_CASE("a limit that is reached ends with 80 and is named") {
  const Answer answer = call_with_input(kEndless, {"run", "-", "--limit", "events=1000"});
  CHECK(answer.status == 80);
  CHECK(contains(answer.err, "`--limit events=NUMBER` sets another"));
  // Its time goes on.
  CHECK(contains(answer.err, "`--until SECONDS` ends a program that never ends by itself"));
}

TEST_CASE("a task that computes without a checkpoint is named once, with its line") {
  const Answer answer = call_with_input(
      "import trio\n\nasync def main():\n    while True:\n        pass\n\n"
      "trio.run(main)\n",
      {"run", "-", "--limit", "instructions=10000"});
  CHECK(answer.status == 80);
  CHECK(contains(answer.err, "main computes at line "));
  CHECK(contains(answer.err, "without a checkpoint"));
  CHECK(std::count(answer.err.begin(), answer.err.end(), '\n') == 1);
}

TEST_CASE("what is no file is refused in a sentence by every command that reads one") {
  for (const char* command : {"run", "check", "tree"}) {
    for (const char* file : {"/dev/zero", "/tmp"}) {
      const Answer answer = call({command, file});
      CHECK(answer.status == 65);
      CHECK(contains(answer.err, file));
    }
  }
}

TEST_CASE("a deadlock ends with 81 and is said") {
  const Answer answer = call_with_input(kDeadlocked, {"run", "-"});
  CHECK(answer.status == 81);
  CHECK(contains(answer.err, "deadlock"));
}

TEST_CASE("output streams as the run goes on, and Ctrl-C ends it with 130 and keeps the record") {
  // Presses Ctrl-C as soon as something is printed.
  class Interrupting : public std::streambuf {
    int overflow(int c) override {
      if (!pressed_) std::raise(SIGINT);  // a second one would kill
      pressed_ = true;
      return c;
    }
    bool pressed_ = false;
  };
  const Folder folder;
  const std::string program = folder.write("endless.py", kEndless);
  const std::string record = folder.path("endless.jsonl");
  Interrupting interrupting;
  std::istringstream in;
  std::ostream out(&interrupting);
  std::ostringstream err;
  Console console{in, out, err};
  const char* argv[] = {"grove", "run", program.c_str(), "--record", record.c_str()};
  CHECK(grove_main(5, argv, console) == 130);
  CHECK(contains(err.str(), "`--until SECONDS` ends a program that never ends by itself"));
  const Answer answer = call({"tree", record});
  CHECK(answer.status == 0);
  CHECK(contains(answer.out, "main"));
}

TEST_CASE("check reports all faults of all files, and counts the files") {
  const Folder folder;
  const std::string good = folder.write("counting.json", kScenario);
  folder.write("counting.py", kCounting);
  const std::string bad =
      folder.write("bad.json", R"({"grove": 1, "titel": 3, "program": "x.py"})");
  const std::string broken = folder.write("broken.py", "def f(:\n");
  Answer answer = call({"check", good});
  CHECK(answer.status == 0);
  CHECK(answer.out == "1 file, no faults\n");
  answer = call({"check", good, bad, broken});
  CHECK(answer.status == 65);
  CHECK(answer.out == "3 files, 2 with faults\n");
  CHECK(contains(answer.err, "bad.json:1:"));
  CHECK(contains(answer.err, "titel"));
  CHECK(contains(answer.err, "x.py"));
  CHECK(contains(answer.err, "broken.py:1:"));
  CHECK(call({"check", good, bad, folder.path("nowhere.json")}).status == 66);
}

TEST_CASE("the scenario that `new` writes has no faults, and runs") {
  const Folder folder;
  REQUIRE(call({"new", folder.path("mine")}).status == 0);
  const std::string scenario = folder.path("mine.json");
  CHECK(call({"check", scenario}).status == 0);
  const Answer answer = call({"run", scenario});
  CHECK(answer.status == 0);
  CHECK(answer.out == "quick is done\nout of patience: True\n");
  CHECK(call({"run", scenario, "--set", "PATIENCE=1"}).out ==
        "quick is done\nslow is done\nout of patience: False\n");
}

TEST_CASE("tree runs a scenario as far as the moment that is asked for") {
  const Answer answer = call_with_input(kEndless, {"tree", "-", "--at", "3.5"});
  CHECK(answer.status == 0);
  CHECK(contains(answer.out, "main  sleeps to 4.000\n"));
}
