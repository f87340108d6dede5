// What a scenario says of files and processes.

#include <catch2/catch.hpp>
#include <string>

#include "engine/scenario/scenario.h"

namespace grove {
namespace {

ScenarioResult read(const std::string& members) {
  return read_scenario("{\"grove\": 1, \"program\": [\"pass\"],\n" + members + "}", "s.json");
}

std::string faults_of(const std::string& members) {
  std::string all;
  for (const Problem& problem : read(members).problems) {
    all += std::to_string(problem.span.line) + ":" + std::to_string(problem.span.column) + " " +
           problem.pointer + ": " + problem.message + "\n";
  }
  return all;
}

TEST_CASE("a file is its text, its lines or its bytes, with the latency of an operation") {
  const ScenarioResult result = read(
      R"("files": {"*": {"latency": 0.5}, "a.txt": "one", "b/./c.txt": ["one", "two"],
      "/etc/d.bin": {"base64": "AAEC/w==", "latency": 2, "denied": true}, "empty/": {}})");
  REQUIRE(result.scenario);
  const FileTable& files = result.scenario->inputs.files;
  CHECK(files.latency == SimTime{500'000'000});
  REQUIRE(files.entries.size() == 4);
  CHECK(files.entries[0].bytes == "one");
  CHECK_FALSE(files.entries[0].latency);
  CHECK(files.entries[1].path == "b/c.txt");
  CHECK(files.entries[1].bytes == "one\ntwo\n");
  CHECK(files.entries[2].bytes == std::string("\0\1\2\xff", 4));
  CHECK(files.entries[2].latency == SimTime{2'000'000'000});
  CHECK(files.entries[2].denied);
  CHECK(files.entries[3].is_folder);
  CHECK(files.entries[3].path == "empty");
}

TEST_CASE("all faults of files are told at their places") {
  CHECK(faults_of(R"("files": {"": "x", "../a": "x", "b": 5, "c": {"texts": "x"}, "d": {"text": 1},
"e": {"base64": "AA"}, "f": {"text": "", "base64": ""}, "g": {"latency": -1}, "h/": "text",
"i": "x", "./i": "x", "i/j": "x", "k": [1], "*": {"text": "x"}, "m": {"denied": 1}})") ==
        "2:11 /files/: the path is empty\n"
        "2:20 /files/..~1a: a path here does not lead upwards\n"
        "2:38 /files/b: expected the text of a file, got a number\n"
        "2:47 /files/c/texts: `texts` is no key of a file\n"
        "2:76 /files/d/text: expected a string, got a number\n"
        "3:17 /files/e/base64: \"AA\" is no base64\n"
        "3:52 /files/f/base64: the file has both text and bytes\n"
        "3:74 /files/g/latency: expected simulated seconds: `-1` is out of range: write "
        "simulated seconds from 0 to 9000000000, such as 2.5\n"
        "3:85 /files/h~1: expected an object, got a string\n"
        "4:11 /files/.~1i: the path \"i\" is there already\n"
        "4:23 /files/i~1j: \"i\" is a file, and can have nothing inside\n"
        "4:41 /files/k/0: expected a string, got a number\n"
        "4:51 /files/*/text: `text` is no key of what is said of all files\n"
        "4:81 /files/m/denied: expected true or false, got a number\n");
}

TEST_CASE("a process prints, takes its time and ends with its status") {
  const ScenarioResult result = read(
      R"("processes": {"ls": {"stdout": "a\n", "seconds": 0.5},
      "make test": {"output": [{"after": 1, "stderr": "x"}], "status": 2, "stdin": "echo"},
      "server": {"seconds": null, "ignores": ["SIGTERM"]}})");
  REQUIRE(result.scenario);
  const auto& entries = result.scenario->inputs.processes.entries;
  REQUIRE(entries.size() == 3);
  CHECK(entries[0].output == std::vector<ProcessOutput>{{SimTime{}, false, "a\n"}});
  CHECK(entries[0].duration == SimTime{500'000'000});
  CHECK(entries[1].command == "make test");
  CHECK(entries[1].output == std::vector<ProcessOutput>{{SimTime{1'000'000'000}, true, "x"}});
  CHECK_FALSE(entries[1].duration);
  CHECK(entries[1].status == 2);
  CHECK(entries[1].input == ProcessEntry::Input::kEcho);
  CHECK(entries[2].duration == kNever);
  CHECK(entries[2].ignores == std::vector<std::string>{"SIGTERM"});
}

TEST_CASE("all faults of processes are told at their places") {
  CHECK(faults_of(R"("processes": {" ls": {}, "a": 5, "b": {"prints": ""}, "c": {"status": 256},
"d": {"stdin": "eat"}, "e": {"ignores": ["SIGKILL"]}, "f": {"output": [{"after": 1}]},
"g": {"output": [{"stdout": "", "stderr": ""}]}, "h": {"seconds": "x"}})") ==
        "2:15 /processes/ ls: the command is empty, or has blanks around it\n"
        "2:31 /processes/a: expected an object, got a number\n"
        "2:40 /processes/b/prints: `prints` is no key of a process\n"
        "2:71 /processes/c/status: expected an exit status: `256` is out of range: write "
        "one from 0 to 255\n"
        "3:16 /processes/d/stdin: nobody knows how to \"eat\" what is given\n"
        "3:42 /processes/e/ignores/0: \"SIGKILL\" is no signal that can be ignored\n"
        "3:72 /processes/f/output/0: the output has no text\n"
        "4:18 /processes/g/output/0: the output has two texts\n"
        "4:67 /processes/h/seconds: expected a number, got a string\n");
}

TEST_CASE("files and processes are written as they were read") {
  const ScenarioResult result = read(R"("files": {"a": "x"}, "processes": {"ls": {"seconds": 1}})");
  REQUIRE(result.scenario);
  const ScenarioResult again = read_scenario(write_scenario(*result.scenario), "t.json");
  REQUIRE(again.scenario);
  CHECK(again.scenario->inputs == result.scenario->inputs);
}

}  // namespace
}  // namespace grove
