#include "viewer/core/sandbox/branches.h"

#include <catch2/catch.hpp>

#include "tests/viewer/files.h"
#include "viewer/core/sandbox/acts.h"
#include "viewer/core/sandbox/knobs.h"
#include "viewer/core/sandbox/recordings.h"
#include "viewer/core/session.h"

namespace grove {
namespace {

constexpr const char* kMixed = R"(import trio

async def fails():
    await trio.sleep(0.1)
    raise ValueError

async def ends():
    pass

async def waits():
    print("waits")
    await trio.sleep(1)

async def main():
    try:
        with trio.move_on_after(0.05):
            async with trio.open_nursery() as nursery:
                nursery.start_soon(ends)
                for _ in range(3):
                    nursery.start_soon(waits)
        async with trio.open_nursery() as nursery:
            nursery.start_soon(fails)
    except* ValueError:
        print("caught")
    with trio.move_on_after(0.3):
        await trio.sleep(5)

trio.run(main)
)";

// main, and below it a and b, of which a has a child.
Branches family() {
  Branches branches(Branch{.id = 0, .name = "main"});
  branches.add(Branch{.id = 1, .parent = 0, .name = "a"});
  branches.add(Branch{.id = 2, .parent = 1, .name = "a's child"});
  branches.add(Branch{.id = 3, .parent = 2, .name = "a's grandchild"});
  branches.add(Branch{.id = 4, .parent = 0, .name = "b"});
  return branches;
}

TEST_CASE("with a branch go all that depart from it, and its parent is shown if one of them was") {
  Branches branches = family();
  branches.show(3);
  branches.remove(2);
  CHECK(branches.shown().id == 1);
  CHECK(branches.all().size() == 3);
  CHECK(branches.find(3) == nullptr);

  Branches elsewhere = family();
  elsewhere.show(4);
  elsewhere.remove(1);
  CHECK(elsewhere.shown().id == 4);
  CHECK(elsewhere.all().size() == 2);
}

TEST_CASE("branches are listed below what they depart from, in the order of making") {
  const Branches branches = family();
  std::string rows;
  for (const Branches::Row& row : branches.rows()) {
    rows += std::string(static_cast<std::size_t>(row.depth), '-') + row.branch->name + "\n";
  }
  CHECK(rows == "main\n-a\n--a's child\n---a's grandchild\n-b\n");
}

TEST_CASE("how a branch ends is told by its last time, tasks, failures, cancellations and prints") {
  const TemporaryFile file("mixed.py", kMixed);
  Session session;
  REQUIRE(session.open(file.path()) == OpenResult::kOpened);
  compute(session);
  const BranchEnd end = end_of(session.recording());
  CHECK(end.known);
  CHECK(end.outcome == Outcome::kOk);
  CHECK(end.time == SimTime{450'000'000});
  CHECK(end.tasks == 6);
  CHECK(end.cancelled == 3);
  CHECK(end.failed == 1);
  CHECK(end.printed == 4);
}

TEST_CASE("a deadline is offered later and sooner, but never before now") {
  const TemporaryFile file("deadlines.py", kMixed);
  Session session;
  REQUIRE(session.open(file.path()) == OpenResult::kOpened);
  compute(session);
  const auto offered = [&](double seconds, const std::string& scope) {
    session.apply(command::SeekTime{sim_time_from_seconds(seconds)});
    const auto about = find_named(session.model(), scope);
    REQUIRE(about.has_value());
    std::string why_not;
    const auto offer = offer_of(session.player(), *about, &why_not);
    INFO(why_not);
    REQUIRE(offer.has_value());
    std::string words;
    for (const OfferedAct& act : offer->acts) words += act.words + "\n";
    return words;
  };
  CHECK(offered(0.3, "main:25") ==
        "Cancel main:25\nLet it end later: 0.55\nLet it end sooner: 0.35\n"
        "Take its deadline away\nPut its shield up\n");
  CHECK(offered(0.4, "main:25") ==
        "Cancel main:25\nLet it end later: 0.55\nLet it end sooner: 0.40\n"
        "Take its deadline away\nPut its shield up\n");
}

TEST_CASE("only tasks that can step are offered to step next") {
  const TemporaryFile file("next.py", kMixed);
  Session session;
  REQUIRE(session.open(file.path()) == OpenResult::kOpened);
  compute(session);
  const auto offered = [&] {
    std::string why_not;
    const auto offer = offer_of(session.player(), Selection{}, &why_not);
    REQUIRE(offer.has_value());
    std::vector<std::string> words;
    for (const OfferedAct& act : offer->acts) words.push_back(act.words);
    return words;
  };
  // All sleep, or wait for those who do.
  session.apply(command::SeekTime{SimTime{20'000'000}});
  CHECK(offered() == std::vector<std::string>{"Press control-C"});
  // All four children have been spawned, and main has just ended its step.
  std::size_t position = 0;
  while (session.record().at(position).kind() != EventKind::kAfterTaskStep) ++position;
  session.apply(command::Seek{position + 1});
  CHECK(offered() == std::vector<std::string>{"Press control-C", "Let ends step next",
                                              "Let waits step next", "Let waits#2 step next",
                                              "Let waits#3 step next"});
}

TEST_CASE("a knob is turned by its step, and within its range") {
  Knob whole{.name = "N", .label = "N", .kind = Knob::Kind::kRange};
  whole.min = 1;
  whole.max = 5;
  whole.step = 2;
  CHECK(stepped(whole, "1", +1) == "3");
  CHECK(stepped(whole, "4", +1) == "5");
  CHECK(stepped(whole, "2", -1) == "1");
  CHECK(stepped(whole, "5", -1) == "3");
  Knob tenths = whole;
  tenths.is_integer = false;
  tenths.min = 0;
  tenths.step = 0.1;
  CHECK(stepped(tenths, "0.2", +1) == "0.3");
  CHECK(stepped(tenths, "0.05", -1) == "0");
}

TEST_CASE("what a knob can be chosen to be is shown without its quotes and brackets") {
  CHECK(knob_words("True") == "yes");
  CHECK(knob_words("False") == "no");
  CHECK(knob_words("[]") == "none");
  CHECK(knob_words("['r01', 'r11']") == "r01, r11");
  CHECK(knob_words("7") == "7");
}

}  // namespace
}  // namespace grove
