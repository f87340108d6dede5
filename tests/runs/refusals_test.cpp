// Programs that are refused: each fault with its place, its words and the remedy, from a file of
// examples; what CPython calls a syntax error has CPython's words (checked by
// tests/conformance/language/check, which reads the same file).

#include <fmt/format.h>
#include <catch2/catch.hpp>

#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "engine/language/code/program.h"
#include "engine/language/front_end.h"
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

// The code that a hint proposes: what stands between two backquotes and names something of a module
// or calls something.
std::vector<std::string> proposals_in(const std::string& hint) {
  std::vector<std::string> all;
  for (std::size_t at = hint.find('`'); at != std::string::npos; at = hint.find('`', at + 1)) {
    const std::size_t end = hint.find('`', at + 1);
    if (end == std::string::npos || end == at + 1) break;
    const std::string code = hint.substr(at + 1, end - at - 1);
    const bool is_clause = code.back() == ':';
    if (!is_clause && code.find_first_of(".(") != std::string::npos) all.push_back(code);
    at = end;
  }
  return all;
}

TEST_CASE("no hint leads to another refusal") {
  std::vector<std::string> programs;
  for (const Example& example : examples()) programs.push_back(example.program);
  for (const char* module : {"threading",  "multiprocessing", "queue",       "sched",
                             "select",     "socket",          "ssl",         "http",
                             "urllib",     "requests",        "io",          "sys",
                             "argparse",   "logging",         "json",        "re",
                             "decimal",    "timeit",          "collections", "heapq",
                             "copy",       "typing",          "types",       "inspect",
                             "statistics", "secrets",         "uuid",        "curio",
                             "anyio"}) {
    programs.push_back(fmt::format("import {}\n", module));
  }
  for (const char* name :
       {"input", "bytes", "eval", "dir", "exit", "hash", "slice", "property", "__import__"}) {
    programs.push_back(fmt::format("{}\n", name));
  }
  int followed = 0;
  for (const std::string& program : programs) {
    for (const Problem& problem : compile(program, "p.py", {}, builtin_library()).problems) {
      for (const std::string& code : proposals_in(problem.hint)) {
        INFO(problem.message << ": " << code);
        CHECK(faults_of("import math, random, time, trio\n" + code + "\n") == "");
        ++followed;
      }
    }
  }
  CHECK(followed >= 14);
}

}  // namespace
}  // namespace grove
