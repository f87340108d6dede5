#include "engine/cli/player.h"

#include <unistd.h>

#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <string>

#include "engine/files/growing_file.h"
#include "engine/record/json_lines.h"
#include "tests/cli/sample_record.h"

using namespace grove;
using cli_test::kSampleRecord;

namespace {

constexpr OutputLook kUtf8{.utf8 = true, .colour = false};
constexpr OutputLook kAscii{.utf8 = false, .colour = false};
using KeyCode = Key::Code;

Player sample_player() {
  return Player(Recording(read_json_lines(kSampleRecord, "sample.jsonl").record), "sample.jsonl");
}

void press(Player* player, char32_t character) {
  player->press(Key{.code = KeyCode::kCharacter, .character = character});
}

void press(Player* player, KeyCode code, bool shift = false, bool control = false) {
  player->press(Key{.code = code, .shift = shift, .control = control});
}

std::string frame_text(Player* player, int columns, int rows, OutputLook look) {
  std::string text;
  for (const StyledLine& line : player->frame(columns, rows, look)) {
    text += render(line, look, columns);
    while (!text.empty() && text.back() == ' ') text.pop_back();
    text += '\n';
  }
  return text;
}

}  // namespace

TEST_CASE("a run opens paused, where main has just been spawned") {
  const Player player = sample_player();
  CHECK_FALSE(player.playing());
  CHECK(player.model().position() == 2);
  CHECK(player.model().task_count() == 1);
}

TEST_CASE("arrows step by step event, with Shift by interesting event, with Ctrl by task step") {
  Player player = sample_player();
  press(&player, KeyCode::kRight);
  CHECK(player.model().position() == 5);  // the scope opens
  press(&player, KeyCode::kRight, true);
  CHECK(player.model().position() == 8);  // "a" is spawned
  press(&player, KeyCode::kRight, false, true);
  CHECK(player.model().position() == 17);  // step 1 begins
  press(&player, KeyCode::kLeft, false, true);
  CHECK(player.model().position() == 4);
  press(&player, KeyCode::kRight, true, true);
  CHECK(player.model().position() == 25);  // the end of the instant
  press(&player, KeyCode::kLeft);
  CHECK(player.model().position() == 24);
}

TEST_CASE("Home and End go to both ends") {
  Player player = sample_player();
  press(&player, KeyCode::kEnd);
  CHECK(player.model().finished());
  press(&player, KeyCode::kHome);
  CHECK(player.model().position() == 0);
  CHECK_FALSE(frame_text(&player, 80, 24, kUtf8).empty());
}

TEST_CASE("Space plays at the pace, and any step pauses") {
  Player player = sample_player();
  press(&player, U' ');
  CHECK(player.playing());
  const std::size_t before = player.model().position();
  for (int i = 0; i < 10; ++i) player.tick(0.1);  // a second at 4 a second
  CHECK(player.model().position() > before);
  press(&player, KeyCode::kLeft);
  CHECK_FALSE(player.playing());
  const std::size_t paused = player.model().position();
  player.tick(0.1);
  CHECK(player.model().position() == paused);
}

TEST_CASE("+ and - change the pace") {
  const auto stops_in_a_second = [](int faster) {
    Player player = sample_player();
    for (int i = 0; i < faster; ++i) press(&player, U'+');
    for (int i = 0; i > faster; --i) press(&player, U'-');
    press(&player, U' ');
    int stops = 0;
    std::size_t at = player.model().position();
    for (int i = 0; i < 100; ++i) {
      player.tick(0.01);
      stops += player.model().position() != at;
      at = player.model().position();
    }
    return stops;
  };
  CHECK(stops_in_a_second(0) < stops_in_a_second(1));
  CHECK(stops_in_a_second(-1) < stops_in_a_second(0));
}

TEST_CASE("playing stops at the end, and Space there begins again") {
  Player player = sample_player();
  for (int i = 0; i < 10; ++i) press(&player, U'+');
  press(&player, U' ');
  for (int i = 0; i < 100; ++i) player.tick(0.1);
  CHECK(player.model().finished());
  CHECK_FALSE(player.playing());
  press(&player, U' ');
  CHECK(player.playing());
  CHECK(player.model().position() == 0);
}

