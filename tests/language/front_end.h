// What the tests of the front end share: a small catalogue, and short ways to compile a text.
#pragma once

#include <fmt/format.h>
#include <catch2/catch.hpp>

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/language/code/catalogue.h"
#include "engine/language/code/program.h"
#include "engine/language/front_end.h"

namespace grove::test {

class SmallCatalogue : public Catalogue {
 public:
  const std::vector<std::string>* names_in(std::string_view module) const override {
    if (module == "trio") return &trio_;
    if (module == "trio.lowlevel") return &lowlevel_;
    if (module == "random") return &random_;
    return nullptr;
  }
  std::vector<std::string> modules() const override { return {"random", "trio", "trio.lowlevel"}; }
  const std::vector<std::string>& builtins() const override { return builtins_; }

 private:
  std::vector<std::string> trio_{"CancelScope", "Event", "move_on_after", "open_nursery",
                                 "run",         "sleep", "sleep_until"};
  std::vector<std::string> lowlevel_{"checkpoint", "current_task"};
  std::vector<std::string> random_{"choice", "random", "randrange", "uniform"};
  std::vector<std::string> builtins_{"Exception", "ValueError", "len", "print", "range", "str"};
};

using Knobs = std::vector<std::pair<std::string, std::string>>;

inline CompileResult compile_text(std::string_view source, const Knobs& knobs = {}) {
  return compile(source, "p.py", knobs, SmallCatalogue());
}

// REQUIRES (of the test): the text has no faults.
inline Program compiled(std::string_view source, const Knobs& knobs = {}) {
  CompileResult result = compile_text(source, knobs);
  INFO(source);
  INFO(format_problems(result.problems));
  REQUIRE(result.problems.empty());
  REQUIRE(result.program);
  return *result.program;
}

// The faults of the text, as they are shown to its author.
inline std::string faults_of(std::string_view source, const Knobs& knobs = {}) {
  const CompileResult result = compile_text(source, knobs);
  CHECK((result.program == nullptr) == !result.problems.empty());
  return format_problems(result.problems);
}

inline std::vector<std::string> messages_of(std::string_view source) {
  std::vector<std::string> messages;
  for (const Problem& problem : compile_text(source).problems) {
    messages.push_back(fmt::format("{}: {}", problem.span.line, problem.message));
  }
  return messages;
}

inline const Code& code_named(const Program& program, std::string_view qualname) {
  for (const Code& code : program.codes) {
    if (code.qualname == qualname) return code;
  }
  FAIL("the program has no code " << qualname);
  return program.codes.front();
}

// The part of the listing that shows one code, without its heading.
inline std::string listing_of(const Program& program, std::string_view qualname) {
  const std::string listing = disassemble(program);
  std::size_t start = listing.find(std::string(qualname) + " (line ");
  REQUIRE(start != std::string::npos);
  start = listing.find('\n', start) + 1;
  return listing.substr(start, listing.find("\n\n", start) - start);
}

// The lines that the instructions of a code are on, in their order, each stretch once; "-" where
// they are on none.
inline std::string lines_of(const Program& program, std::string_view qualname) {
  std::string lines;
  int32_t last = -1;
  for (const Instr& instr : code_named(program, qualname).instrs) {
    if (instr.op == Op::kMakeCell || instr.op == Op::kPushNull || instr.line == last) continue;
    last = instr.line;
    lines += (lines.empty() ? "" : " ") + (last == 0 ? "-" : std::to_string(last));
  }
  return lines;
}

// The names of a code's operations, joined by blanks.
inline std::string operations_of(const Program& program, std::string_view qualname) {
  std::string names;
  for (const Instr& instr : code_named(program, qualname).instrs) {
    names += (names.empty() ? "" : " ") + std::string(name_of(instr.op));
  }
  return names;
}

}  // namespace grove::test
