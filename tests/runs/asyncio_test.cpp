// What the record tells of an asyncio program beside its tasks' steps (which are compared with
// CPython's in tests/conformance/asyncio).

#include <algorithm>
#include <string>
#include <vector>

#include "engine/model/model.h"
#include "engine/picture/explain.h"
#include "engine/picture/ties.h"
#include "tests/runs/run_of.h"

namespace grove {
namespace {

template <class Payload>
std::vector<Payload> all(const Record& record) {
  std::vector<Payload> found;
  for (std::size_t i = 0; i < record.size(); ++i) {
    if (const auto* e = record.at(i).get_if<Payload>()) found.push_back(*e);
  }
  return found;
}

std::string label_of(const Record& record, TaskId task) {
  for (const auto& spawned : all<TaskSpawned>(record)) {
    if (spawned.task == task) return std::string(record.text(spawned.label));
  }
  return "";
}

std::vector<std::string> orphans_of(const Record& record) {
  std::vector<std::string> labels;
  for (const auto& e : all<TaskOrphaned>(record)) labels.push_back(label_of(record, e.task));
  return labels;
}

const std::string kWork = R"(
import asyncio
async def work(seconds, error=None):
    await asyncio.sleep(seconds)
    if error:
        raise error
)";

TEST_CASE("a record says by its dialect which library the program uses") {
  CHECK(run_of("import asyncio").record().header.dialect == RecordDialect::kAsyncio);
  CHECK(run_of("import trio").record().header.dialect == RecordDialect::kTrio);
  CHECK(run_of("import trio, asyncio").record().header.dialect == RecordDialect::kMixed);
}

TEST_CASE("a task that nothing refers to is an orphan from the start, one that is held is not") {
  const Run run = run_of(kWork + R"(
async def main():
    asyncio.create_task(work(1), name="let go")
    held = asyncio.create_task(work(1), name="held")
    await asyncio.sleep(2)
asyncio.run(main())
)");
  CHECK(orphans_of(run.record()) == std::vector<std::string>{"let go"});
}

TEST_CASE("a task is an orphan once the last variable that holds it is gone") {
  const Run run = run_of(kWork + R"(
async def main():
    held = asyncio.create_task(work(3), name="held")
    await asyncio.sleep(1)
    held = None
    await asyncio.sleep(1)
asyncio.run(main())
)");
  const Record& record = run.record();
  REQUIRE(orphans_of(record) == std::vector<std::string>{"held"});
  for (std::size_t i = 0; i < record.size(); ++i) {
    if (record.at(i).get_if<TaskOrphaned>() == nullptr) continue;
    CHECK(record.at(i).t == SimTime{1'000'000'000});
  }
}

TEST_CASE("in a crowd too an orphan is told of in the step that lets go of it") {
  const Run run = run_of(R"(
import asyncio
async def idle():
    await asyncio.sleep(9)
async def main():
    crowd = [asyncio.create_task(idle(), name="held") for _ in range(500)]
    await asyncio.sleep(1)
    asyncio.create_task(idle(), name="new")
    await asyncio.sleep(1)
    del crowd[499]
    await asyncio.sleep(1)
    await asyncio.gather(*crowd)
asyncio.run(main())
)");
  const Record& record = run.record();
  REQUIRE(orphans_of(record) == std::vector<std::string>{"new", "held#500"});
  std::vector<SimTime> times;
  for (std::size_t i = 0; i < record.size(); ++i) {
    if (record.at(i).get_if<TaskOrphaned>() != nullptr) times.push_back(record.at(i).t);
  }
  CHECK(times == std::vector<SimTime>{SimTime{1'000'000'000}, SimTime{2'000'000'000}});
}

TEST_CASE("children of a gather are orphans once it has failed, and what they start later is not") {
  const Scenario scenario = shipped("roulette_gather");
  const Run run = run_of(scenario, scenario.inputs);
  std::vector<std::string> orphans = orphans_of(run.record());
  std::sort(orphans.begin(), orphans.end());
  CHECK(orphans == std::vector<std::string>{"r00", "r1"});
  CHECK(run.output().rfind("caught Bang r01\n", 0) == 0);
}

TEST_CASE("an error that a gather no longer hears of is told as dropped, and not reported") {
  const Scenario scenario = shipped("roulette_gather");
  Inputs inputs = scenario.inputs;
  inputs.knobs = {{"BANGS", "['r01', 'r11']"}};
  const Run run = run_of(scenario, inputs);
  const auto dropped = all<ExceptionDropped>(run.record());
  REQUIRE(dropped.size() == 1);
  CHECK(label_of(run.record(), dropped[0].task) == "r1");
  CHECK(run.errors().empty());
}

TEST_CASE("an error that nobody waits for is stored, then told as never retrieved") {
  const Run run = run_of(kWork + R"(
async def main():
    asyncio.create_task(work(1, ValueError("lost")))
    await asyncio.sleep(2)
asyncio.run(main())
)");
  CHECK(all<ExceptionStored>(run.record()).size() == 1);
  CHECK(all<ExceptionNeverRetrieved>(run.record()).size() == 1);
  CHECK(run.errors().rfind("Task exception was never retrieved\n", 0) == 0);
}

TEST_CASE("who waits for which task is told as an await that begins and ends") {
  const Run run = run_of(kWork + R"(
async def main():
    await asyncio.create_task(work(1))
asyncio.run(main())
)");
  const Place on{Place::Kind::kTask, 1};
  const auto started = all<AwaitStarted>(run.record());
  const auto ended = all<AwaitEnded>(run.record());
  REQUIRE(started.size() == 1);
  REQUIRE(ended.size() == 1);
  CHECK(started[0].on == on);
  CHECK(ended[0].on == on);
  CHECK(ended[0].task == TaskId{0});
}

TEST_CASE("a task of asyncio can be cancelled from outside, one of Trio's cannot") {
  Inputs inputs;
  Intervention act{.kind = Intervention::Kind::kCancelTask,
                   .step = {},
                   .at = SimTime{500'000'000},
                   .target = "main",
                   .exception_class = {},
                   .exception_text = {}};
  inputs.interventions = {act};
  const Run asyncio = run_of(kWork + "asyncio.run(work(1))\n", [&] {
    Inputs of_work = inputs;
    of_work.interventions[0].target = "work";
    return of_work;
  }());
  CHECK(asyncio.now() == SimTime{500'000'000});
  CHECK(asyncio.errors().find("CancelledError") != std::string::npos);
  const Run trio =
      run_of("import trio\nasync def main():\n    await trio.sleep(1)\ntrio.run(main)\n", inputs);
  CHECK(trio.errors().find("changes nothing: a task is not cancelled by itself here") !=
        std::string::npos);
}

TEST_CASE("the first control-C cancels main of asyncio, whose end is then a KeyboardInterrupt") {
  Inputs inputs;
  inputs.interventions = {Intervention{.kind = Intervention::Kind::kInterrupt,
                                       .step = {},
                                       .at = SimTime{500'000'000},
                                       .target = {},
                                       .exception_class = {},
                                       .exception_text = {}}};
  const Run run = run_of(R"(
import asyncio
async def main():
    try:
        await asyncio.sleep(5)
    finally:
        print("clean-up", asyncio.get_running_loop().time())
asyncio.run(main())
)",
                         inputs);
  CHECK(run.output() == "clean-up 0.5\n");
  CHECK(run.exit_status() == 130);
  const Run swallowed = run_of(R"(
import asyncio
async def main():
    try:
        await asyncio.sleep(5)
    except asyncio.CancelledError:
        print("swallowed")
    await asyncio.sleep(1)
    return "value"
print(asyncio.run(main()))
)",
                               inputs);
  CHECK(swallowed.output() == "swallowed\nvalue\n");
  CHECK(swallowed.exit_status() == 0);
}

// As CPython's asyncio prints it, on a clock that runs.
TEST_CASE("what a loop does in threads goes on beside it, and the run ends after them") {
  const Run run = run_of(R"(
import asyncio, contextvars, time
who = contextvars.ContextVar("who", default="nobody")
def work(n, fail=False):
    time.sleep(n)
    if fail:
        raise ValueError(n)
    print("worked", n, who.get())
    return n
def ask(loop):
    future = asyncio.run_coroutine_threadsafe(asyncio.sleep(1, "answer"), loop)
    loop.call_soon_threadsafe(print, "called")
    return future.result()
async def main():
    who.set("main")
    loop = asyncio.get_running_loop()
    print(await asyncio.gather(loop.run_in_executor(None, work, 2), asyncio.to_thread(work, 1)))
    try:
        await asyncio.to_thread(work, 1, fail=True)
    except ValueError as error:
        print("failed", error)
    print(await asyncio.to_thread(ask, loop))
    try:
        async with asyncio.timeout(1):
            await asyncio.to_thread(work, 3)
    except TimeoutError:
        print("not waited for")
asyncio.run(main())
print("after")
)");
  CHECK(run.output() ==
        "worked 1 main\nworked 2 nobody\n[2, 1]\nfailed 1\ncalled\nanswer\n"
        "not waited for\nworked 3 main\nafter\n");
}

TEST_CASE("a task group is cancelled by the child that failed, or by its body") {
  const auto stopped_by = [](const std::string& body) {
    const Run run =
        run_of(kWork + "async def main():\n  async with asyncio.TaskGroup() as group:\n" + body +
               "\nasyncio.run(main())\n");
    const auto cancelled = all<ScopeCancelled>(run.record());
    REQUIRE(cancelled.size() == 1);
    return label_of(run.record(), cancelled[0].task);
  };
  CHECK(stopped_by("    group.create_task(work(2), name='a')\n"
                   "    group.create_task(work(1, ValueError()), name='b')") == "b");
  CHECK(stopped_by("    group.create_task(work(2), name='a')\n    raise ValueError()") == "main");
}

TEST_CASE("a thread has no running loop of its own") {
  const Run run = run_of(R"(
import asyncio
def ask():
    try:
        asyncio.get_running_loop()
    except RuntimeError as error:
        return str(error)
async def main():
    print(await asyncio.to_thread(ask))
asyncio.run(main())
)");
  CHECK(run.output() == "no running event loop\n");
}

std::vector<std::string> reasons_for(const Record& record, EventId event) {
  const RecordIndex index(record);
  std::vector<std::string> sentences;
  for (EventId each : reasons(index, event)) {
    sentences.push_back(plain_text(describe(index, each)));
  }
  return sentences;
}

constexpr const char* kCallbacks = R"(
import asyncio
def read(then):
    asyncio.get_running_loop().call_later(1, then)
async def main():
    done = asyncio.get_running_loop().create_future()
    def first():
        read(second)
    def second():
        done.set_result("read")
    read(first)
    await done
asyncio.run(main())
)";

