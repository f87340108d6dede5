#include "viewer/core/spoken.h"

#include <catch2/catch.hpp>

#include "tests/viewer/files.h"

namespace grove {
namespace {

constexpr const char* kProgram =
    "import trio\n"
    "\n"
    "async def child(i):\n"
    "    await trio.sleep(0.1 * i)\n"
    "\n"
    "async def main():\n"
    "    async with trio.open_nursery() as nursery:\n"
    "        for i in (1, 2):\n"
    "            nursery.start_soon(child, i, name=f'c{i}')\n"
    "\n"
    "trio.run(main)\n";

const SpokenRow* row_with(const Spoken& spoken, const std::string& words) {
  for (const SpokenRow& row : spoken.rows) {
    if (row.words.find(words) != std::string::npos) return &row;
  }
  return nullptr;
}

TEST_CASE("the tree is told from top to bottom, in the picture's words, with what is selected") {
  const TemporaryFile file("spoken.py", kProgram);
  Session session;
  REQUIRE(session.open(file.path()) == OpenResult::kOpened);
  compute(session);
  session.apply(command::SeekTime{sim_time_from_seconds(0.15)});
  session.apply(command::Select{*find_named(session.model(), "main/c2")});
  const Spoken spoken = spoken_of(session);
  CHECK(spoken.moment.find("0.150 s") != std::string::npos);
  CHECK_FALSE(spoken.caption.empty());
  const SpokenRow* nursery = row_with(spoken, "nursery, line 7");
  const SpokenRow* over = row_with(spoken, "c1: done");
  const SpokenRow* sleeps = row_with(spoken, "c2: sleeps");
  REQUIRE(nursery != nullptr);
  REQUIRE(over != nullptr);
  REQUIRE(sleeps != nullptr);
  CHECK(spoken.rows.front().words.rfind("main: ", 0) == 0);
  CHECK(sleeps->depth == nursery->depth + 1);
  CHECK(sleeps->selected);
  CHECK_FALSE(over->selected);
}

TEST_CASE("what a row is called leads back to what it stands for") {
  const TemporaryFile file("spoken_names.py", kProgram);
  Session session;
  REQUIRE(session.open(file.path()) == OpenResult::kOpened);
  compute(session);
  session.apply(command::ToEnd{});
  const Spoken spoken = spoken_of(session);
  REQUIRE(spoken.rows.size() >= 4);
  for (const SpokenRow& row : spoken.rows) {
    INFO(row.words);
    const auto found = find_named(session.model(), row.name);
    REQUIRE(found.has_value());
    CHECK(name_of(session.model(), *found) == row.name);
  }
  CHECK(name_of(session.model(), Selection{}).empty());
  CHECK(name_of(session.model(), Selection::of(EventId{3})) == "event:3");
}

}  // namespace
}  // namespace grove
