// Lessons, courses and expectations on the command line.
#include <catch2/catch.hpp>
#include <string>

#include "tests/cli/call.h"

using namespace grove;
using namespace cli_test;

namespace {

constexpr char kProgram[] = R"(import trio


async def work(name):
    await trio.sleep(0.1)
    print(name)


async def main():
    async with trio.open_nursery() as nursery:
        nursery.start_soon(work, "a", name="a")
        nursery.start_soon(work, "b", name="b")
        nursery.start_soon(work, "c", name="c")


trio.run(main)
)";

std::string scenario(const std::string& members) {
  return "{\"grove\": 1, \"title\": \"Three\", \"program\": \"three.py\",\n" + members + "}";
}

constexpr char kLesson[] = R"("lesson": {"minutes": 3, "summary": "So it is.", "steps": [
  {"id": "guess", "on": {"event": "printed", "text": "a"}, "ask": {"q": "Who is first?", "choices": [
    {"text": "a does", "right": true, "because": "of spawn order"},
    {"text": "b does", "because": "true in another order"}]}},
  {"id": "over", "on": {"event": "run_finished"}, "say": "It is over.", "next": "more"}]})";

bool has(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

struct Lessons : Folder {
  Lessons() {
    write("three.py", kProgram);
    write("more.json", scenario("\"seed\": 1"));
  }
};

}  // namespace

TEST_CASE("a handout has the program, the stops without their future, and the answers at its end") {
  const Lessons folder;
  const Answer answer = call({"lesson", folder.write("three.json", scenario(kLesson))});
  CHECK(answer.err.empty());
  REQUIRE(answer.status == 0);
  const std::size_t question = answer.out.find("1. QUESTION: Who is first?");
  const std::size_t tree = answer.out.find("t = 0.100");
  const std::size_t answers = answer.out.find("A  RIGHT: of spawn order");
  REQUIRE(answers != std::string::npos);
  CHECK(question < tree);
  CHECK(tree < answer.out.find("2. It is over."));
  CHECK(answer.out.find("2. It is over.") < answers);
  CHECK(has(answer.out, "   5      await trio.sleep(0.1)\n"));
  CHECK(has(answer.out, "To take along: So it is.\n"));
}

TEST_CASE("a handout is written as Markdown, and what could not be drawn is said") {
  const Lessons folder;
  setenv("GROVE_VIEWER", "/bin/false", 1);
  const Answer answer =
      call({"lesson", folder.write("three.json", scenario(kLesson)), "--to", folder.path("out")});
  unsetenv("GROVE_VIEWER");
  REQUIRE(answer.status == 0);
  CHECK(has(answer.err, "no picture of step `guess`, but the tree as text: /bin/false failed"));
  const std::string text = folder.read("out/three.md");
  CHECK(has(text, "# Three\n"));
  CHECK(has(text, "## 1. Question\n\nWho is first?\n\n- A  a does\n- B  b does\n"));
  CHECK(has(text, "~~~\nt = 0.100"));
}

TEST_CASE("a scenario without a lesson is told how to get one") {
  const Lessons folder;
  const Answer answer = call({"lesson", folder.path("more.json")});
  CHECK(answer.status == kExitBadFile);
  CHECK(has(answer.err, "the scenario has no lesson"));
  CHECK(has(answer.err, "scenarios/README.md"));
}

TEST_CASE("checking a scenario runs its lesson against it") {
  const Lessons folder;
  CHECK(call({"check", folder.write("three.json", scenario(kLesson))}).status == 0);
  const std::string late = R"("lesson": {"minutes": 3, "steps": [
    {"id": "s", "on": {"event": "printed", "text": "d"}, "say": "x", "next": "mre"}]})";
  const Answer answer = call({"check", folder.write("late.json", scenario(late))});
  CHECK(answer.status == kExitBadFile);
  CHECK(has(answer.err,
            "late.json:3:5: error: step `s`: no event of the run is `printed, text d` "
            "[/lesson/steps/0]"));
  CHECK(has(answer.err, "there is no scenario `mre` beside this one"));
  CHECK(has(answer.err, "hint: did you mean `more`?"));
}

