// What the fuzzer found once, some small programs that it started from, and of the short inputs
// that it came to since those that between them reach every branch that all of these do
// (found.json).

#include <catch2/catch.hpp>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "engine/base/utf8.h"
#include "tests/fuzz/one_input.h"

namespace grove {
namespace {

const std::filesystem::path kCorpus = "tests/fuzz/corpus";

std::string bytes_of(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

// One character for each byte, of which UTF-8 takes two from 0x80 on.
std::string bytes_of_characters(const std::string& utf8) {
  std::string bytes;
  for (std::size_t at = 0; at < utf8.size();) {
    bytes.push_back(static_cast<char>(next_code_point(utf8, &at)));
  }
  return bytes;
}

TEST_CASE("Every program of the fuzzer's corpus comes to an end, or to its faults") {
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::directory_iterator(kCorpus)) {
    if (entry.path().extension() != ".json") files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  CHECK(files.size() >= 20);
  for (const std::filesystem::path& path : files) {
    INFO(path.string());
    fuzz::run_one(bytes_of(path));
    SUCCEED();
  }
}

TEST_CASE("Every input that the fuzzer came to comes to an end, or to its faults") {
  const auto found = nlohmann::json::parse(bytes_of(kCorpus / "found.json"));
  CHECK(found.size() >= 100);
  for (std::size_t i = 0; i < found.size(); ++i) {
    INFO("input " << i);
    fuzz::run_one(bytes_of_characters(found[i].get<std::string>()));
    SUCCEED();
  }
}

}  // namespace
}  // namespace grove
