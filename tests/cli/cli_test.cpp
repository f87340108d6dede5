#include "engine/cli/cli.h"

#include <catch2/catch.hpp>
#include <filesystem>
#include <sstream>
#include <string>
#include <vector>

#include "tests/cli/call.h"
#include "tests/cli/sample_record.h"

using namespace grove;
using namespace cli_test;

TEST_CASE("wrong usage ends with 64, says what is wrong, and names what is near") {
  Answer answer = call({"rum", "x.py"});
  CHECK(answer.status == 64);
  CHECK(answer.err == "grove: error: there is no command `rum`\nhint: did you mean `run`?\n");

  answer = call({"run", "--sead", "3", "x.py"});
  CHECK(answer.status == 64);
  CHECK(answer.err ==
        "grove: error: `grove run` has no option `--sead`\nhint: did you mean `--seed`?\n");

  answer = call({"run", "--seed", "many", "x.py"});
  CHECK(answer.status == 64);
  CHECK(contains(answer.err, "--seed: `many` is not a whole number"));

  answer = call({"game.py"});
  CHECK(answer.status == 64);
  CHECK(contains(answer.err, "`grove run game.py` runs it"));

  answer = call({"run", "a.py", "b.py"});
  CHECK(answer.status == 64);
  CHECK(contains(answer.err, "`b.py`"));

  CHECK(call({"run"}).status == 64);
  CHECK(call({"tree", "x.jsonl", "--at", "1", "--event", "2"}).status == 64);
  CHECK(call({"tree", "x.jsonl", "--at", "soon"}).status == 64);

  answer = call({});
  CHECK(answer.status == 64);
  CHECK(answer.out.empty());
  CHECK(contains(answer.err, "Commands:"));
}

TEST_CASE("every command's help has an example, fits 80 columns and ends with 0") {
  for (const char* command : {"run", "check", "tree", "why", "play", "new"}) {
    const Answer answer = call({command, "--help"});
    CHECK(answer.status == 0);
    CHECK(answer.err.empty());
    CHECK(contains(answer.out, std::string("Examples:\n  grove ") + command));
    std::istringstream lines(answer.out);
    for (std::string line; std::getline(lines, line);) {
      INFO(line);
      CHECK(line.size() <= 80);
    }
  }
  CHECK(call({"--help"}).status == 0);
  CHECK(call({"--version"}).out == "grove 0.1\n");
}

TEST_CASE("a file that is not there ends with 66") {
  for (const char* file : {"nowhere.json", "nowhere.py", "nowhere.jsonl"}) {
    const Answer answer = call({"tree", file});
    CHECK(answer.status == 66);
    CHECK(contains(answer.err, file));
    CHECK(answer.out.empty());
  }
  CHECK(call({"check", "nowhere.json"}).status == 66);
}

TEST_CASE("tree shows the moment asked for by time, event or step, and the end without") {
  const Folder folder;
  const std::string file = folder.write("sample.jsonl", kSampleRecord);
  const std::string tree =
      "◦ main                     waits for 2\n"
      "└─ move_on_after, line 13  until 1.000, 0.900 left\n"
      "   └─ nursery, line 14     waits for 2\n"
      "      ├─ ✓ a               done\n"
      "      ├─ ◦ b               sleeps to 0.200\n"
      "      └─ ◦ c               sleeps to 0.300\n";
  Answer answer = call({"tree", file, "--at", "0.1"});
  CHECK(answer.status == 0);
  CHECK(answer.out == "t = 0.100 · event 30 · step 4 · 3 waiting, 1 done\n" + tree);
  CHECK(call({"tree", file, "--event", "30"}).out == answer.out);
  CHECK(contains(call({"tree", file, "--at", "0.15"}).out, "unchanged at 0.150\n" + tree));
  answer = call({"tree", file, "--step", "4"});
  CHECK(contains(answer.out, "t = 0.100 · event 27 · step 4 ·"));
  CHECK(contains(answer.out, "▶ a "));
  CHECK(contains(call({"tree", file}).out, "over: ok"));
}

TEST_CASE("tree says so when the run does not come to the moment") {
  const Folder folder;
  const std::string file = folder.write("sample.jsonl", kSampleRecord);
  Answer answer = call({"tree", file, "--event", "1000"});
  CHECK(answer.status == 64);
  CHECK(contains(answer.err, "there is no event 1000: the run has 57 events, from 0"));
  answer = call({"tree", file, "--step", "9"});
  CHECK(answer.status == 64);
  CHECK(contains(answer.err, "there is no step 9: the run has 8 steps, from 0"));
}

TEST_CASE("with --ascii, or without a UTF-8 locale, the tree is plain ASCII") {
  const Folder folder;
  const std::string file = folder.write("sample.jsonl", kSampleRecord);
  const Answer answer = call({"tree", file, "--ascii"});
  CHECK(contains(answer.out, "`- "));
  for (const char c : answer.out) CHECK(static_cast<unsigned char>(c) < 0x80);
}

TEST_CASE("a record is read from standard input as well") {
  const Answer answer = call_with_input(kSampleRecord, {"tree", "-", "--at", "0.1"});
  CHECK(answer.status == 0);
  CHECK(contains(answer.out, "sleeps to 0.200"));
}