TEST_CASE("what a callback does is because of its call, and that of the call that asked for it") {
  const Run run = run_of(kCallbacks);
  const Record& record = run.record();
  EventId set;
  for (std::size_t i = 0; i < record.size(); ++i) {
    const auto* changed = record.at(i).get_if<ObjectChanged>();
    if (changed != nullptr && record.text(changed->op) == "set_result") {
      set = EventId{static_cast<int32_t>(i)};
    }
  }
  REQUIRE(set);
  const std::vector<std::string> sentences = reasons_for(record, set);
  REQUIRE(sentences.size() >= 3);
  CHECK(sentences[0] == "the Future of line 6 has its result at line 10: main wakes");
  CHECK(sentences[1] == "the loop calls second() at line 9");
  CHECK(sentences[2] == "the loop calls first() at line 7");
}

Model model_at(const Record& record, SimTime time) {
  Model model(record);
  std::size_t events = 0;
  while (events < record.size() && record.at(events).t <= time) ++events;
  model.seek(events);
  return model;
}

TaskId task_named(const Record& record, const std::string& label) {
  for (const auto& spawned : all<TaskSpawned>(record)) {
    if (record.text(spawned.label) == label) return spawned.task;
  }
  return {};
}

TEST_CASE("a task's ties say who created it, who waits for it, and who could still see its end") {
  using Ties = std::vector<std::string>;
  const Run run = run_of(kWork + R"(
async def main():
    asyncio.create_task(work(1), name="let go")
    held = asyncio.create_task(work(2, OSError()), name="held")
    awaited = asyncio.create_task(work(1), name="awaited")
    gathered = asyncio.gather(work(3))
    await awaited
    await gathered
asyncio.run(main())
)");
  const Record& record = run.record();
  const auto ties = [&](const char* label, double seconds) {
    const Model model = model_at(record, sim_time_from_seconds(seconds));
    return ties_of(model, task_named(record, label));
  };
  CHECK(ties("let go", 0.5) == Ties{"main created it at line 9", "nobody waits for it since 0.00",
                                    "nobody can see what becomes of it"});
  CHECK(ties("held", 0.5) == Ties{"main created it at line 10", "nobody waits for it now",
                                  "something holds it: its end can still be asked for"});
  CHECK(ties("held", 2.5) == Ties{"main created it at line 10", "its OSError is kept in it"});
  CHECK(ties("awaited", 0.5) == Ties{"main created it at line 11", "main waits for it"});
  CHECK(ties("work", 1.5) ==
        Ties{"main created it at line 12", "main waits for it, in the gather of line 12"});
  CHECK(ties("main", 0.5).empty());
}

TEST_CASE("orphans of an asyncio loop in Trio are told of, and who in Trio waits for a task") {
  const Run run = run_of(R"(
import asyncio, trio, trio_asyncio
async def fails():
    await asyncio.sleep(1)
    raise ValueError()
async def late():
    await asyncio.sleep(3)
async def both():
    await asyncio.gather(fails(), late())
async def main():
    async with trio_asyncio.open_loop():
        try:
            await trio_asyncio.aio_as_trio(both)()
        except ValueError:
            await trio.sleep(1)
trio.run(main)
)");
  const Record& record = run.record();
  CHECK(record.header.dialect == RecordDialect::kMixed);
  CHECK(orphans_of(record) == std::vector<std::string>{"late"});
  const Model model = model_at(record, SimTime{0});
  CHECK(ties_of(model, task_named(record, "both")) ==
        std::vector<std::string>{"main created it at line 13", "main waits for it"});
}

}  // namespace
}  // namespace grove
