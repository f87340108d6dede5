// What the engine costs, in one process: a run, event by event; its record written and read; the
// model folded and undone. Every benchmark says nanoseconds per event; a run says bytes per task
// as well. `tests/bench/engine` builds and runs it, with Google Benchmark's own options.
//
// The program is the course's roulette with nobody going bang: depth d is 2^(d+1) - 1 tasks.
#include <stdexcept>
#include <string>

#include "engine/model/model.h"
#include "engine/record/json_lines.h"
#include "tests/bench/parts.h"

namespace grove {
namespace {

Run roulette(int64_t depth, Detail detail) {
  ScenarioResult loaded = load_scenario("scenarios/roulette_nursery.json");
  if (!loaded.scenario) throw std::runtime_error(format_problems(loaded.problems));
  Inputs inputs = loaded.scenario->inputs;
  inputs.knobs = {{"DEPTH", std::to_string(depth)}, {"BANGS", "[]"}};
  return start(*loaded.scenario, inputs, detail);
}

Run finished_roulette(int64_t depth) { return finish(roulette(depth, Detail::kLines)); }

std::string lines_of(const Record& record) {
  std::string text;
  write_json_lines(record, [&text](std::string_view piece) { text.append(piece); });
  return text;
}

// `events` were gone through in each round.
void per_event(benchmark::State& state, std::size_t events) {
  state.counters["events"] = static_cast<double>(events);
  per(state, "event", events);
}

// From the first event to the last; neither compiling nor tearing down.
void run_whole(benchmark::State& state) {
  const auto detail = state.range(1) != 0 ? Detail::kLines : Detail::kSteps;
  std::size_t events = 0, bytes = 0;
  for (auto _ : state) {
    state.PauseTiming();
    {
      Run run = roulette(state.range(0), detail);
      state.ResumeTiming();
      while (!run.finished()) run.advance(1'000'000);
      state.PauseTiming();
      events = run.record().size();
      bytes = run.record().bytes();
    }
    state.ResumeTiming();
  }
  per_event(state, events);
  const auto tasks = static_cast<double>((int64_t{2} << state.range(0)) - 1);
  state.counters["record_bytes_per_task"] = static_cast<double>(bytes) / tasks;
}
BENCHMARK(run_whole)
    ->ArgNames({"depth", "lines"})
    ->Args({3, 1})
    ->Args({10, 1})
    ->Args({16, 1})
    ->Args({16, 0})
    ->Unit(benchmark::kMillisecond);

void copy_run(benchmark::State& state) {
  Run run = roulette(state.range(0), Detail::kLines);
  // Half-way, where most is alive.
  const std::size_t half = finished_roulette(state.range(0)).record().size() / 2;
  while (run.record().size() < half) run.advance(1'000);
  for (auto _ : state) {
    const Run snapshot = run;
    benchmark::DoNotOptimize(&snapshot);
  }
}
BENCHMARK(copy_run)->ArgName("depth")->Arg(10)->Arg(16)->Unit(benchmark::kMillisecond);

void write_record(benchmark::State& state) {
  const Run run = finished_roulette(state.range(0));
  for (auto _ : state) benchmark::DoNotOptimize(lines_of(run.record()));
  per_event(state, run.record().size());
}
BENCHMARK(write_record)->ArgName("depth")->Arg(12)->Unit(benchmark::kMillisecond);

void read_record(benchmark::State& state) {
  const Run run = finished_roulette(state.range(0));
  const std::string text = lines_of(run.record());
  for (auto _ : state) benchmark::DoNotOptimize(read_json_lines(text, "bench.jsonl"));
  per_event(state, run.record().size());
}
BENCHMARK(read_record)->ArgName("depth")->Arg(12)->Unit(benchmark::kMillisecond);

void fold(benchmark::State& state) {
  const Run run = finished_roulette(state.range(0));
  for (auto _ : state) {
    Model model(run.record());
    model.seek(run.record().size());
    benchmark::DoNotOptimize(model.alive_count());
  }
  per_event(state, run.record().size());
}
BENCHMARK(fold)->ArgName("depth")->Arg(12)->Arg(16)->Unit(benchmark::kMillisecond);

void undo(benchmark::State& state) {
  const Run run = finished_roulette(state.range(0));
  Model model(run.record());
  for (auto _ : state) {
    state.PauseTiming();
    model.seek(run.record().size());
    state.ResumeTiming();
    while (model.position() > 0) model.back();
  }
  per_event(state, run.record().size());
}
BENCHMARK(undo)->ArgName("depth")->Arg(12)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace grove

BENCHMARK_MAIN();
