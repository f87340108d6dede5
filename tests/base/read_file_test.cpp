#include "engine/base/read_file.h"

#include <sys/stat.h>
#include <unistd.h>

#include <catch2/catch.hpp>
#include <filesystem>
#include <sstream>

namespace grove {
namespace {

std::string fault_of(const std::string& path) { return read_file(path, 100).fault; }

TEST_CASE("what is no file is refused without being opened, and what is missing is said so") {
  const std::filesystem::path folder =
      std::filesystem::temp_directory_path() / ("grove-read-" + std::to_string(::getpid()));
  std::filesystem::create_directories(folder);
  const std::string pipe = (folder / "pipe").string();
  REQUIRE(::mkfifo(pipe.c_str(), 0600) == 0);
  CHECK(fault_of(pipe) == "this is a pipe or a device, not a file");
  CHECK(fault_of("/dev/zero") == "this is a pipe or a device, not a file");
  CHECK(fault_of(folder.string()) == "this is a folder, not a file");
  CHECK(fault_of((folder / "none").string()) == "there is no such file");
  CHECK(read_file((folder / "none").string(), 100).no_such_file);
  std::filesystem::remove_all(folder);
}

TEST_CASE("a text is read to its bound and no further") {
  std::istringstream fits(std::string(100, 'x'));
  std::istringstream is_longer(std::string(101, 'x'));
  const auto bound = [](std::string_view begin) { return begin[0] == 'x' ? 100u : 0u; };
  const FileText read = read_stream(fits, bound);
  REQUIRE(read.text.has_value());
  CHECK(read.text->size() == 100);
  CHECK_FALSE(read_stream(is_longer, bound).text.has_value());
}

TEST_CASE("a text without an end is refused with the bound") {
  // `yes`, without the processes.
  class Endless : public std::streambuf {
    int_type underflow() override {
      setg(buffer_, buffer_, buffer_ + sizeof buffer_);
      return traits_type::to_int_type(buffer_[0]);
    }
    char buffer_[4] = {'y', '\n', 'y', '\n'};
  } endless;
  std::istream stream(&endless);
  const FileText read = read_stream(stream, [](std::string_view) { return kMostSourceBytes; });
  CHECK_FALSE(read.text.has_value());
  CHECK(read.fault == "this is longer than the 8 MiB that Grove reads");
}

}  // namespace
}  // namespace grove
