// What a sitting may lose: nothing. Kept sittings, broken files, files that change meanwhile.
#include <catch2/catch.hpp>
#include <filesystem>

#include "tests/viewer/files.h"
#include "tests/viewer/robot.h"
#include "viewer/core/narration.h"
#include "viewer/core/sandbox/insertion_point.h"

namespace grove {
namespace {

constexpr const char* kSleeper =
    "import trio\n\nasync def main():\n    await trio.sleep(1)\n    print('a')\n\ntrio.run(main)\n";
constexpr const char* kOther =
    "import trio\n\nasync def main():\n    await trio.sleep(2)\n    print('b')\n\ntrio.run(main)\n";
constexpr const char* kBroken =
    "import trio\n\nasync def main():\n    await trio.slep(1)\n\ntrio.run(main)\n";

// A branch, an edit that was not run, and a breakpoint, at 0.50.
void work(Robot& robot) {
  Session& session = robot.session();
  session.apply(command::SeekTime{SimTime{500'000'000}});
  robot.press(ImGuiKey_K);
  session.apply(command::ToggleEditing{});
  session.apply(command::EditProgram{std::string(kSleeper) + "# edited\n"});
  session.apply(command::ToggleBreakpoint{4});
  robot.frames(2);
}

std::vector<std::string> names_of(const Session& session) {
  std::vector<std::string> names;
  for (const auto& row : session.branches().rows()) {
    names.push_back(std::string(static_cast<std::size_t>(row.depth), '>') + row.branch->name);
  }
  return names;
}

TEST_CASE("what was made and not saved is kept as a text, and brought back with the place") {
  const TemporaryFile file("kept.py", kSleeper);
  std::string text;
  {
    Robot robot;
    robot.open(file.path());
    CHECK_FALSE(robot.session().has_unsaved());
    work(robot);
    REQUIRE(robot.session().has_unsaved());
    text = write_kept(robot.session().kept());
  }
  auto kept = read_kept(text);
  REQUIRE(kept);
  CHECK(kept->file == disk().whole_path(file.path()));
  Robot robot;
  Session& session = robot.session();
  robot.open(file.path());
  session.offer_kept(*kept);
  CHECK(session.kept_words() == "1 branch and an edited program");
  robot.frames(2);
  robot.click("Bring back");
  robot.frames(2);
  CHECK(names_of(session) == std::vector<std::string>{"as in the file", ">control-C at 0.50"});
  CHECK(session.branches().shown().name == "control-C at 0.50");
  CHECK(session.model().position() == kept->position);
  REQUIRE(session.draft() != nullptr);
  CHECK(*session.draft() == std::string(kSleeper) + "# edited\n");
  CHECK(session.breakpoints() == std::set<int32_t>{4});
  const auto answer = session.take_kept_answer();
  REQUIRE(answer);
  CHECK(answer->taken_up);
  session.apply(command::Undo{});
  CHECK(names_of(session) == std::vector<std::string>{"as in the file"});
}

TEST_CASE("a sitting that is not taken up waits, and only one that is forgotten is thrown away") {
  const TemporaryFile file("kept.py", kSleeper);
  Robot robot;
  Session& session = robot.session();
  robot.open(file.path());
  KeptSitting kept{
      .name = "sitting-1", .file = disk().whole_path(file.path()), .scenario = "", .draft = "x"};
  session.offer_kept(kept);
  robot.frames(2);
  robot.press(ImGuiKey_Escape);
  CHECK(session.kept_offer() == nullptr);
  CHECK_FALSE(session.take_kept_answer());
  CHECK_FALSE(session.view().regions.presenting);
  session.offer_kept(kept);
  robot.frames(2);
  robot.click("Forget");
  const auto answer = session.take_kept_answer();
  REQUIRE(answer);
  CHECK(answer->name == "sitting-1");
  CHECK_FALSE(answer->taken_up);
}

TEST_CASE("where the file has changed meanwhile, what is kept stands below the file as it was") {
  const TemporaryFile file("kept.py", kSleeper);
  KeptSitting kept;
  {
    Robot robot;
    robot.open(file.path());
    work(robot);
    kept = robot.session().kept();
  }
  file.write(kOther);
  Robot robot;
  robot.open(file.path());
  robot.session().offer_kept(kept);
  robot.session().apply(command::TakeUpKept{});
  const Session& session = robot.session();
  CHECK(names_of(session) == std::vector<std::string>{"as in the file",
                                                      ">the file before it changed",
                                                      ">>control-C at 0.50"});
  CHECK(session.branches().trunk().scenario->source == kOther);
  CHECK(session.branches().shown().scenario->source == kSleeper);
}

TEST_CASE("a change on disk keeps what was made as branches, once per file that was acted on") {
  const TemporaryFile file("kept.py", kSleeper);
  Robot robot;
  Session& session = robot.session();
  robot.open(file.path());
  session.apply(command::SeekTime{SimTime{500'000'000}});
  robot.press(ImGuiKey_K);
  for (const char* text :
       {kOther, "import trio\n\nasync def main():\n    pass\n\ntrio.run(main)\n"}) {
    file.write(text);
    session.apply(command::Reload{});
    CHECK(names_of(session) == std::vector<std::string>{"as in the file",
                                                        ">the file before it changed",
                                                        ">>control-C at 0.50"});
    CHECK(session.branches().shown().scenario->source == text);
    CHECK(session.has_unsaved());
  }
}

TEST_CASE("saving leaves nothing to be kept, and what is opened next loses no edit of what was") {
  const TemporaryFile file("kept.json",
                           "{\"grove\": 1, \"title\": \"T\", \"program\": [\"import trio\", \"\", "
                           "\"async def main():\", \"    await trio.sleep(1)\", \"\", "
                           "\"trio.run(main)\"]}\n");
  const TemporaryFile other("other.py", kOther);
  Robot robot;
  Session& session = robot.session();
  robot.open(file.path());
  session.apply(command::SeekTime{SimTime{500'000'000}});
  robot.press(ImGuiKey_K);
  CHECK(session.has_unsaved());
  session.apply(command::SaveAs{file.path()});
  CHECK_FALSE(session.has_unsaved());
  session.apply(command::ToggleEditing{});
  session.apply(command::EditProgram{"half a thought"});
  CHECK(session.has_unsaved());
  robot.open(other.path());
  CHECK_FALSE(session.has_unsaved());
  session.apply(command::Undo{});
  CHECK(session.path() == file.path());
  CHECK(session.draft_differs());
  CHECK(session.kept().draft == "half a thought");
}

TEST_CASE("a text that is none of a sitting is refused") {
  for (const char* text :
       {"", "{", "[]", "{\"grove\": \"sitting\"}", "{\"grove\": \"sitting\", \"file\": 3}",
        "{\"grove\": \"sitting\", \"file\": \"/a\", \"position\": -1}"}) {
    CAPTURE(text);
    CHECK_FALSE(read_kept(text));
  }
}

// --- broken files

TEST_CASE("a file that is broken at start stands in the editor, its faulty line in view") {
  std::string program;
  for (int i = 0; i < 80; ++i) program += "# a line\n";
  const TemporaryFile file("broken.py", program + kBroken);
  Robot robot;
  CHECK(robot.open(file.path()) == OpenResult::kFaulty);
  Session& session = robot.session();
  REQUIRE(session.draft() != nullptr);
  CHECK(*session.draft() == program + kBroken);
  REQUIRE(session.broken_file() != nullptr);
  CHECK(session.view().line == 84);
  // Mended on disk it opens by itself.
  file.write(program + kSleeper);
  session.apply(command::Reload{});
  REQUIRE_FALSE(session.empty());
  CHECK(session.problems().empty());
  CHECK(session.broken_file() == nullptr);
  CHECK_FALSE(session.has_unsaved());
}

TEST_CASE("a broken file is mended in the editor, while the file on disk stays") {
  const TemporaryFile file("broken.py", kBroken);
  Robot robot;
  robot.open(file.path());
  Session& session = robot.session();
  session.apply(command::EditProgram{"still not it ("});
  robot.press(ImGuiKey_Enter, ImGuiMod_Ctrl);
  CHECK(session.empty());
  CHECK_FALSE(session.problems().empty());
  CHECK(session.has_unsaved());
  const KeptSitting kept = session.kept();
  CHECK(kept.draft == "still not it (");
  session.apply(command::EditProgram{kSleeper});
  session.apply(command::RunProgram{});
  REQUIRE_FALSE(session.empty());
  CHECK(session.branches().trunk().scenario->source == kSleeper);
  CHECK(session.has_unsaved());
  CHECK(load_scenario(file.path()).scenario->source == kBroken);
}

TEST_CASE("of a scenario the editor holds the text that is at fault, be it its program's") {
  const TemporaryFile program("apart.py", kBroken);
  const TemporaryFile scenario("apart.json", "{\"grove\": 1, \"program\": \"apart.py\"}\n");
  {
    Robot robot;
    CHECK(robot.open(scenario.path()) == OpenResult::kFaulty);
    Session& session = robot.session();
    REQUIRE(session.draft() != nullptr);
    CHECK(*session.draft() == kBroken);
    session.apply(command::EditProgram{kSleeper});
    session.apply(command::RunProgram{});
    REQUIRE_FALSE(session.empty());
    CHECK(session.path() == scenario.path());
  }

  constexpr const char* kMisspelt = "{\"grove\": 1,\n \"program\": [\"pass\"],\n \"sed\": 1}\n";
  const TemporaryFile faulty("faulty.json", kMisspelt);
  Robot again;
  CHECK(again.open(faulty.path()) == OpenResult::kFaulty);
  REQUIRE(again.session().draft() != nullptr);
  CHECK(*again.session().draft() == kMisspelt);
  CHECK(again.session().view().line == 3);
  faulty.write("{\"grove\": 1,\n \"program\": [\"pass\"],\n \"seed\": 1}\n");
  again.session().apply(command::Reload{});
  CHECK_FALSE(again.session().empty());
}

TEST_CASE("a faulty file that was asked for later leaves what is open, and opens once mended") {
  const TemporaryFile good("good.py", kSleeper), bad("bad.py", kBroken);
  Robot robot;
  robot.open(good.path());
  CHECK(robot.open(bad.path()) == OpenResult::kFaulty);
  Session& session = robot.session();
  CHECK(session.path() == good.path());
  CHECK_FALSE(session.problems().empty());
  bad.write(kOther);
  session.apply(command::Reload{});
  CHECK(session.path() == bad.path());
  CHECK(session.problems().empty());
}

TEST_CASE("a program that computes before it has a task opens at once, and is said to compute") {
  const TemporaryFile file("hog.py",
                           "import trio\nn = 0\nwhile n < 900_000:\n    n += 1\n\n"
                           "async def main():\n    await trio.sleep(1)\n\ntrio.run(main)\n");
  Session session;
  REQUIRE(session.open(file.path()) == OpenResult::kOpened);
  CHECK_FALSE(session.recording().complete());
  while (session.computing().empty() && session.wants_to_compute()) session.compute(20'000);
  CHECK(session.computing() ==
        "The program computes, 1 million operations so far; no task has a turn.");
  while (session.wants_to_compute()) session.compute(20'000);
  CHECK(session.model().task_count() == 1);
  CHECK(session.computing().empty());
}

TEST_CASE("a task that computes without a checkpoint is named with its line") {
  const TemporaryFile file("hog.py",
                           "import trio\n\nasync def hog():\n    while True:\n        pass\n\n"
                           "async def main():\n    async with trio.open_nursery() as n:\n"
                           "        n.start_soon(hog, name='hog')\n\ntrio.run(main)\n");
  Session session;
  REQUIRE(session.open(file.path()) == OpenResult::kOpened);
  session.apply(command::TogglePlay{});
  for (int i = 0; i < 200 && session.computing().empty(); ++i) {
    session.compute(20'000);
    session.tick(0.5);
  }
  const std::string said = session.computing();
  CHECK(said.substr(0, 32) == "hog computes, last seen at line ");
  CHECK(session.playback().playing());
  // It goes on while one looks on: the record need not grow, and what is said does.
  for (int i = 0; i < 60; ++i) {
    session.compute(20'000);
    session.tick(0.5);
  }
  CHECK(session.computing() != said);
  CHECK(session.computing().find("2 million operations so far") != std::string::npos);
  while (session.wants_to_compute()) session.compute(20'000);
  CHECK(session.computing().empty());
  session.apply(command::ToEnd{});
  std::string end;
  for (const WordSpan& span : caption_of(session).sentence) end += span.text;
  CHECK(end.find("with hog at line ") != std::string::npos);
}

TEST_CASE(
    "a slice of computing goes no further than one built-in, however much that goes through") {
  const TemporaryFile file("hog.py",
                           "import trio\n\nasync def main():\n    for n in range(50):\n"
                           "        max(range(10**6))\n\ntrio.run(main)\n");
  Session session;
  REQUIRE(session.open(file.path()) == OpenResult::kOpened);
  session.apply(command::TogglePlay{});
  int slices = 0;
  for (; session.wants_to_compute(); ++slices) session.compute(2'000);
  // What one of them goes through is more than a slice has.
  CHECK(slices >= 45);
}

// --- what is said and copied

TEST_CASE("Esc with nothing open leaves presentation, and never enters it") {
  const TemporaryFile file("kept.py", kSleeper);
  Robot robot;
  robot.open(file.path());
  robot.press(ImGuiKey_Escape);
  CHECK_FALSE(robot.session().view().regions.presenting);
  robot.press(ImGuiKey_F5);
  CHECK(robot.session().view().regions.presenting);
  robot.press(ImGuiKey_Escape);
  CHECK_FALSE(robot.session().view().regions.presenting);
}

TEST_CASE(
    "while one edits, Ctrl+S saves, and says that what was not run is not in it; Ctrl+Q quits") {
  const TemporaryFile file("kept.py", kSleeper), saved("saved.json", "");
  Robot robot;
  robot.open(file.path());
  Session& session = robot.session();
  robot.press(ImGuiKey_E, ImGuiMod_Ctrl);
  robot.frames(3);
  robot.type("# typed");
  REQUIRE(ImGui::GetIO().WantTextInput);
  REQUIRE(session.draft_differs());
  robot.press(ImGuiKey_S, ImGuiMod_Ctrl);
  CHECK(session.view().overlay == Overlay::kSave);
  session.apply(command::SaveAs{saved.path()});
  CHECK(session.notice().find("without what is typed and not run") != std::string::npos);
  CHECK(session.has_unsaved());
  robot.frames(3);
  robot.press(ImGuiKey_Q, ImGuiMod_Ctrl);
  CHECK(session.quits());
}

TEST_CASE("after an edit no command is copied that would show the unedited program") {
  const TemporaryFile file("kept.py", kSleeper), saved("saved.json", "");
  Robot robot;
  robot.open(file.path());
  Session& session = robot.session();
  session.apply(command::ToggleEditing{});
  session.apply(command::EditProgram{kOther});
  session.apply(command::RunProgram{});
  session.apply(command::CopyCommandLine{});
  CHECK_FALSE(session.take_clipboard());
  // The program itself can be handed over.
  session.apply(command::CopyRunCommand{});
  CHECK(session.take_clipboard() ==
        "grove run - <<'PROGRAM'\n" + std::string(kOther) + "PROGRAM\n");
  session.apply(command::SaveAs{saved.path()});
  session.apply(command::CopyCommandLine{});
  const auto line = session.take_clipboard();
  REQUIRE(line);
  CHECK(line->find(saved.path()) != std::string::npos);
  Robot again;
  again.open(saved.path());
  CHECK(again.session().recording().scenario()->source == kOther);
}

TEST_CASE("the ending of a file's name need not be typed") {
  const TemporaryFile file("kept.json", "{\"grove\": 1, \"program\": [\"pass\"]}\n");
  const TemporaryFile written("another.json", "");
  std::filesystem::remove(written.path());
  Robot robot;
  robot.open(file.path());
  robot.press(ImGuiKey_S, ImGuiMod_Ctrl);
  robot.frames(3);
  robot.press(ImGuiKey_A, ImGuiMod_Ctrl);
  robot.type("another");
  robot.press(ImGuiKey_Enter);
  robot.frames(2);
  CHECK(std::filesystem::exists(written.path()));
  CHECK(robot.session().path() == written.path());
}

TEST_CASE("who only lives longer is not saved: until when, and what then, is said") {
  const TemporaryFile file(
      "respite.py",
      "import trio\n\nasync def main():\n    with trio.move_on_after(1):\n"
      "        async with trio.open_nursery() as n:\n            for i in range(5):\n"
      "                n.start_soon(trio.sleep, 10, name=f't{i}')\n\ntrio.run(main)\n");
  Robot robot;
  robot.open(file.path());
  Session& session = robot.session();
  session.apply(command::SeekTime{SimTime{500'000'000}});
  WhatIf later(
      session.recording(),
      [&] {
        Inputs inputs = session.recording().inputs();
        Intervention act{.kind = Intervention::Kind::kDeadline, .target = "main:4"};
        act.deadline = SimTime{3'000'000'000};
        inputs.interventions.push_back(insertion_point(session.player())->place(act));
        return inputs;
      }(),
      insertion_point(session.player())->position);
  while (!later.finished()) later.compute(session.recording(), 20'000);
  CHECK(later.saved().empty());
  CHECK(later.living().size() == 5);
  CHECK(later.effect() == "saves no task");
  CHECK(later.respite() == "5 live until 3.00, then are cancelled");
}

// --- characters that no font has

TEST_CASE("a character that no font has is a box of its own, with its number's width") {
  Robot robot;
  for (const Family family : {Family::kWords, Family::kCode}) {
    const FontFace& face = robot.fonts().get(family, Weight::kMedium);
    const auto width = [&](const char* text) {
      return face.font->CalcTextSizeA(20, FLT_MAX, 0, text).x;
    };
    CHECK(width("☃") > 2 * width("a"));
    CHECK(width("日") == width("☃"));
    CHECK(width("🎲") > width("☃"));  // five digits
    CHECK(width("日本語") == Approx(3 * width("日")));
    CHECK(width("a\t") < width("☃") * 4);
  }
}

}  // namespace
}  // namespace grove
