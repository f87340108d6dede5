// What the fuzzer found once, and some small programs that it started from.

#include <catch2/catch.hpp>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "tests/fuzz/one_input.h"

namespace grove {
namespace {

TEST_CASE("Every program of the fuzzer's corpus comes to an end, or to its faults") {
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::directory_iterator("tests/fuzz/corpus")) {
    files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  CHECK(files.size() >= 20);
  for (const std::filesystem::path& path : files) {
    INFO(path.string());
    std::ifstream file(path, std::ios::binary);
    fuzz::run_one(std::string(std::istreambuf_iterator<char>(file), {}));
    SUCCEED();
  }
}

}  // namespace
}  // namespace grove
