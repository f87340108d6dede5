// The hand of cards: another order is a branch, tried before it is made; by mouse and by keys.
#include "tests/viewer/files.h"
#include "tests/viewer/robot.h"
#include "viewer/core/narration.h"
#include "viewer/panels/drawing/text_probe.h"

namespace grove {
namespace {

const char* const kTickets =
    "import trio\n"
    "tickets = 1\n\n"
    "async def buy(name):\n"
    "    global tickets\n"
    "    await trio.sleep(0.1)\n"
    "    if tickets:\n"
    "        tickets -= 1\n"
    "        print(name, 'has one')\n\n"
    "async def main():\n"
    "    async with trio.open_nursery() as nursery:\n"
    "        for name in ('anna', 'ben', 'cleo'):\n"
    "            nursery.start_soon(buy, name, name=name)\n\n"
    "trio.run(main)\n";

// The moment at which all three are ready, and nobody has run yet.
void to_the_hand(Robot* robot) {
  const Record& record = robot->session().record();
  std::size_t ready = 0, position = 0;
  for (std::size_t i = 0; i < record.size() && position == 0; ++i) {
    if (record.at(i).t == SimTime{0}) continue;
    ready += record.at(i).kind() == EventKind::kTaskScheduled ? 1 : 0;
    if (ready == 3) position = i + 1;
  }
  REQUIRE(position > 0);
  robot->session().apply(command::Seek{position});
  robot->frames(3);
}

std::vector<std::string> printed(const Session& session) {
  std::vector<std::string> lines;
  for (std::size_t i = 0; i < session.record().size(); ++i) {
    if (const auto* printed = session.record().at(i).get_if<Printed>()) {
      lines.emplace_back(session.record().text(printed->text));
    }
  }
  return lines;
}

// A robot where three are ready, with the tray open.
struct Dealt {
  explicit Dealt(const char* program = kTickets, int width = 1600, int height = 1000)
      : file("tickets.py", program), robot(width, height) {
    REQUIRE(robot.open(file.path()) == OpenResult::kOpened);
    to_the_hand(&robot);
    robot.press(ImGuiKey_Y);
    robot.frames(2);
  }
  Session& session() { return robot.session(); }
  const Hand& hand() { return robot.session().hand(); }
  const ProbedItem* find(const std::string& label) const {
    for (const ProbedItem& item : robot.probe().items()) {
      if (item.visible && item.label == label) return &item;
    }
    return nullptr;
  }
  ProbedItem card(const std::string& name) const {
    const ProbedItem* found = find("card " + name);
    if (found == nullptr) FAIL("no card of " << name);
    return *found;
  }
  // Takes one with the mouse and stays over the place of another.
  void hold(const std::string& name, const std::string& over) {
    const ProbedItem from = card(name), to = card(over);
    ImGuiIO& io = ImGui::GetIO();
    io.AddMousePosEvent(from.x(), from.y());
    robot.frames(2);
    io.AddMouseButtonEvent(ImGuiMouseButton_Left, true);
    robot.frames(1);
    for (int step = 1; step <= 4; ++step) {
      io.AddMousePosEvent(from.x() + (to.x() - from.x()) * static_cast<float>(step) / 4, from.y());
      robot.frames(1);
    }
    robot.frames(3);
  }
  void let_go() {
    ImGui::GetIO().AddMouseButtonEvent(ImGuiMouseButton_Left, false);
    robot.frames(4);
  }
  std::size_t branches() { return session().branches().all().size(); }
  std::string name() { return session().branches().shown().name; }
  std::vector<std::string> order() {
    std::vector<std::string> names;
    for (const TaskId card : hand().cards()) {
      names.emplace_back(label_of(session().model(), card));
    }
    return names;
  }
  std::vector<std::string> lines_to_the_end() {
    session().apply(command::ToEnd{});
    robot.frames(5);
    return printed(session());
  }

