// What the command line makes of a record's end and of options that meet each other.
#include <catch2/catch.hpp>
#include <string>

#include "engine/cli/scrub_bar.h"
#include "tests/cli/call.h"
#include "tests/cli/sample_record.h"

using namespace grove;
using namespace cli_test;

namespace {

constexpr char kDraws[] =
    "import random\nimport trio\n\nCOUNT = 1\n\nasync def main():\n    await trio.sleep(1)\n"
    "    print(COUNT, random.randrange(1_000_000))\n\ntrio.run(main)\n";
constexpr char kDrawsScenario[] =
    R"({"grove": 1, "program": "draws.py", "seed": 1, "knobs": {"COUNT": {"min": 1, "max": 9}},
        "presets": {"P": {"seed": 2, "knobs": {"COUNT": 2}}}})";

}  // namespace

TEST_CASE("the status of a record is that of the run it tells of") {
  const Folder folder;
  const auto status_of = [&folder](const std::string& outcome, const std::string& exception) {
    std::string text = kSampleRecord;
    const std::string end = "\"outcome\":\"ok\",\"exception\":null}";
    text.replace(text.find(end), end.size(),
                 "\"outcome\":\"" + outcome + "\",\"exception\":" + exception + "}");
    return call({"play", folder.write("other.jsonl", text)}).status;
  };
  const auto exits = [&](const std::string& message) {
    return status_of("error", "{\"type\":\"SystemExit\",\"message\":\"" + message + "\"}");
  };
  CHECK(status_of("ok", "null") == 0);
  CHECK(status_of("cancelled", "null") == 1);
  CHECK(status_of("error", "null") == 1);
  CHECK(exits("") == 0);
  CHECK(exits("None") == 0);
  CHECK(exits("0") == 0);
  CHECK(exits("259") == 3);
  CHECK(exits("3 left") == 1);
  // One that breaks off tells of no end.
  const std::string whole = kSampleRecord;
  const std::string cut = whole.substr(0, whole.rfind("{\"i\":"));
  CHECK(call({"play", folder.write("cut.jsonl", cut)}).status == 0);
}

TEST_CASE("an option outweighs the preset, and the last of several the others") {
  const Folder folder;
  const std::string scenario = folder.write("draws.json", kDrawsScenario);
  folder.write("draws.py", kDraws);
  const auto out = [&](std::vector<std::string> options) {
    options.insert(options.begin(), {"run", scenario});
    return call(options).out;
  };
  const auto draw = [](const std::string& line) { return line.substr(2); };
  CHECK(draw(out({"--preset", "P"})) == draw(out({"--seed", "2"})));
  CHECK(out({"--preset", "P"}) != out({}));
  CHECK(draw(out({"--preset", "P", "--seed", "1"})) == draw(out({})));
  CHECK(out({"--preset", "P", "--seed", "1"})[0] == '2');
  CHECK(out({"--preset", "P", "--set", "COUNT=3"})[0] == '3');
  CHECK(out({"--set", "COUNT=3", "--set", "COUNT=4"})[0] == '4');
}

TEST_CASE("a record is run again for any option that changes a run") {
  const Folder folder;
  const std::string record = folder.path("draws.jsonl");
  REQUIRE(call({"run", folder.write("draws.py", kDraws), "--record", record}).status == 0);
  const std::string as_it_was = call({"tree", record}).out;
  CHECK(contains(as_it_was, "over: ok"));
  CHECK(contains(call({"tree", record, "--input", R"({"at": 0.5, "do": "interrupt"})"}).out,
                 "over: interrupted"));
  CHECK(contains(call({"tree", record, "--until", "0.5"}).out, "over: limit"));
  CHECK(contains(call({"tree", record, "--limit", "events=3"}).out, "over: limit"));
  CHECK(call({"tree", record, "--detail", "steps"}).out != as_it_was);
  CHECK(call({"tree", record, "--ascii"}).status == 0);
}

TEST_CASE("a limit is a whole number above 0") {
  for (const char* limit : {"events=0", "events=-1", "events=", "events=1.5", "events=1e3"}) {
    INFO(limit);
    const Answer answer = call_with_input(kDraws, {"run", "-", "--limit", limit});
    CHECK(answer.status == 64);
    CHECK(answer.out.empty());
  }
  CHECK(call_with_input(kDraws, {"run", "-", "--limit", "events=1"}).status == 80);
  CHECK(call_with_input(kDraws, {"run", "-", "--limit", "events=1_000"}).status == 0);
}

TEST_CASE("of several files the gravest fault is the status, whatever their order") {
  const Folder folder;
  const std::string bad = folder.write("bad.py", "def f(:\n"), none = folder.path("none.py");
  CHECK(call({"check", bad, none}).status == 66);
  CHECK(call({"check", none, bad}).status == 66);
  CHECK(call({"check", none, bad}).out == "2 files, 2 with faults\n");
}

TEST_CASE("why a failed task ended begins at its end, and goes back to what it raised") {
  const Folder folder;
  const Answer answer = call({"why", folder.write("sample.jsonl", kSampleRecord), "--task", "b"});
  CHECK(answer.status == 0);
  const std::size_t ends = answer.out.find("b ends with ValueError");
  const std::size_t raised = answer.out.find("because b raised ValueError");
  REQUIRE(raised != std::string::npos);
  CHECK(ends < raised);
}

TEST_CASE("what is printed is told among the moments of a run") {
  const Folder folder;
  const Answer answer = call({"play", folder.write("sample.jsonl", kSampleRecord)});
  CHECK(contains(answer.out, "  * a prints: a is done\n"));
}

TEST_CASE("where several marks fall into one column, the gravest is seen") {
  const auto mark = [](std::initializer_list<EventKind> kinds) {
    Record record;
    for (const EventKind kind : kinds) {
      if (kind == EventKind::kTaskSpawned) record.append({}, {}, TaskSpawned{});
      if (kind == EventKind::kTaskExited) record.append({}, {}, TaskExited{});
      if (kind == EventKind::kScopeCancelled) record.append({}, {}, ScopeCancelled{});
      if (kind == EventKind::kExceptionRaised) record.append({}, {}, ExceptionRaised{});
    }
    // The last event has a column of its own.
    record.append({}, {}, RunFinished{});
    const OutputLook look{.utf8 = true, .colour = false};
    const std::string marks = render(ScrubBar().draw(record, 0, 2, look).marks, look);
    const Glyphs& glyph = glyphs(look);
    for (const auto& [sign, name] : {std::pair{glyph.spawned, "spawned"},
                                     {glyph.exited, "exited"},
                                     {glyph.cancelled, "cancelled"},
                                     {glyph.raised, "raised"}}) {
      if (marks.rfind(sign, 0) == 0) return std::string(name);
    }
    return std::string("none");
  };
  using Kind = EventKind;
  CHECK(mark({}) == "none");
  CHECK(mark({Kind::kTaskSpawned}) == "spawned");
  CHECK(mark({Kind::kTaskExited, Kind::kTaskSpawned}) == "exited");
  CHECK(mark({Kind::kScopeCancelled, Kind::kTaskExited}) == "cancelled");
  CHECK(mark({Kind::kExceptionRaised, Kind::kScopeCancelled, Kind::kTaskSpawned}) == "raised");
}
