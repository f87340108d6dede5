// Programs that are refused: each fault with its place, its words and the remedy, from a file of
// examples; what CPython calls a syntax error has CPython's words (checked by
// tests/conformance/language/check, which reads the same file).

#include <fmt/format.h>
#include <catch2/catch.hpp>

#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "engine/language/program.h"
#include "engine/run/library.h"

namespace grove {
namespace {

struct Example {
  std::string program;
  std::string faults;  // "line:column: message (hint)", a line each
};

// A program, `---`, its faults, `===`, the next one.
std::vector<Example> examples() {
  std::ifstream file("tests/runs/refusals.txt");
  std::vector<Example> all;
  std::string line;
  Example example;
  bool in_program = true;
  while (std::getline(file, line)) {
    if (line == "===") {
      all.push_back(std::exchange(example, {}));
      in_program = true;
    } else if (line == "---") {
      in_program = false;
    } else {
      (in_program ? example.program : example.faults) += line + "\n";
    }
  }
  return all;
}

std::string faults_of(const std::string& program) {
  std::string text;
  for (const Problem& p : compile(program, "p.py", {}, builtin_library()).problems) {
    text += fmt::format("{}:{}: {}", p.span.line, p.span.column, p.message);
    if (!p.hint.empty()) text += fmt::format(" ({})", p.hint);
    text += "\n";
  }
  return text;
}

TEST_CASE("what Grove does not have, and what is no Python, is refused with place and remedy") {
  const std::vector<Example> all = examples();
  CHECK(all.size() >= 150);
  for (const Example& example : all) {
    INFO(example.program);
    CHECK(faults_of(example.program) == example.faults);
  }
}

}  // namespace
}  // namespace grove
