#include "engine/live/live_record.h"

#include <unistd.h>

#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>

#include "engine/files/growing_file.h"

namespace grove {
namespace {

const std::string kHeader =
    R"({"grove_trace":1,"source":"x","dialect":"trio","detail":"lines","title":"a","program":[]})"
    "\n";

std::string event(int i) {
  return R"({"i":)" + std::to_string(i) + R"(,"t":)" + std::to_string(i) +
         (i == 0 ? R"(,"kind":"run_started","cause":null})" : R"(,"kind":"printed","cause":0})") +
         "\n";
}

// A file that is written while it is read, gone with the test.
class Written {
 public:
  Written()
      : path_((std::filesystem::temp_directory_path() /
               ("grove-live-test-" + std::to_string(::getpid()) + ".jsonl"))
                  .string()) {
    std::filesystem::remove(path_);
  }
  ~Written() { std::filesystem::remove(path_); }
  const std::string& path() const { return path_; }
  void append(const std::string& text) {
    std::ofstream(path_, std::ios::binary | std::ios::app) << text;
  }
  void write(const std::string& text) {
    std::ofstream(path_, std::ios::binary | std::ios::trunc) << text;
  }
  void replace(const std::string& text) {
    std::ofstream(path_ + ".new", std::ios::binary) << text;
    std::filesystem::rename(path_ + ".new", path_);
  }
  void remove() { std::filesystem::remove(path_); }

 private:
  std::string path_;
};

class Followed {
 public:
  explicit Followed(const Written& file)
      : live_(file.path(), std::make_unique<GrowingFile>(file.path()), bounds_of_followed()) {}
  std::size_t events(std::size_t bytes = 1 << 16) {
    live_.take_in(bytes);
    while (live_.behind()) live_.take_in(bytes);
    return live_.stream()->record().size();
  }
  LiveRecord& live() { return live_; }

 private:
  LiveRecord live_;
};

TEST_CASE("a file that grows is read as it grows; half a line waits") {
  Written file;
  Followed followed(file);
  CHECK(followed.events() == 0);  // it is not there yet
  file.append(kHeader + event(0));
  CHECK(followed.events() == 1);
  const auto stream = followed.live().stream();
  file.append(event(1) + event(2).substr(0, 9));
  CHECK(followed.events() == 2);
  file.append(event(2).substr(9));
  CHECK(followed.events(7) == 3);  // however little is read at a time
  CHECK(followed.live().stream() == stream);
  CHECK(followed.live().take_said().empty());
}

TEST_CASE("a file that is cut short, written anew or replaced is said so, and read anew") {
  Written file;
  Followed followed(file);
  file.write(kHeader + event(0) + event(1) + event(2));
  REQUIRE(followed.events() == 3);
  const auto before = followed.live().stream();
  SECTION("cut short") { file.write(kHeader + event(0)); }
  SECTION("written anew, and longer by now") {
    file.write(kHeader + "\n\n\n" + event(0) + "\n\n" + std::string(300, ' ') + "\n");
  }
  SECTION("replaced") { file.replace(kHeader + event(0)); }
  SECTION("gone, and another one later") {
    file.remove();
    CHECK(followed.events() == 3);
    CHECK(followed.live().take_said().find("is gone") != std::string::npos);
    CHECK(followed.live().stream() == before);
    file.write(kHeader + event(0));
  }
  CHECK(followed.events() == 1);
  CHECK(followed.live().stream() != before);
  CHECK(before->record().size() == 3);
  CHECK(followed.live().take_said().find("was written anew") != std::string::npos);
  CHECK(followed.live().take_said().empty());
  file.append(event(1));
  CHECK(followed.events() == 2);
}

TEST_CASE("a second record behind the first in one file takes its place") {
  Written file;
  Followed followed(file);
  file.append(kHeader + event(0) + event(1));
  REQUIRE(followed.events() == 2);
  file.append(kHeader + event(0) + event(1) + event(2));
  CHECK(followed.events() == 3);
  CHECK(followed.live().stream()->problems().empty());
}

TEST_CASE("what is no file is not waited for, but told") {
  LiveRecord live("/dev/zero", std::make_unique<GrowingFile>("/dev/zero"), bounds_of_followed());
  live.take_in(100);
  CHECK(live.take_said() == "/dev/zero is no file that grows");
  live.take_in(100);
  CHECK(live.take_said().empty());
}

}  // namespace
}  // namespace grove
