// Run: one run of a program, from its first event to its last. The engine's only entry.
//
// A Run is a value: copying it is a snapshot, and both copies go on independently and identically.
// A branch is a copy that goes on with other interventions; its record begins as this one's does.
// It is a pure function of (program, inputs): no clock, no threads, no addresses. advance() does a
// bounded amount of work and returns; the viewer calls it every frame, the command line in a loop.
//
//   Prepared prepared = prepare(scenario, inputs);           // compiles, with the knobs set
//   if (!prepared.program) report(prepared.problems);
//   Run run(prepared.program, scenario, inputs, Detail::kLines);
//   while (!run.finished()) run.advance(100'000);
//   write_json_lines(run.record(), …);
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "engine/base/onlooker.h"
#include "engine/language/code/program.h"
#include "engine/record/inputs.h"
#include "engine/record/record.h"
#include "engine/scenario/scenario.h"

namespace grove {

struct Prepared {
  std::shared_ptr<const Program> program;  // null if there are problems
  Problems problems;
};

// Compiles the scenario's program with the inputs' knobs; faults of either as Problems.
Prepared prepare(const Scenario& scenario, const Inputs& inputs);

// The same check of a scenario as a whole: its program, and every knob and preset against it.
Problems check(const Scenario& scenario);

// What in its program runs, and is hardly meant. Nothing for a program with faults.
Problems advice_on(const Scenario& scenario);

class Run {
 public:
  Run(const std::shared_ptr<const Program>& program, const Scenario& scenario, const Inputs& inputs,
      Detail detail);
  ~Run();
  Run(const Run&);
  Run& operator=(const Run&);
  Run(Run&&) noexcept;
  Run& operator=(Run&&) noexcept;

  // REQUIRES: the inputs differ from those of this run in their interventions only, and not in
  // those that are applied by now.
  Run branch(const Scenario& scenario, const Inputs& inputs) const;

  // Executes about `instructions` operations (at least one), or less if the run ends before.
  void advance(int64_t instructions);
  bool finished() const;
  // Whom to ask in the middle of what takes long, within one instruction too; outlives the run and
  // its copies, or is taken away with null. Once a stop is wished, advance() returns soon, and this
  // run cannot go on: what it recorded is all there will be.
  void watch(Onlooker* onlooker);
  bool stopped() const;
  // Becomes `further`, which recorded the same and went on; record() stays where it is.
  void take_over(Run further);

  const Record& record() const;
  SimTime now() const;

  // All that the program printed, byte for byte, as it would appear on standard output …
  const std::string& output() const;
  // … and on standard error: warnings, and once finished the traceback of an uncaught exception.
  const std::string& errors() const;

  // Once finished. As Python's for the program (0, 1, SystemExit's own, 130); 80 a limit was
  // reached, 81 deadlock.
  int exit_status() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace grove
