// What is kept of sittings on disk: soon, within bounds, and never lost without a word.
#include <unistd.h>

#include <catch2/catch.hpp>
#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "tests/viewer/files.h"
#include "viewer/app/sitting_keeper.h"
#include "viewer/platform/platform.h"

namespace grove {
namespace {

namespace fs = std::filesystem;

constexpr const char* kProgram =
    "import trio\n\nasync def main():\n    await trio.sleep(1)\n\ntrio.run(main)\n";

// A home of its own, or none.
class Home {
 public:
  explicit Home(bool exists = true)
      : folder_(fs::temp_directory_path() / ("grove-keeper-" + std::to_string(::getpid()))) {
    const char* config = std::getenv("XDG_CONFIG_HOME");
    const char* home = std::getenv("HOME");
    if (config != nullptr) config_ = config;
    if (home != nullptr) home_ = home;
    ::setenv("XDG_CONFIG_HOME", exists ? folder_.c_str() : "", 1);
    ::setenv("HOME", "", 1);
  }
  ~Home() {
    config_ ? ::setenv("XDG_CONFIG_HOME", config_->c_str(), 1) : ::unsetenv("XDG_CONFIG_HOME");
    home_ ? ::setenv("HOME", home_->c_str(), 1) : ::unsetenv("HOME");
    fs::remove_all(folder_);
  }
  Home(const Home&) = delete;
  Home& operator=(const Home&) = delete;

 private:
  fs::path folder_;
  std::optional<std::string> config_, home_;
};

void edit(Session& session, const std::string& text) {
  session.apply(command::ToggleEditing{});
  session.apply(command::EditProgram{text});
}

TEST_CASE("what was made and not saved is kept soon, and forgotten once it is undone") {
  const Home home;
  const TemporaryFile file("kept.py", kProgram);
  Session session;
  session.open(file.path());
  SittingKeeper keeper(session);
  keeper.look(3);
  CHECK(remembered_names("sitting-").empty());
  edit(session, std::string(kProgram) + "# edited\n");
  keeper.look(3);
  CHECK(remembered_names("sitting-").size() == 1);
  CHECK(keeper.may_leave());
  session.apply(command::DiscardEdits{});
  keeper.look(3);
  CHECK(remembered_names("sitting-").empty());
}

TEST_CASE("where nothing can be kept, leaving asks once before it throws work away") {
  const Home none(false);
  const TemporaryFile file("kept.py", kProgram);
  Session session;
  session.open(file.path());
  SittingKeeper keeper(session);
  CHECK(keeper.may_leave());
  edit(session, std::string(kProgram) + "# edited\n");
  CHECK_FALSE(keeper.may_leave());
  CHECK(session.notice() ==
        "What is not saved would be lost: Ctrl+S saves it, leaving again throws it away.");
  CHECK(keeper.may_leave());
  // An answer of long ago is none.
  keeper.look(60);
  CHECK_FALSE(keeper.may_leave());
  session.apply(command::DiscardEdits{});
  CHECK(keeper.may_leave());
}

TEST_CASE("work on a file that was left, and could not be kept, is asked about too") {
  const Home none(false);
  const TemporaryFile file("kept.py", kProgram), other("other.py", kProgram);
  Session session;
  session.open(file.path());
  SittingKeeper keeper(session);
  edit(session, std::string(kProgram) + "# edited\n");
  keeper.leave_file();
  session.apply(command::Open{other.path()});
  REQUIRE(session.path() == other.path());
  CHECK_FALSE(keeper.may_leave());
  CHECK(session.notice().find("another file") != std::string::npos);
}

TEST_CASE("a kept sitting that cannot be read is said, stays, and is not written over") {
  const Home home;
  const TemporaryFile file("kept.py", kProgram);
  const std::string name = kept_name(disk(), file.path()) + "1.json";
  REQUIRE(save_remembered(name, "{\"grove\": \"sit"));
  Session session;
  session.open(file.path());
  SittingKeeper keeper(session);
  keeper.look(0.1);
  CHECK(session.kept_offer() == nullptr);
  CHECK(session.notice().find("cannot be read") != std::string::npos);
  CHECK(session.notice().find(place_of_remembered(name)) != std::string::npos);
  edit(session, std::string(kProgram) + "# edited\n");
  keeper.look(3);
  CHECK(load_remembered(name) == "{\"grove\": \"sit");
  CHECK(remembered_names("sitting-").size() == 2);
}

TEST_CASE("no more sittings are kept than fit, and the oldest go first") {
  const Home home;
  const auto now = fs::file_time_type::clock::now();
  for (int i = 1; i <= 40; ++i) {
    const std::string name = "sitting-" + std::to_string(i) + "-1.json";
    REQUIRE(save_remembered(name, "{}"));
    fs::last_write_time(place_of_remembered(name), now - std::chrono::hours(i));
  }
  REQUIRE(save_remembered("viewer.json", "{}"));
  const TemporaryFile file("kept.py", kProgram);
  Session session;
  session.open(file.path());
  SittingKeeper keeper(session);
  edit(session, std::string(kProgram) + "# edited\n");
  keeper.look(3);
  const auto names = remembered_names("sitting-");
  REQUIRE(names.size() == 24);
  CHECK(names.front().rfind(kept_name(disk(), file.path()), 0) == 0);
  CHECK(names[1] == "sitting-1-1.json");
  CHECK(names.back() == "sitting-23-1.json");
  // What else is remembered is none of them.
  CHECK(load_remembered("viewer.json").has_value());
}

TEST_CASE("of one file at most four sittings are kept") {
  const Home home;
  const TemporaryFile file("kept.py", kProgram);
  for (int i = 0; i < 7; ++i) {
    // Each a window that crashes: what it kept stays, and is not taken up by the next.
    Session session;
    session.open(file.path());
    SittingKeeper keeper(session);
    keeper.look(0.1);
    edit(session, std::string(kProgram) + "# " + std::to_string(i) + "\n");
    keeper.look(3);
  }
  CHECK(remembered_names(kept_name(disk(), file.path())).size() == 4);
}

TEST_CASE("a sitting too large to be kept is said, and asked about") {
  const Home home;
  const TemporaryFile file("kept.py", kProgram);
  Session session;
  session.open(file.path());
  SittingKeeper keeper(session);
  edit(session, std::string(kProgram) + "# " + std::string(5'000'000, 'x') + "\n");
  keeper.look(3);
  CHECK(session.notice().find("too large") != std::string::npos);
  CHECK(remembered_names("sitting-").empty());
  CHECK_FALSE(keeper.may_leave());
}

}  // namespace
}  // namespace grove
