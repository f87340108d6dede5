#include "viewer/core/files/exporting.h"

#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "tests/viewer/files.h"
#include "tests/viewer/robot.h"
#include "viewer/panels/drawing/text_probe.h"

namespace grove {
namespace {

std::string bytes_of(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

TEST_CASE("the window exports a moment as a picture or graph, a run as a trace or record") {
  const std::string record = json_lines_of(small_roulette().record());
  const TemporaryFile file("run.jsonl", record);
  Robot robot;
  robot.open(file.path());
  robot.session().apply(command::SeekTime{SimTime{200'000'000}});
  const struct {
    const char* ending;
    const char* begins;
  } formats[] = {{".svg", "<?xml"},    {".dot", "digraph"}, {".mmd", "---\ntitle"},
                 {".trace", "{\"dis"}, {".txt", "t = 0"},   {".md", "# "}};
  for (const auto& [ending, begins] : formats) {
    INFO(ending);
    const TemporaryFile out("out" + std::string(ending), "");
    robot.session().apply(command::Export{out.path()});
    robot.frames(2);
    CHECK(bytes_of(out.path()).find(begins) == 0);
    CHECK(robot.session().notice() == "Exported as " + out.path() + ".");
  }
  const TemporaryFile out("copy.jsonl", "");
  robot.session().apply(command::Export{out.path()});
  robot.frames(2);
  CHECK(bytes_of(out.path()) == record);
}

// Films as a test has them made.
struct Makers {
  std::string missing, why;
  bool made = false;
  int stopped = 0;
  FilmMaker::Terms asked;
};
class TestFilm : public Film {
 public:
  explicit TestFilm(Makers* makers) : makers_(*makers) {}
  ~TestFilm() override { makers_.stopped += makers_.made ? 0 : 1; }
  bool look() override { return makers_.made; }
  float progress() const override { return 0.5f; }
  std::optional<std::string> take(std::string* why) override {
    *why = makers_.why;
    return why->empty() ? std::optional<std::string>("GIF89a") : std::nullopt;
  }

 private:
  Makers& makers_;
};
class TestFilms : public FilmMaker {
 public:
  explicit TestFilms(Makers* makers) : makers_(*makers) {}
  std::string missing(const std::string&) const override { return makers_.missing; }
  std::unique_ptr<Film> begin(const Terms& terms) override {
    makers_.asked = terms;
    return std::make_unique<TestFilm>(&makers_);
  }

 private:
  Makers& makers_;
};

TEST_CASE("a film is made beside the window: with progress, a stop, and what is missing told") {
  const std::string record = json_lines_of(small_roulette().record());
  const TemporaryFile file("filmed.jsonl", record), out("filmed.gif", "as it was");
  Makers makers;
  TestFilms films(&makers);
  Robot robot;
  Session& session = robot.session();
  robot.open(file.path());
  CHECK_FALSE(session.export_plan(out.path()).possible);  // nobody makes films here
  session.set_film_maker(&films);
  makers.missing = "a film takes ffmpeg";
  CHECK(session.export_plan(out.path()).words == "a film takes ffmpeg");
  makers.missing.clear();
  REQUIRE(session.export_plan(out.path()).possible);
  const auto begin = [&] {
    session.apply(command::Export{out.path()});
    while (session.wants_to_compute()) session.compute(20'000);
  };
  begin();
  CHECK(makers.asked.format == "gif");
  CHECK(makers.asked.record == record);
  CHECK(session.exporting().progress() == Approx(0.55f));
  robot.press(ImGuiKey_Escape);
  CHECK_FALSE(session.exporting().progress());
  CHECK(makers.stopped == 1);
  CHECK(bytes_of(out.path()) == "as it was");
  begin();
  makers.made = true;
  makers.why = "ffmpeg failed";
  session.tick(1);
  CHECK(session.notice() == "Not exported: ffmpeg failed.");
  CHECK(bytes_of(out.path()) == "as it was");
  makers.why.clear();
  begin();
  session.tick(1);
  CHECK(session.notice() == "Exported as " + out.path() + ".");
  CHECK(bytes_of(out.path()) == "GIF89a");
}

TEST_CASE("an export never writes over what is open, nor under a name that says no format") {
  const std::string record = json_lines_of(small_roulette().record());
  const TemporaryFile file("run.jsonl", record);
  Robot robot;
  robot.open(file.path());
  CHECK_FALSE(robot.session().export_plan(file.path()).possible);
  robot.session().apply(command::Export{file.path()});
  robot.frames(2);
  CHECK(bytes_of(file.path()) == record);
  CHECK(robot.session().notice().find("Not exported") == 0);
  const SavePlan plan = robot.session().export_plan(file.path() + ".docx");
  CHECK_FALSE(plan.possible);
  CHECK(plan.words.find(".svg, .dot") != std::string::npos);
}

TEST_CASE("a handout and a text of the run are those of the command line") {
  const TemporaryFile file("told.jsonl", json_lines_of(small_roulette().record()));
  const TemporaryFile out("told.md", "");
  Robot robot;
  robot.open(file.path());
  robot.session().apply(command::Export{out.path()});
  robot.frames(2);
  const std::string text = bytes_of(out.path());
  CHECK(text.find("~~~python\n") != std::string::npos);
  CHECK(text.find("## What happens\n\n~~~\nt = 0") != std::string::npos);
  CHECK(text.find("r01 ") != std::string::npos);
  CHECK(text.substr(text.size() - 4) == "~~~\n");
}

TEST_CASE("the window's picture is asked of whoever draws it, and why there is none is said") {
  const TemporaryFile file("drawn.jsonl", json_lines_of(small_roulette().record()));
  const TemporaryFile out("drawn.png", "as it was");
  Robot robot;
  robot.open(file.path());
  Session& session = robot.session();
  CHECK_FALSE(session.exporting().wants_picture());
  session.apply(command::Export{out.path()});
  robot.frames(2);
  REQUIRE(session.exporting().wants_picture());
  SECTION("there is one") {
    session.take_picture("PNG", "");
    CHECK(bytes_of(out.path()) == "PNG");
    CHECK(session.notice() == "Exported as " + out.path() + ".");
  }
  SECTION("there is none") {
    session.take_picture(std::nullopt, "nothing is drawn here");
    CHECK(bytes_of(out.path()) == "as it was");
    CHECK(session.notice() == "Not exported: nothing is drawn here.");
  }
  CHECK_FALSE(session.exporting().wants_picture());
  session.set_has_pictures(false);
  CHECK_FALSE(session.export_plan(out.path()).possible);
}

TEST_CASE("a long export goes on slice by slice, says how far it is, and can be stopped") {
  const TemporaryFile file("run.jsonl", json_lines_of(small_roulette().record()));
  const TemporaryFile out("stopped.trace", "as it was");
  Session session;
  session.open(file.path());
  compute(session);
  session.apply(command::Export{out.path()});
  REQUIRE(session.exporting().progress());
  session.compute(10);
  session.compute(10);
  REQUIRE(session.exporting().progress());
  CHECK(*session.exporting().progress() > 0);
  CHECK(*session.exporting().progress() < 1);
  SECTION("stopped") {
    session.apply(command::Close{});
    CHECK_FALSE(session.exporting().progress());
    CHECK(session.notice() == "The export was stopped; nothing was written.");
    CHECK(bytes_of(out.path()) == "as it was");
  }
  SECTION("another run") {
    const TemporaryFile other("other.jsonl", json_lines_of(small_roulette().record()));
    session.open(other.path());
    compute(session);
    CHECK(bytes_of(out.path()) == "as it was");
  }
  SECTION("to its end") {
    compute(session);
    CHECK(bytes_of(out.path()).find("\n]}\n") != std::string::npos);
  }
}

TEST_CASE("the dialog offers each format, and writes what its name says") {
  const TemporaryFile file("dialog.jsonl", json_lines_of(small_roulette().record()));
  Robot robot;
  robot.open(file.path());
  robot.press(ImGuiKey_E, ImGuiMod_Ctrl | ImGuiMod_Shift);
  robot.frames(2);
  for (const ExportFormat& format : robot.session().export_formats_here())
    CHECK(robot.sees(format.ending));
  robot.click(".dot");
  robot.press(ImGuiKey_Enter);
  robot.frames(2);
  const std::string path = std::filesystem::path(file.path()).replace_extension(".dot").string();
  CHECK(bytes_of(path).find("digraph") == 0);
  std::filesystem::remove(path);
}

TEST_CASE("Q asks why the selected task has not ended, and the inspector answers") {
  const TemporaryFile file("asks.jsonl", json_lines_of(small_roulette().record()));
  Robot robot(1600, 1700);
  robot.open(file.path());
  robot.session().apply(command::SeekTime{SimTime{200'000'000}});
  robot.frames(1);
  const auto drawn = [&](const std::string& begins) {
    TextProbe probe;
    robot.frames(1);
    for (const DrawnText& text : probe.drawn()) {
      if (text.text.find(begins) == 0) return true;
    }
    return false;
  };
  robot.press(ImGuiKey_Q);
  CHECK(robot.session().selection().task() == TaskId{0});
  CHECK(drawn("Why has main not ended?"));
  CHECK(drawn("main waits for the tasks of its"));
  CHECK(drawn("r01 sleeps until 0.27"));
  CHECK(drawn("Why was it not cancelled?"));
  robot.press(ImGuiKey_Q);
  CHECK_FALSE(drawn("main waits for the tasks of its"));
  CHECK(robot.sees("Why has main not ended?"));
}

}  // namespace
}  // namespace grove
