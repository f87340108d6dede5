// Files, signals and processes: what of them is in the record, and how they end a run.

#include <string>
#include <vector>

#include "engine/record/interventions.h"
#include "tests/runs/run_of.h"

namespace grove {
namespace {

Run run_in(const std::string& world, const std::string& program) {
  std::string lines;
  for (std::size_t begin = 0; begin < program.size();) {
    const std::size_t end = program.find('\n', begin);
    lines += (lines.empty() ? "" : ", ") + json_string(program.substr(begin, end - begin));
    begin = end + 1;
  }
  const ScenarioResult result =
      read_scenario("{\"grove\": 1, \"program\": [" + lines + "]" + world + "}", "s.json");
  INFO(format_problems(result.problems));
  REQUIRE(result.scenario);
  return run_of(*result.scenario, result.scenario->inputs);
}

std::string event_with(const Run& run, const std::string& part) {
  const std::string text = text_of(run.record());
  const std::size_t at = text.find(part);
  if (at == std::string::npos) return "";
  const std::size_t begin = text.rfind('\n', at) + 1;
  return text.substr(begin, text.find('\n', at) - begin);
}

bool holds(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

TEST_CASE("an operation on a file is in the record, and the clock goes on because of it") {
  const Run run = run_in(R"(, "files": {"a.txt": {"text": "hello", "latency": 0.5}})",
                         "with open('a.txt') as file:\n    print(file.read())\n");
  CHECK(run.output() == "hello\n");
  CHECK(run.now() == SimTime{1'000'000'000});
  const std::string read = event_with(run, R"("op":"read")");
  CHECK(holds(read, R"("latency":0.5)"));
  const std::string number = read.substr(5, read.find(',') - 5);
  CHECK(holds(event_with(run, "\"from\":500000000"), "\"cause\":" + number));
}

TEST_CASE("nothing that a program writes reaches the disk") {
  const Run run = run_in("", "import os\nopen('x.txt', 'w').write('1')\nprint(os.listdir())\n");
  CHECK(run.output() == "['x.txt']\n");
  CHECK_FALSE(load_scenario("x.txt").scenario.has_value());
}

TEST_CASE("a denied file cannot be opened, and can be again once it is allowed") {
  const Run run = run_in(
      R"(, "files": {"s": {"text": "x", "denied": true}},
      "inputs": [{"at": 1, "do": "file", "path": "s", "denied": false}])",
      "import trio\n"
      "async def main():\n"
      "    try:\n"
      "        open('s')\n"
      "    except PermissionError as exc:\n"
      "        print(exc)\n"
      "    await trio.sleep(2)\n"
      "    print(open('s').read())\n"
      "trio.run(main)\n");
  CHECK(run.output() == "[Errno 13] Permission denied: 's'\nx\n");
}

constexpr char kSleeper[] =
    "import trio\nasync def main():\n    await trio.sleep(5)\n    print('over')\ntrio.run(main)\n";

TEST_CASE("a signal that nobody handles ends the run as the system does") {
  const Run run = run_in(R"(, "inputs": [{"at": 2, "do": "signal", "name": "SIGTERM"}])", kSleeper);
  CHECK(run.exit_status() == 143);
  CHECK(run.output().empty());
  CHECK(run.now() == SimTime{2'000'000'000});
  CHECK(holds(run.errors(), "SIGTERM ended the program"));
  CHECK(holds(event_with(run, "run_finished"), "\"outcome\":\"interrupted\""));
}

TEST_CASE("a signal that does nothing says so") {
  const Run run =
      run_in(R"(, "inputs": [{"at": 2, "do": "signal", "name": "SIGWINCH"}])", kSleeper);
  CHECK(run.exit_status() == 0);
  CHECK(run.output() == "over\n");
  CHECK(holds(event_with(run, "input_applied"), "SIGWINCH does nothing where no handler is set"));
}

TEST_CASE("a program that sends itself a signal without a handler is over at once") {
  const Run run =
      run_in("", "import signal\nsignal.raise_signal(signal.SIGTERM)\nprint('never')\n");
  CHECK(run.exit_status() == 143);
  CHECK(run.output().empty());
}

TEST_CASE("control-C goes to the handler that the program set") {
  const Run run = run_in(R"(, "inputs": [{"at": 2, "do": "interrupt"}])",
                         "import signal, trio\n"
                         "signal.signal(signal.SIGINT, lambda number, frame: print('pressed'))\n"
                         "async def main():\n"
                         "    await trio.sleep(5)\n"
                         "    print('over')\n"
                         "trio.run(main)\n");
  CHECK(run.output() == "pressed\nover\n");
  CHECK(run.exit_status() == 0);
}

TEST_CASE("without a table no process is started, and the remedy is said") {
  const Run run = run_in("", "import subprocess\nsubprocess.run(['ls'])\n");
  CHECK(run.exit_status() == 1);
  CHECK(holds(run.errors(), "give the scenario a table `processes`"));
}

TEST_CASE("subprocess.run blocks the loop for as long as the process runs") {
  const Run run = run_in(R"(, "processes": {"ls": {"stdout": "a\n", "seconds": 2}})",
                         "import subprocess, trio\n"
                         "async def ticker():\n"
                         "    await trio.sleep(1)\n"
                         "    print('tick', trio.current_time())\n"
                         "async def main():\n"
                         "    async with trio.open_nursery() as nursery:\n"
                         "        nursery.start_soon(ticker)\n"
                         "        await trio.sleep(0.5)\n"
                         "        done = subprocess.run(['ls'], capture_output=True, text=True)\n"
                         "        print(done.stdout, trio.current_time())\n"
                         "trio.run(main)\n");
  CHECK(run.output() == "a\n 2.5\ntick 2.5\n");
}

TEST_CASE("asyncio's processes are talked to, waited for and ended") {
  const Run run = run_in(
      R"(, "processes": {"ls": {"stdout": "a\nb\n", "seconds": 0.5}, "cat": {"stdin": "echo"},
      "server": {"seconds": null}})",
      "import asyncio\n"
      "PIPE = asyncio.subprocess.PIPE\n"
      "async def main():\n"
      "    now = asyncio.get_running_loop().time\n"
      "    ls = await asyncio.create_subprocess_exec('ls', '-l', stdout=PIPE)\n"
      "    print(ls.returncode, await ls.stdout.readuntil(b'\\n'))\n"
      "    try:\n"
      "        await ls.stdout.readexactly(5)\n"
      "    except asyncio.IncompleteReadError as error:\n"
      "        print(error.partial, await ls.wait(), now())\n"
      "    cat = await asyncio.create_subprocess_shell('cat', stdin=PIPE, stdout=PIPE)\n"
      "    print(await cat.communicate(b'x' * 200_000) == (b'x' * 200_000, None), cat.returncode)\n"
      "    server = await asyncio.create_subprocess_exec('server')\n"
      "    try:\n"
      "        await asyncio.wait_for(server.wait(), 1)\n"
      "    except TimeoutError:\n"
      "        server.terminate()\n"
      "        print(await server.wait(), now())\n"
      "    try:\n"
      "        server.kill()\n"
      "    except ProcessLookupError as error:\n"
      "        print('gone', error)\n"
      "asyncio.run(main())\n");
  CHECK(run.errors().empty());
  CHECK(run.output() == "None b'a\\n'\nb'b\\n' 0 0.5\nTrue 0\n-15 1.5\ngone \n");
}

TEST_CASE("os.kill reaches a process by its number, until it is known to have ended") {
  const Run run = run_in(R"(, "processes": {"server": {"seconds": null}})",
                         "import os, signal, subprocess\n"
                         "server = subprocess.Popen(['server'])\n"
                         "os.kill(server.pid, signal.SIGTERM)\n"
                         "print(server.wait())\n"
                         "try:\n"
                         "    os.kill(server.pid, signal.SIGTERM)\n"
                         "except ProcessLookupError as error:\n"
                         "    print(error)\n");
  CHECK(run.errors().empty());
  CHECK(run.output() == "-15\n[Errno 3] No such process\n");
}

TEST_CASE("a process is an object of the record, from its start to its end") {
  const Run run = run_in(R"(, "processes": {"ls": {"seconds": 2}})",
                         "import trio\ntrio.run(trio.run_process, ['ls', '-l'])\n");
  CHECK(holds(event_with(run, R"("name":"ls -l")"), R"("type":"process")"));
  CHECK(run.now() == SimTime{2'000'000'000});
}

TEST_CASE("inputs of signals and files say what is wrong with them") {
  const std::vector<std::pair<std::string, std::string>> faults{
      {R"({"at": 1, "do": "signal"})", "the input lacks `name`"},
      {R"({"at": 1, "do": "signal", "name": "SIGKILL"})",
       "there is no signal \"SIGKILL\" to catch"},
      {R"({"at": 1, "do": "signal", "name": "SIGTERM", "task": "a"})",
       "`task` has no meaning for \"signal\""},
      {R"({"at": 1, "do": "file", "path": "a"})",
       "the input does not say what becomes of the file"},
      {R"({"at": 1, "do": "file", "path": "../a", "latency": 1})",
       "a path here does not lead upwards"},
      {R"({"at": 1, "do": "interrupt", "path": "a"})", "`path` has no meaning for \"interrupt\""},
  };
  for (const auto& [text, message] : faults) {
    Problems problems;
    CHECK_FALSE(parse_intervention(text, "x", &problems));
    REQUIRE(problems.size() == 1);
    CHECK(problems[0].message == message);
  }
}

TEST_CASE("signals and changes of files are written as they are read") {
  for (const char* text : {R"({"at": 2, "do": "signal", "name": "SIGTERM"})",
                           R"({"at": 2, "do": "file", "path": "a.txt", "latency": 0.5})",
                           R"({"step": 2, "do": "file", "path": "*", "denied": true})"}) {
    Problems problems;
    const auto read = parse_intervention(text, "x", &problems);
    REQUIRE(read);
    CHECK(intervention_json(*read) == text);
  }
}

}  // namespace
}  // namespace grove