TEST_CASE("Tab walks the tasks of the tree, Ctrl+arrows then step the selected one") {
  Player player = sample_player();
  press(&player, KeyCode::kEnd);
  press(&player, KeyCode::kHome);
  for (int i = 0; i < 30; ++i) press(&player, KeyCode::kRight);
  press(&player, KeyCode::kTab);
  CHECK(player.selected() == TaskId{0});
  press(&player, KeyCode::kDown);
  press(&player, KeyCode::kDown);
  CHECK(player.selected() == TaskId{2});
  press(&player, KeyCode::kUp);
  CHECK(player.selected() == TaskId{1});
  press(&player, KeyCode::kTab);
  press(&player, KeyCode::kTab, true);
  CHECK(player.selected() == TaskId{1});
  press(&player, KeyCode::kHome);
  CHECK_FALSE(player.selected());  // not spawned yet
  press(&player, KeyCode::kEnd);
  press(&player, KeyCode::kLeft, false, true);
  CHECK(player.model().position() == 28);  // the last step of "a"
  press(&player, KeyCode::kEscape);
  CHECK_FALSE(player.selected());
}

TEST_CASE("? shows the keys, and Esc closes them before it gives up the selection") {
  Player player = sample_player();
  press(&player, KeyCode::kTab);
  const auto shows_keys = [&player] {
    return frame_text(&player, 80, 24, kUtf8).find("play, pause;") != std::string::npos;
  };
  CHECK_FALSE(shows_keys());
  press(&player, U'?');
  CHECK(shows_keys());
  press(&player, KeyCode::kEscape);
  CHECK_FALSE(shows_keys());
  CHECK(player.selected() == TaskId{0});
  press(&player, KeyCode::kEscape);
  CHECK_FALSE(player.selected());
  press(&player, U'?');
  press(&player, U'?');
  CHECK_FALSE(shows_keys());
}

TEST_CASE("q leaves") {
  Player player = sample_player();
  CHECK_FALSE(player.quit());
  press(&player, U'q');
  CHECK(player.quit());
}

TEST_CASE("a frame has exactly the rows of the terminal, and no line is wider than it") {
  Player player = sample_player();
  for (int i = 0; i < 12; ++i) press(&player, KeyCode::kRight);
  for (const OutputLook look : {kUtf8, kAscii}) {
    for (const int rows : {1, 2, 5, 10, 24, 29, 30, 60}) {
      for (const int columns : {1, 10, 40, 80, 200}) {
        const auto frame = player.frame(columns, rows, look);
        REQUIRE(frame.size() == static_cast<std::size_t>(rows));
        for (const StyledLine& line : frame) {
          CHECK(StyledLine(render(line, look, columns)).width() <= columns);
        }
      }
    }
  }
}

TEST_CASE("in 80 by 24 a frame shows tree, caption, source, output and scrub bar") {
  Player player = sample_player();
  press(&player, KeyCode::kEnd);
  for (int i = 0; i < 11; ++i) press(&player, KeyCode::kLeft);
  CHECK(frame_text(&player, 80, 24, kUtf8) ==
        " Three workers                                                        t = 0.200\n"
        " 2 waiting, 1 failed, 1 done                                      event 39 of 57\n"
        "◦ main                     waits for 1\n"
        "└─ move_on_after, line 13  until 1.000, 0.800 left\n"
        "   └─ nursery, line 14     cancelled because of b, 1 left, holds ValueError: ba…\n"
        "      ├─ ✓ a               done\n"
        "      ├─ ✕ b               raised ValueError: bad b\n"
        "      └─ ◦ c               sleeps to 0.300\n"
        "\n\n\n\n\n\n\n\n\n"
        "────────────────────────────────────────────────────────────────────────────────\n"
        " main waits on until all in its nursery at line 14 have ended            5 of 16\n"
        "\n"
        " prints › a is done\n"
        "  ▾        ▾ ▾  ▾                        ▪      ✕▪  ▲         ▪    ✕        ▪\n"
        "━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━●─────────────────────────\n"
        " ‖ 4/s   Space play  ←→ step  Shift+←→ interesting  +- speed  ? keys  q leave\n");
}