  TemporaryFile file;
  Robot robot;
};

TEST_CASE("a card that is dragged before another makes a branch in which it runs there") {
  Dealt dealt;
  CHECK(dealt.card("anna").x() < dealt.card("cleo").x());
  dealt.hold("cleo", "anna");
  dealt.let_go();
  REQUIRE(dealt.branches() == 2);
  CHECK(dealt.name() == "cleo before anna at 0.10");
  // Nothing has run yet, and the cards lie as they will.
  CHECK(dealt.order() == std::vector<std::string>{"cleo", "anna", "ben"});
  CHECK(dealt.lines_to_the_end().at(0) == "cleo has one");
}

TEST_CASE("before it is let go, one sees what would change") {
  Dealt dealt;
  const std::size_t position = dealt.session().model().position();
  dealt.hold("cleo", "anna");
  REQUIRE(dealt.hand().held());
  CHECK(dealt.hand().words() == "cleo before anna");
  CHECK(plain_text(caption_of(dealt.session()).sentence) ==
        "cleo before anna: letting go makes a branch.");
  REQUIRE(dealt.hand().printed().size() == 1);
  CHECK(dealt.hand().printed()[0].now == "anna has one");
  CHECK(dealt.hand().printed()[0].then == "cleo has one");
  CHECK(dealt.hand().change() == "prints 1 line otherwise");
  // Nothing is done yet.
  CHECK(dealt.branches() == 1);
  CHECK(dealt.session().model().position() == position);
  // What was foretold comes true.
  const std::string foretold = dealt.hand().printed()[0].then;
  dealt.let_go();
  CHECK(dealt.lines_to_the_end() == std::vector<std::string>{foretold});
}

TEST_CASE("Esc drops a card that is dragged, until the mouse takes one again") {
  Dealt dealt;
  dealt.hold("cleo", "anna");
  dealt.robot.press(ImGuiKey_Escape);
  CHECK_FALSE(dealt.hand().held());
  // It is still pressed, and moves.
  ImGui::GetIO().AddMousePosEvent(dealt.card("ben").x(), dealt.card("ben").y());
  dealt.robot.frames(3);
  CHECK_FALSE(dealt.hand().held());
  dealt.let_go();
  CHECK(dealt.branches() == 1);
  // Esc closed nothing else.
  CHECK(dealt.session().view().hand);
  dealt.hold("cleo", "ben");
  CHECK(dealt.hand().words() == "cleo before ben");
}

TEST_CASE(
    "Alt with the arrows moves the card of the selected task, Enter lets it go, Esc drops it") {
  Dealt dealt;
  dealt.session().apply(command::Select{*find_named(dealt.session().model(), "cleo")});
  dealt.robot.frames(2);
  dealt.robot.press(ImGuiKey_LeftArrow, ImGuiMod_Alt);
  CHECK(dealt.hand().words() == "cleo before ben");
  dealt.robot.press(ImGuiKey_LeftArrow, ImGuiMod_Alt);
  CHECK(dealt.hand().words() == "cleo before anna");
  dealt.robot.press(ImGuiKey_LeftArrow, ImGuiMod_Alt);
  CHECK(dealt.hand().words() == "cleo before anna");
  dealt.robot.press(ImGuiKey_RightArrow, ImGuiMod_Alt);
  dealt.robot.press(ImGuiKey_RightArrow, ImGuiMod_Alt);
  // Where it was: nothing would change.
  CHECK(dealt.hand().words().empty());
  dealt.robot.press(ImGuiKey_Escape);
  CHECK_FALSE(dealt.hand().held());
  dealt.robot.press(ImGuiKey_LeftArrow, ImGuiMod_Alt);
  dealt.robot.press(ImGuiKey_Enter);
  CHECK(dealt.branches() == 2);
  CHECK(dealt.name() == "cleo before ben at 0.10");
  CHECK(dealt.order() == std::vector<std::string>{"anna", "cleo", "ben"});
  dealt.robot.press(ImGuiKey_Z, ImGuiMod_Ctrl);
  CHECK(dealt.branches() == 1);
  CHECK(dealt.order() == std::vector<std::string>{"anna", "ben", "cleo"});
}

TEST_CASE("a card that goes to the end is one branch, and the first order is the run itself") {
  Dealt dealt;
  dealt.hold("anna", "cleo");
  CHECK(dealt.hand().words() == "anna after cleo");
  dealt.let_go();
  REQUIRE(dealt.branches() == 2);
  CHECK(dealt.order() == std::vector<std::string>{"ben", "cleo", "anna"});
  dealt.hold("cleo", "ben");
  dealt.let_go();
  // Not of the branch, whose order is made at the same moment, but beside it.
  CHECK(dealt.branches() == 3);
  CHECK(dealt.order() == std::vector<std::string>{"cleo", "ben", "anna"});
  const Branch& shown = dealt.session().branches().shown();
  CHECK(shown.parent == dealt.session().branches().trunk().id);
  CHECK(dealt.lines_to_the_end().at(0) == "cleo has one");
  to_the_hand(&dealt.robot);
  dealt.hold("anna", "cleo");
  dealt.let_go();
  dealt.hold("ben", "cleo");
  dealt.let_go();
  CHECK(dealt.order() == std::vector<std::string>{"anna", "ben", "cleo"});
  CHECK(dealt.session().branches().shown().id == dealt.session().branches().trunk().id);
}

TEST_CASE("without open cards Alt with the arrows walks the tree as ever") {
  Dealt dealt;
  dealt.robot.press(ImGuiKey_Y);
  dealt.session().apply(command::Select{*find_named(dealt.session().model(), "cleo")});
  dealt.robot.press(ImGuiKey_LeftArrow, ImGuiMod_Alt);
  CHECK_FALSE(dealt.hand().held());
  CHECK(dealt.session().selection() == *find_named(dealt.session().model(), "ben"));
}

const char* const kQueue =
    "import asyncio\n\n"
    "async def buy(name):\n"
    "    await asyncio.sleep(0.1)\n"
    "    print(name, 'has one')\n\n"
    "async def main():\n"
    "    async with asyncio.TaskGroup() as group:\n"
    "        for name in ('anna', 'ben', 'cleo'):\n"
    "            group.create_task(buy(name), name=name)\n\n"
    "asyncio.run(main())\n";

TEST_CASE("asyncio's queue is shown, says that it is fixed, and cannot be changed") {
  Dealt dealt(kQueue);
  REQUIRE(dealt.hand().fixed());
  CHECK(dealt.order() == std::vector<std::string>{"anna", "ben", "cleo"});
  dealt.hold("cleo", "anna");
  CHECK_FALSE(dealt.hand().held());
  dealt.let_go();
  CHECK(dealt.branches() == 1);
  TextProbe probe;
  dealt.robot.frames(1);
  bool said = false;
  for (const DrawnText& drawn : probe.drawn()) {
    said = said || drawn.text.find("queue is fixed") != std::string::npos;
  }
  CHECK(said);
  dealt.session().apply(command::MoveCard{-1});
  CHECK_FALSE(dealt.hand().held());
  CHECK(dealt.session().notice().find("fixed") != std::string::npos);
}

TEST_CASE("the order that a held card would make is beside the lanes, turn by turn") {
  Dealt dealt;
  const auto on_timeline = [&](const std::string& begins) {
    TextProbe probe;
    dealt.robot.frames(1);
    for (const DrawnText& drawn : probe.drawn()) {
      const bool below = drawn.window.find("/bottom_") != std::string::npos;
      if (below && drawn.text.rfind(begins, 0) == 0) return true;
    }
    return false;
  };
  CHECK_FALSE(on_timeline("the branch"));
  dealt.hold("cleo", "anna");
  std::vector<std::string> order;
  for (const Hand::Turn& turn : dealt.hand().turns()) {
    if (turn.printed.empty() && !turn.end) continue;
    order.emplace_back(label_of(dealt.session().model(), turn.task));
  }
  // And then main, who waited for them.
  CHECK(order == std::vector<std::string>{"cleo", "anna", "ben", "main"});
  CHECK(dealt.hand().turns().front().printed == "cleo has one");
  CHECK(on_timeline("the branch: cleo, anna, ben"));
  dealt.robot.press(ImGuiKey_Escape);
  dealt.let_go();
  CHECK_FALSE(on_timeline("the branch"));
}

}  // namespace
}  // namespace grove
