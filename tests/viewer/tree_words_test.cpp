// The words of the tree and what stands among them: that none covers another, none is cut off, and
// all are there.
#include <fmt/format.h>

#include <catch2/catch.hpp>
#include <map>

#include "tests/viewer/files.h"
#include "tests/viewer/programs.h"
#include "tests/viewer/robot.h"
#include "viewer/panels/drawing/text_probe.h"

namespace grove {
namespace {

// The disc of a number of the Why chain is larger than its figure.
Box with_disc(const DrawnText& drawn) {
  const bool number = drawn.text.size() == 1 && drawn.text[0] >= '1' && drawn.text[0] <= '9';
  if (!number) return drawn.box;
  const float radius = drawn.box.h / 0.73f * 0.8f;
  return {drawn.box.middle_x() - radius, drawn.box.middle_y() - radius, 2 * radius, 2 * radius};
}

// No two words of a region may cover each other; nor a disc words, where `discs` are shown.
void check_words(Robot& robot, const std::string& region, const std::string& where,
                 bool discs = false) {
  TextProbe probe;
  robot.frames(1);
  std::vector<DrawnText> words;
  for (DrawnText drawn : probe.drawn()) {
    if (drawn.window.find("/" + region + "_") == std::string::npos) continue;
    if (discs) drawn.box = with_disc(drawn);
    words.push_back(drawn);
  }
  CHECK_FALSE(words.empty());
  for (std::size_t i = 0; i < words.size(); ++i) {
    for (std::size_t j = 0; j < i; ++j) {
      if (!words[i].box.grown(-1.5f).overlaps(words[j].box.grown(-1.5f))) continue;
      UNSCOPED_INFO(where << ": \"" << words[j].text << "\" and \"" << words[i].text << "\"");
      CHECK(false);
    }
  }
}

struct Look {
  double text = 1;
  bool presenting = false;
};

void check_program(const std::string& file, const Look& look, std::initializer_list<double> times) {
  for (const auto& [width, height] : {std::pair{1280, 720}, std::pair{1600, 1000}}) {
    Robot robot(width, height);
    robot.open(file);
    while (robot.session().view().regions.text_size < look.text - 0.01) {
      robot.session().apply(command::ScaleText{1});
    }
    if (look.presenting) robot.session().apply(command::TogglePresentation{});
    for (const double time : times) {
      robot.session().apply(command::SeekTime{sim_time_from_seconds(time)});
      robot.frames(2);
      const std::string where = fmt::format("{} at {} in {}x{}, {}{}", file, time, width, height,
                                            look.text, look.presenting ? ", room scale" : "");
      check_words(robot, "tree", where);
      if (!look.presenting) check_words(robot, "bottom", where);
    }
  }
}

TEST_CASE("no two words of the tree cover each other") {
  const TemporaryFile scopes("five.py", nested(5, 3, 1, false));
  const TemporaryFile folded("twelve.py", nested(12, 9, 2, false));
  const TemporaryFile round("round.py", nested(3, 1, -1, true));
  const TemporaryFile sixty("sixty.py", many(60, 41));
  for (const Look& look : {Look{1.0}, Look{1.5}, Look{1.0, true}}) {
    check_program(scopes.path(), look, {0.0, 0.5, 1.0, 1.5});
    check_program(folded.path(), look, {0.5, 1.0});
    check_program(round.path(), look, {0.5, 1.0});
    check_program(sixty.path(), look, {0.05, 0.3, 0.51});
    check_program("scenarios/roulette_nursery.json", look, {0.05, 0.2, 0.27, 0.4});
    check_program("scenarios/roulette_timeout.json", look, {0.05, 0.2, 0.27, 0.28, 0.4});
  }
}

// Of the discs of numbers, as wide as they are, none may be cut off by the tree's edges.
void check_discs_whole(Robot& robot, float scale, const std::string& where) {
  TextProbe probe;
  robot.frames(1);
  const ProbedItem tree = *robot.probe().find("tree ground");
  for (const DrawnText& drawn : probe.drawn()) {
    if (drawn.window.find("/tree_") == std::string::npos) continue;
    const Box disc = with_disc(drawn);
    if (disc == drawn.box) continue;
    UNSCOPED_INFO(where << ": " << drawn.text);
    CHECK(disc.y >= tree.min.y + 46 * scale - 1);
  }
}

TEST_CASE("no disc of the Why chain is cut off at the tree's upper edge") {
  for (const auto& [width, height] : {std::pair{1280, 720}, std::pair{1600, 1000}}) {
    const auto w = static_cast<float>(width), h = static_cast<float>(height);
    const float scale = lay_out_regions(w, h, {}).scale;
    Robot robot(width, height);
    for (const char* file :
         {"scenarios/roulette_timeout.json", "scenarios/roulette_nursery.json"}) {
      robot.open(file);
      Session& session = robot.session();
      for (std::size_t position = 120; position < 170; position += 10) {
        session.apply(command::Seek{position});
        for (std::size_t i = 0; i < session.model().task_count(); ++i) {
          session.apply(command::Select{Selection::of(TaskId{static_cast<int32_t>(i)})});
          robot.frames(2);
          check_discs_whole(robot, scale, fmt::format("{} {} {} {}", file, width, position, i));
        }
      }
    }
  }
}

// A row of named tasks under a scope.
constexpr const char* kRowOfSix =
    "import trio\n\nasync def main():\n    with trio.move_on_after(2):\n"
    "        async with trio.open_nursery() as n:\n"
    "            for name in ('producer', 'worker-a', 'worker-b', 'worker-c', 'lock1', 'lock2'):\n"
    "                n.start_soon(trio.sleep, 1, name=name)\n\ntrio.run(main)\n";

TEST_CASE("names and states in the tree are whole, also where all text is larger") {
  const TemporaryFile six("six.py", kRowOfSix), sixty("sixty.py", many(60, 41));
  for (const auto& [width, height] : {std::pair{1280, 720}, std::pair{1600, 1000}}) {
    for (const double text : {1.0, 1.5}) {
      Robot robot(width, height);
      const auto words_at = [&](const std::string& file, double at) {
        robot.open(file);
        while (robot.session().view().regions.text_size < text - 0.01) {
          robot.session().apply(command::ScaleText{1});
        }
        robot.session().apply(command::SeekTime{sim_time_from_seconds(at)});
        robot.frames(2);
        TextProbe probe;
        robot.frames(1);
        std::map<std::string, int> words;
        for (const DrawnText& drawn : probe.drawn()) {
          if (drawn.window.find("/tree_") != std::string::npos) ++words[drawn.text];
        }
        return words;
      };
      CAPTURE(width, height, text);
      auto words = words_at(six.path(), 0.5);
      for (const char* name :
           {"producer", "worker-a", "worker-b", "worker-c", "lock1", "lock2", "main"}) {
        CAPTURE(name);
        // The caption may speak of it too.
        CHECK(words[name] >= 1);
      }
      CHECK(words["until 1.00"] + words["to 1.00"] + words["sleeps to 1.00"] == 6);
      words = words_at(sixty.path(), 0.51);
      CHECK(words["child-41"] >= 1);
      CHECK(words["ValueError"] + words["raised ValueError"] == 1);
    }
  }
}

TEST_CASE("the large play button covers no word of the tree, and is in the tree's region") {
  const TemporaryFile sixty("sixty.py", many(60, 41));
  for (const auto& [width, height] : {std::pair{1280, 720}, {1600, 1000}, {1000, 600}}) {
    for (const double text : {1.0, 1.5}) {
      Robot robot(width, height);
      while (robot.session().view().regions.text_size < text - 0.01) {
        robot.session().apply(command::ScaleText{1});
      }
      for (const std::string& file :
           {sixty.path(), std::string("scenarios/roulette_nursery.json")}) {
        robot.open(file);
        CAPTURE(width, height, text, file);
        TextProbe probe;
        robot.frames(1);
        const ProbedItem* play = robot.probe().find("Play from the start");
        REQUIRE(play != nullptr);
        const ProbedItem tree = *robot.probe().find("tree ground");
        const Box disc{play->min.x, play->min.y, play->max.x - play->min.x,
                       play->max.y - play->min.y};
        CHECK(disc.right() <= tree.max.x);
        CHECK(disc.bottom() <= tree.max.y);
        for (const DrawnText& drawn : probe.drawn()) {
          if (drawn.window.find("/tree_") == std::string::npos) continue;
          CAPTURE(drawn.text);
          CHECK_FALSE(drawn.box.grown(-1).overlaps(disc));
        }
      }
    }
  }
}

TEST_CASE("no disc of the Why chain covers a name, a word or the name of an exception") {
  for (const auto& [width, height] : {std::pair{1280, 720}, std::pair{1600, 1000}}) {
    for (const double text : {1.0, 1.5}) {
      Robot robot(width, height);
      robot.open("scenarios/roulette_nursery.json");
      Session& session = robot.session();
      while (session.view().regions.text_size < text - 0.01) session.apply(command::ScaleText{1});
      session.apply(command::SeekTime{sim_time_from_seconds(0.27)});
      const std::size_t last = session.model().position();
      int seen = 0;
      for (std::size_t position = last - 70; position <= last; position += 7) {
        session.apply(command::Seek{position});
        for (std::size_t i = 0; i < session.model().task_count(); ++i) {
          session.apply(command::Select{Selection::of(TaskId{static_cast<int32_t>(i)})});
          robot.frames(2);
          check_words(robot, "tree",
                      fmt::format("event {}, task {}, {}x{}, {}", position, i, width, height, text),
                      true);
          ++seen;
        }
      }
      CHECK(seen > 0);
    }
  }
}

}  // namespace
}  // namespace grove