TEST_CASE("in a low ASCII terminal the tree and the caption stay, the rest gives way") {
  Player player = sample_player();
  press(&player, KeyCode::kEnd);
  CHECK(frame_text(&player, 60, 14, kAscii) ==
        " Three workers                                    t = 0.200\n"
        " 1 cancelled, 1 failed, 2 done                event 57 of 57\n"
        "= main                     done\n"
        "`- move_on_after, line 13  closed\n"
        "   `- nursery, line 14     closed, cancelled because of b\n"
        "      |- = a               done\n"
        "      |- X b               raised ValueError: bad b\n"
        "      `- / c               cancelled\n"
        "\n"
        "------------------------------------------------------------\n"
        " the run ends                       16 of 16 at this instant\n"
        "  v     v v v                  .    X. !      .   X     .\n"
        "===========================================================#\n"
        " | 4/s   Space play  Left/Right step  +- speed  ? keys  q...\n");
}

TEST_CASE("a tree taller than the frame is scrolled to what happens, and says what is left out") {
  Player player = sample_player();
  for (int i = 0; i < 9; ++i) press(&player, KeyCode::kRight);  // "a" begins to sleep
  const std::string at_a = frame_text(&player, 60, 11, kUtf8);
  INFO(at_a);
  CHECK(at_a.find("▶ a  ") != std::string::npos);
  CHECK(at_a.find("… 3 more above\n") != std::string::npos);
  CHECK(at_a.find("more below") == std::string::npos);
}

TEST_CASE("a program that never ends is computed ahead so far and no farther, and goes on") {
  const Scenario scenario = scenario_from_python(
      "import trio\n\n\n"
      "async def main():\n"
      "    while True:\n"
      "        await trio.sleep(1)\n\n\n"
      "trio.run(main)\n",
      "endless.py");
  const Prepared prepared = prepare(scenario, scenario.inputs);
  REQUIRE(prepared.program);
  Player player(Recording(Run(prepared.program, scenario, scenario.inputs, Detail::kLines), ""),
                "endless.py");
  for (int i = 0; i < 1000 && player.wants_to_compute(); ++i) player.compute();
  CHECK_FALSE(player.wants_to_compute());
  press(&player, KeyCode::kEnd);
  const SimTime ahead = player.model().now();
  CHECK(to_seconds(ahead) >= 60);
  CHECK(player.wants_to_compute());
  press(&player, KeyCode::kRight);
  CHECK(player.model().now() >= ahead);
  CHECK(frame_text(&player, 80, 24, kUtf8).find("+\n") != std::string::npos);
}

TEST_CASE("a record that grows: one stays at its live edge until one steps back") {
  const std::string path = (std::filesystem::temp_directory_path() /
                            ("grove-play-" + std::to_string(getpid()) + ".jsonl"))
                               .string();
  const std::string text = kSampleRecord;
  const std::size_t half = text.find('\n', text.size() / 2) + 1;
  std::ofstream out(path, std::ios::binary);
  out << text.substr(0, half) << std::flush;
  Player player(Recording(std::make_unique<LiveRecord>(path, std::make_unique<GrowingFile>(path),
                                                       bounds_of_followed())),
                "grows");
  const std::size_t first = player.recording().record().size();
  CHECK(player.model().position() == first);
  CHECK(frame_text(&player, 100, 24, kUtf8).find(" live\n") != std::string::npos);
  press(&player, KeyCode::kLeft);
  const std::size_t back = player.model().position();
  out << text.substr(half, 200) << std::flush;
  player.take_in();
  CHECK(player.model().position() == back);
  CHECK(frame_text(&player, 100, 24, kUtf8).find("behind live (End)\n") != std::string::npos);
  press(&player, KeyCode::kEnd);
  out << text.substr(half + 200) << std::flush;
  player.take_in();
  CHECK(player.model().finished());
  CHECK(player.model().position() > first);
  std::filesystem::remove(path);
}