TEST_CASE("of a broken record the good part is shown, and the status is 65") {
  const Folder folder;
  std::string text = kSampleRecord;
  text.resize(text.find("{\"i\":31"));
  const std::string file = folder.write("broken.jsonl", text + "{\"i\":31, nonsense\n");
  const Answer answer = call({"tree", file});
  CHECK(answer.status == 65);
  CHECK(contains(answer.err, "broken.jsonl:33"));
  CHECK(contains(answer.out, "sleeps to 0.200"));
}

TEST_CASE("a record from elsewhere does not hold its scenario, and cannot be run again") {
  const Folder folder;
  const std::string file = folder.write("sample.jsonl", kSampleRecord);
  for (const std::vector<std::string>& arguments :
       {std::vector<std::string>{"run", file}, {"tree", file, "--seed", "3"}}) {
    const Answer answer = call(arguments);
    CHECK(answer.status == 65);
    CHECK(contains(answer.err, "sample.jsonl: error: "));
    CHECK(answer.out.empty());
  }
}

TEST_CASE("play without a terminal prints each interesting moment and ends with the last tree") {
  const Folder folder;
  const Answer answer = call({"play", folder.write("sample.jsonl", kSampleRecord)});
  CHECK(answer.status == 0);
  CHECK(answer.err.empty());
  const std::size_t first = answer.out.find("t = 0.000 ");
  const std::size_t second = answer.out.find("t = 0.100 ");
  const std::size_t third = answer.out.find("t = 0.200 ");
  CHECK(first == 0);
  CHECK(first < second);
  CHECK(second < third);
  REQUIRE(third != std::string::npos);
  const std::string last = answer.out.substr(third);
  CHECK(contains(last, "over: ok"));
  CHECK(contains(last, "├─ ✕ b               raised ValueError: bad b\n"));
  CHECK(contains(last, "└─ ⊘ c               cancelled\n"));
  CHECK_FALSE(contains(answer.out, "\x1b"));
}

TEST_CASE("play ends with the status that the recorded run had") {
  const Folder folder;
  const auto status_of = [&folder](const std::string& outcome, const std::string& exception) {
    std::string text = kSampleRecord;
    const std::string end = "\"outcome\":\"ok\",\"exception\":null}";
    text.replace(text.find(end), end.size(),
                 "\"outcome\":\"" + outcome + "\",\"exception\":" + exception + "}");
    return call({"play", folder.write("other.jsonl", text)}).status;
  };
  CHECK(status_of("error", R"({"type":"ValueError","message":"bad"})") == 1);
  CHECK(status_of("error", R"({"type":"SystemExit","message":"7"})") == 7);
  CHECK(status_of("error", R"({"type":"SystemExit","message":"sorry"})") == 1);
  CHECK(status_of("interrupted", "null") == 130);
  CHECK(status_of("limit", "null") == 80);
  CHECK(status_of("deadlock", "null") == 81);
}

TEST_CASE("new writes two files, and overwrites nothing") {
  const Folder folder;
  const std::string name = folder.path("my_first");
  Answer answer = call({"new", name});
  CHECK(answer.status == 0);
  const std::string program = folder.read("my_first.py");
  CHECK(contains(program, "trio.run(main)"));
  CHECK(contains(folder.read("my_first.json"), "\"program\": \"my_first.py\""));
  CHECK(contains(folder.read("my_first.json"), "\"title\": \"My first\""));

  folder.write("my_first.py", "mine");
  std::filesystem::remove(folder.path("my_first.json"));
  answer = call({"new", name});
  CHECK(answer.status == 64);
  CHECK(contains(answer.err, "exists already"));
  CHECK(folder.read("my_first.py") == "mine");
  CHECK_FALSE(std::filesystem::exists(folder.path("my_first.json")));

  answer = call({"new", "My First!"});
  CHECK(answer.status == 64);
  CHECK(contains(answer.err, "`grove new my_first`"));
  CHECK(call({"new", folder.path("nowhere") + "/x"}).status == 64);
}

TEST_CASE("check tells of advice as warnings, and they are no faults") {
  const Folder folder;
  const std::string file =
      folder.write("p.py", "import time\nasync def main():\n    time.sleep(1)\n");
  const Answer answer = call({"check", file});
  CHECK(answer.status == 0);
  CHECK(answer.out == "1 file, no faults, 1 warning\n");
  CHECK(contains(answer.err, "p.py:3:5: warning: `time.sleep` stops everything"));
}

TEST_CASE("completions and the manual name every command and option") {
  for (const std::vector<std::string>& way : {std::vector<std::string>{"completion", "bash"},
                                              {"completion", "zsh"},
                                              {"completion", "fish"},
                                              {"manual"}}) {
    const Answer answer = call(way);
    CHECK(answer.status == 0);
    for (const char* word : {"run", "export", "diff", "manual", "schedule", "axis"}) {
      CHECK(contains(answer.out, word));
    }
  }
  CHECK(contains(call({"completion", "bash"}).out, "export:--theme) words='light dark'"));
  CHECK(call({"completion", "tcsh"}).status == 64);
}