TEST_CASE("what is compared is run as well, and has to be there") {
  const Lessons folder;
  const std::string right = R"("compare": {"with": "more"}, "lesson": {"minutes": 3, "steps": [
    {"id": "s", "on": {"event": "printed", "text": "b", "pane": "right"}, "say": "x"}]})";
  CHECK(call({"check", folder.write("right.json", scenario(right))}).status == 0);
  const Answer handout = call({"lesson", folder.path("right.json")});
  CHECK(has(handout.out, "right: t = 0.100"));
  CHECK(has(handout.out, "Beside it, on the right: Three"));
  const Answer answer =
      call({"check", folder.write("alone.json", scenario(R"("compare": {"with": "nobody"})"))});
  CHECK(has(answer.err, "there is no scenario `nobody` beside this one"));
}

TEST_CASE("expectations hold in the scenario's own run, or it is said what is there instead") {
  const Lessons folder;
  const std::string good = scenario(R"("expect": [{"printed": ["a", "b", "c"], "at": 0.1}])");
  const Answer held = call({"check", "--expect", folder.write("good.json", good)});
  CHECK(held.status == 0);
  CHECK(has(held.out, "1 of 1 expectations hold in 1 run\n"));
  const std::string bad = scenario(R"("expect": [{"at": 0.05, "alive": 2}])");
  const Answer failed = call({"check", "--expect", folder.write("bad.json", bad)});
  CHECK(failed.status == kExitBadFile);
  CHECK(has(failed.err,
            "it is otherwise: 4 tasks are alive at 0.050, not 2: main, a, b, c "
            "[/expect/0]"));
  CHECK(call({"check", folder.path("bad.json")}).status == 0);
}

TEST_CASE("of what fails in other orders the smallest case is shown, and its command repeats it") {
  const Lessons folder;
  const std::string order = scenario(R"("expect": [{"printed": ["a", "b"]}])");
  const std::string file = folder.write("order.json", order);
  CHECK(call({"check", "--expect", file}).status == 0);
  const Answer failed = call({"check", "--expect", "--schedules", "6", file});
  CHECK(failed.status == kExitBadFile);
  CHECK(has(failed.err, "the smallest is seed 0, spawn order but for 1 step)"));
  CHECK(has(failed.err, "hint: grove run " + file + " --input '{\"step\": "));
  const std::size_t begin = failed.err.find("--input '") + 9;
  const std::string input = failed.err.substr(begin, failed.err.find("}'", begin) + 1 - begin);
  const std::string printed = call({"run", file, "--input", input}).out;
  CHECK(printed.find("b\n") < printed.find("a\n"));
}

TEST_CASE("seeds and schedules without --expect are a mistake") {
  const Lessons folder;
  const Answer answer = call({"check", folder.path("more.json"), "--seeds", "3"});
  CHECK(answer.status == kExitUsage);
  CHECK(has(answer.err, "grove check --expect --seeds N"));
}

TEST_CASE("a course lists its lessons below their parts, and what it cannot find") {
  const Lessons folder;
  folder.write("three.json", scenario(kLesson));
  const std::string file = folder.write("class.txt", "# First\nthree\n\n# Then\nmore\nthree\n");
  const Answer answer = call({"course", file});
  CHECK(answer.status == 0);
  CHECK(answer.out ==
        "First\n"
        "  three                           Three, 3 min\n\n"
        "Then\n"
        "  more                            Three\n"
        "  three                           Three, 3 min\n\n"
        "1 lesson, 0 hours 3 minutes\n");
  const Answer strange = call({"course", folder.write("other.txt", "three.json\nnobody\n")});
  CHECK(strange.status == kExitBadFile);
  CHECK(has(strange.err, "other.txt:1:1: error: this is no name of a scenario"));
  CHECK(has(strange.err, "nobody.json"));
  CHECK(call({"course", folder.path("none.txt")}).status == kExitNoFile);
}
