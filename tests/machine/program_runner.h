// Runs small programs on a bare machine, without tasks or a clock, and keeps what they told.
//
//   ProgramRunner run("print(1)");
//   run.to_end();
//   CHECK(run.output == "1\n");
#pragma once

#include <catch2/catch.hpp>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "engine/language/front_end.h"
#include "engine/machine/builtins/builtins.h"
#include "engine/machine/core/machine.h"

namespace grove {

inline const Library& python_library() {
  static const Library library = [] {
    Library l;
    add_python(l);
    return l;
  }();
  return library;
}

class ProgramRunner : public Host {
 public:
  explicit ProgramRunner(const std::string& source, const Library& library = python_library())
      : machine(compiled(source, library), library),
        stack(machine.start_module()),
        objects_at_start(machine.heap.objects()) {}

  // Runs on until the program ends or blocks, a slice of `budget` instructions at a time.
  Pause to_end(int64_t budget = 1'000'000) {
    for (;;) {
      int64_t left = budget;
      const Pause pause = machine.run(*this, stack, left);
      instructions += budget - left;
      if (pause != Pause::kBudget) return pause;
      REQUIRE(instructions < 100'000'000);
    }
  }

  // Lets go of all that the program still holds.
  void let_go() {
    machine.discard(stack);
    for (Value& global : machine.globals) machine.heap.assign(global, Value{});
  }

  void on_line(int32_t line, int32_t depth, int32_t) override { lines.emplace_back(line, depth); }
  bool wants_lines() const override { return true; }
  void on_raise(Value exception, int32_t line) override { tell("raise", exception, line); }
  void on_catch(Value exception, int32_t line) override { tell("catch", exception, line); }
  void on_print(std::string_view text, std::string_view end, int32_t) override {
    output.append(text).append(end);
  }
  void on_print_error(std::string_view text, std::string_view end, int32_t) override {
    warnings.append(text).append(end);
  }
  void on_warning(std::string_view text) override { warnings.append(text); }
  void on_draw(std::string_view, std::string_view, int32_t) override {}
  void on_death(const Heap::Death& death) override {
    if (death.type == Type::kObject) dead_objects.push_back(death.id);
  }
  SimTime now() const override { return SimTime{}; }
  bool sleep(SimTime) override { return true; }

  Machine machine;
  Stack stack;
  uint64_t objects_at_start;
  int64_t instructions = 0;
  std::string output, warnings;
  std::vector<std::pair<int32_t, int32_t>> lines;  // line, depth
  std::vector<std::string> events;                 // "raise ValueError 3"
  std::vector<int32_t> dead_objects;

 private:
  static std::shared_ptr<const Program> compiled(const std::string& source,
                                                 const Library& library) {
    CompileResult result = compile(source, "program.py", {}, library);
    INFO(format_problems(result.problems));
    REQUIRE(result.program != nullptr);
    return result.program;
  }
  void tell(const char* what, Value exception, int32_t line) {
    events.push_back(std::string(what) + " " + machine.type_name(exception) + " " +
                     std::to_string(line));
  }
};

// The program prints the same however its run is sliced …
inline void check_slices(const std::string& program, const std::string& output) {
  for (const int64_t budget : {1, 3, 1'000'000}) {
    INFO("in slices of " << budget);
    ProgramRunner run(program);
    CHECK(run.to_end(budget) == Pause::kReturned);
    CHECK(run.output == output);
    CHECK(run.warnings.empty());
  }
}

// … and a copy made after each so many instructions goes on as the original does.
inline void check_copies(const std::string& program, const std::string& output, int64_t every) {
  ProgramRunner whole(program);
  whole.to_end();
  for (int64_t at = 1; at < whole.instructions; at += every) {
    INFO("copied after " << at << " instructions");
    ProgramRunner run(program);
    int64_t left = at;
    if (run.machine.run(run, run.stack, left) != Pause::kBudget) break;
    const Machine copy = run.machine;
    const Stack stack = run.stack;
    const std::string before = run.output;
    CHECK(run.to_end() == Pause::kReturned);
    CHECK(run.output == output);
    run.output = before;
    run.machine = copy;
    run.stack = stack;
    CHECK(run.to_end() == Pause::kReturned);
    CHECK(run.output == output);
  }
}

}  // namespace grove
