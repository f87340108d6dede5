// What the benchmarks of the engine's parts share.
#pragma once

#include <benchmark/benchmark.h>

#include <stdexcept>

#include "engine/run/run.h"

namespace grove {

inline Run start(const Scenario& scenario, const Inputs& inputs, Detail detail) {
  Prepared prepared = prepare(scenario, inputs);
  if (!prepared.program) throw std::runtime_error(format_problems(prepared.problems));
  return Run(prepared.program, scenario, inputs, detail);
}

inline Run finish(Run run) {
  while (!run.finished()) run.advance(1'000'000);
  return run;
}

// `count` of them were done in each round: says how long one takes.
inline void per(benchmark::State& state, const char* what, std::size_t count) {
  state.counters["per_" + std::string(what)] =
      benchmark::Counter(static_cast<double>(count), benchmark::Counter::kIsIterationInvariantRate |
                                                         benchmark::Counter::kInvert);
}

}  // namespace grove
