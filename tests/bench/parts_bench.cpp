// What single parts of the engine cost: an event appended, a turn of the dispatch loop, a task
// spawned, a timer set and fired, a task reached by a wave of cancellation, a place sought in a
// long record, a node laid out.
#include <string>

#include "engine/model/model.h"
#include "engine/picture/tree_layout.h"
#include "tests/bench/parts.h"

namespace grove {
namespace {

constexpr int kCount = 100'000;

Run start_program(const std::string& body) {
  const std::string source =
      "import trio\nN = " + std::to_string(kCount) + "\n" + body + "\n\ntrio.run(main)\n";
  const Scenario scenario = scenario_from_python(source, "bench.py");
  Inputs inputs = scenario.inputs;
  inputs.limits.instructions = int64_t{1} << 60;
  return start(scenario, inputs, Detail::kSteps);
}

// From the program's first step to its last.
void whole(benchmark::State& state, const std::string& body, const char* of) {
  for (auto _ : state) {
    state.PauseTiming();
    {
      Run run = start_program(body);
      state.ResumeTiming();
      while (!run.finished()) run.advance(1'000'000);
      state.PauseTiming();
    }
    state.ResumeTiming();
  }
  per(state, of, kCount);
}

void append_event(benchmark::State& state) {
  for (auto _ : state) {
    Record record;
    for (int32_t i = 0; i < kCount; ++i) {
      record.append(SimTime{i}, EventId{i - 1}, BeforeTaskStep{.task = TaskId{7}, .step = i});
    }
    benchmark::DoNotOptimize(record.bytes());
  }
  per(state, "event", kCount);
}
BENCHMARK(append_event)->Unit(benchmark::kMillisecond);

// Four instructions a round: the iterator's, two loads and the sum with its store.
void dispatch(benchmark::State& state) {
  whole(state, R"(
async def main():
    total = 0
    for i in range(N):
        total += i
)",
        "round");
}
BENCHMARK(dispatch)->Unit(benchmark::kMillisecond);

void spawn(benchmark::State& state) {
  whole(state, R"(
async def child():
    pass

async def main():
    async with trio.open_nursery() as nursery:
        for i in range(N):
            nursery.start_soon(child)
)",
        "task");
}
BENCHMARK(spawn)->Unit(benchmark::kMillisecond);

// None is due at the time of another, and the first set is the last due.
void timers(benchmark::State& state) {
  whole(state, R"(
async def main():
    async with trio.open_nursery() as nursery:
        for i in range(N):
            nursery.start_soon(trio.sleep, (N - i) * 0.001)
)",
        "timer");
}
BENCHMARK(timers)->Unit(benchmark::kMillisecond);

// From the request to the last task's end; what went before is not counted.
void cancel_wave(benchmark::State& state) {
  const std::string body = R"(
async def main():
    async with trio.open_nursery() as nursery:
        for i in range(N):
            nursery.start_soon(trio.sleep_forever)
        await trio.sleep(1)
        nursery.cancel_scope.cancel()
)";
  const Run ended = finish(start_program(body));
  std::size_t request = 0;
  while (ended.record().at(request).get_if<ScopeCancelled>() == nullptr) ++request;
  for (auto _ : state) {
    state.PauseTiming();
    {
      Run run = start_program(body);
      while (run.record().size() < request) run.advance(1);
      state.ResumeTiming();
      while (!run.finished()) run.advance(1'000'000);
      state.PauseTiming();
    }
    state.ResumeTiming();
  }
  per(state, "task", kCount);
}
BENCHMARK(cancel_wave)->Unit(benchmark::kMillisecond);

Run long_run() {
  return finish(start_program(R"(
async def child(i):
    for turn in range(3):
        await trio.sleep(i * 0.001)

async def main():
    async with trio.open_nursery() as nursery:
        for i in range(N):
            nursery.start_soon(child, i)
)"));
}

// Anywhere, by a sequence that hits all parts alike.
void seek(benchmark::State& state) {
  const Run run = long_run();
  const std::size_t events = run.record().size();
  Model model(run.record());
  model.seek(events);
  uint64_t random = 1;
  for (auto _ : state) {
    random = random * 6364136223846793005 + 1442695040888963407;
    model.seek((random >> 33) % events);
  }
  state.counters["events"] = static_cast<double>(events);
}
BENCHMARK(seek)->Unit(benchmark::kMillisecond);

void step_back(benchmark::State& state) {
  const Run run = long_run();
  Model model(run.record());
  for (auto _ : state) {
    if (model.position() == 0) {
      state.PauseTiming();
      model.seek(run.record().size());
      state.ResumeTiming();
    }
    model.back();
  }
}
BENCHMARK(step_back)->Unit(benchmark::kNanosecond);

// Nothing folded: so many tasks at once as the tree of the window never shows by itself.
void layout(benchmark::State& state) {
  const Run run = finish(start_program("N = " + std::to_string(state.range(0)) + R"(
async def tree(n):
    async with trio.open_nursery() as nursery:
        for i in range(min(n, 3)):
            nursery.start_soon(tree, (n - 1) // 3)
        await trio.sleep(1)

async def main():
    await tree(N)
)"));
  Model model(run.record());
  std::size_t at = 0;  // when all sleep
  while (run.record().at(at).t == SimTime{}) ++at;
  model.seek(at);
  const TreeShape shape = shape_tree(model, {.leaves = 1 << 30, .levels = 1 << 30});
  for (auto _ : state) benchmark::DoNotOptimize(lay_out_tree(shape, model, {}));
  per(state, "node", shape.nodes.size());
}
BENCHMARK(layout)->ArgName("tasks")->Arg(1'000)->Arg(100'000)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace grove
