// The kernel with a dialect of the test's own: a loop that takes turns strictly first come, first
// served, with callbacks and naps. What it can do without a word about it in the kernel is what the
// boundary (dialect.h) is for.
#include "engine/runtime/kernel/kernel.h"

#include <catch2/catch.hpp>
#include <memory>
#include <string>
#include <vector>

#include "engine/language/front_end.h"
#include "engine/machine/builtins/builtins.h"
#include "engine/runtime/kernel/advance.h"

namespace grove {
namespace {

constexpr std::size_t kOuter = 0, kInner = 1;

struct Queue : Dialect {
  std::unique_ptr<Dialect> clone() const override { return std::make_unique<Queue>(*this); }
  void timer_fired(Kernel& k, int32_t number) override { wake(k, TaskSlot{number}); }
  EventId timer_cause(Kernel& k, int32_t number) override {
    return k.task(TaskSlot{number}).blocked;
  }
  void finished_task_steps(Kernel&, TaskSlot) override {}
  void go_on(Kernel& k, TaskSlot task, Resume resume, EventId because) override {
    k.make_ready(task, resume, because);
  }
  void take_foreign(Kernel&, std::string_view) override {}
  void task_parked(Kernel& k, TaskSlot task) override {
    if (yields) wake(k, task);
    yields = false;
  }
  void task_exited(Kernel& k, TaskSlot task, bool raised, Value result) override {
    ENSURE(!raised, "the programs of these tests do not fail");
    k.recorder.happen(
        TaskExited{.task = k.task(task).shown, .outcome = Outcome::kOk, .exception = {}});
    --k.alive_count;
    k.retire(task);
    if (task != main) return k.machine.heap.release(result);
    k.end_loop(loop, Resume{Resume::Kind::kValue, result});
  }
  Stack call_begins(Kernel& k, int32_t call) override {
    return k.machine.start_call(callbacks[static_cast<std::size_t>(call)], {});
  }
  void call_ended(Kernel& k, int32_t call, bool, Value result) override {
    k.machine.heap.release(result);
    k.machine.heap.release(callbacks[static_cast<std::size_t>(call)]);
  }
  void loop_failed(Kernel&, Value) override {}
  void interrupt(Kernel&, EventId) override {}
  bool can_break_off(Kernel&, TaskSlot) override { return false; }
  void break_off(Kernel&, TaskSlot, Value, EventId) override {}
  std::string objection(Kernel&, const ScopeAct&) override { return "there are no scopes"; }
  void perform(Kernel&, const ScopeAct&, EventId) override {}
  TaskSlot parent_of(Kernel&, TaskSlot) override { return {}; }

  static void wake(Kernel& k, TaskSlot task) {
    k.make_ready(task, Resume{Resume::Kind::kValue, Value::none()}, k.recorder.step);
  }
  TaskSlot spawn(Kernel& k, Value async_fn) {
    const Value coroutine = k.machine.make_coroutine(async_fn, {});
    const TaskSlot task = k.new_task(loop, coroutine);
    k.announce(task, "task", NurseryId{}, TaskId{});
    k.make_ready(task, Resume{Resume::Kind::kStart, Value{}}, k.task(task).spawned);
    return task;
  }

  LoopSlot loop;
  TaskSlot main;
  bool yields = false;
  std::vector<Value> callbacks;
};

Queue& queue(Kernel& k, std::size_t which) { return static_cast<Queue&>(k.dialect(which)); }

// run(f): a loop with f as its main task.
Turn run(Machine& m, FrameBody& frame, Resume resume) {
  if (frame.state == 1) return Turn::done(resume.value);
  Kernel& k = kernel_of(m);
  Queue& outer = queue(k, kOuter);
  outer.loop = k.begin_loop(kOuter);
  outer.main = outer.spawn(k, frame.slots[0]);
  frame.state = 1;
  return Turn::block();
}

template <std::size_t kWhich>
Value spawn(Machine& m, Args args) {
  Kernel& k = kernel_of(m);
  Queue& in = queue(k, kWhich);
  if (!in.loop) in.loop = k.new_loop(kWhich);
  in.spawn(k, args[0]);
  return Value::none();
}

Value call_soon(Machine& m, Args args) {
  Queue& outer = queue(kernel_of(m), kOuter);
  kernel_of(m).make_ready(outer.loop, static_cast<int32_t>(outer.callbacks.size()));
  outer.callbacks.push_back(m.heap.retain(args[0]));
  return Value::none();
}

template <std::size_t kWhich>
Turn give_way(Machine& m, FrameBody& frame, Resume resume) {
  if (frame.state == 1) return Turn::done(resume.value);
  queue(kernel_of(m), kWhich).yields = true;
  frame.state = 1;
  return Turn::block();
}

Turn nap(Machine& m, FrameBody& frame, Resume resume) {
  if (frame.state == 1) return Turn::done(resume.value);
  Kernel& k = kernel_of(m);
  double seconds = 0;
  if (!m.to_double(frame.slots[0], &seconds)) return Turn::raised();
  const SimTime until = k.now() + sim_time_from_seconds(seconds);
  k.park(Wait{.on = WaitKind::kSleep, .until = until});
  k.timers.add(until, TimerOwner{queue(k, kOuter).loop, k.current().value});
  frame.state = 1;
  return Turn::block();
}

// One turn of the inner loop, within the task that asks for it.
Turn inner_turn(Machine& m, FrameBody& frame, Resume resume) {
  if (frame.state == 1) return Turn::done(resume.value);
  kernel_of(m).run_turn(queue(kernel_of(m), kInner).loop);
  frame.state = 1;
  return Turn::block();
}

// Until something is ready in the inner loop.
Turn wait_for_inner(Machine& m, FrameBody& frame, Resume resume) {
  if (frame.state == 1) return Turn::done(resume.value);
  Kernel& k = kernel_of(m);
  Queue& inner = queue(k, kInner);
  if (!inner.loop) inner.loop = k.new_loop(kInner);
  k.loop(inner.loop).host = k.current();
  k.park(Wait{});
  frame.state = 1;
  return Turn::block();
}

const Library& library() {
  static const Library kLibrary = [] {
    Library made;
    add_python(made);
    made.module("turns")
        .turns("run", "f", run)
        .function("spawn", "f", spawn<kOuter>)
        .function("spawn_inner", "f", spawn<kInner>)
        .function("call_soon", "f", call_soon)
        .coroutine("give_way", "", give_way<kOuter>)
        .coroutine("give_way_inner", "", give_way<kInner>)
        .coroutine("nap", "seconds", nap)
        .coroutine("run_inner_turn", "", inner_turn)
        .coroutine("wait_for_inner", "", wait_for_inner);
    return made;
  }();
  return kLibrary;
}

Kernel kernel_with(const std::string& source) {
  CompileResult compiled = compile(source, "turns_test.py", {}, library());
  REQUIRE(compiled.program);
  Dialects dialects;
  dialects.add(std::make_unique<Queue>());
  dialects.add(std::make_unique<Queue>());
  return Kernel(std::shared_ptr<const Program>(std::move(compiled.program)), library(), Inputs{},
                RecordHeader{}, std::move(dialects));
}

std::string output_of(Kernel& k) {
  while (!k.finished()) Advance(k).run(1'000);
  return k.output() + k.errors();
}

TEST_CASE("a dialect that orders nothing steps what is ready first come, first served") {
  Kernel k = kernel_with(R"(
import turns
async def a():
    print("a1")
    await turns.give_way()
    print("a2")
async def b():
    print("b1")
    turns.call_soon(lambda: print("callback"))
    await turns.give_way()
    print("b2")
async def main():
    turns.spawn(b)
    turns.spawn(a)
    await turns.nap(1)
    print("main")
turns.run(main)
print("over")
)");
  CHECK(output_of(k) == "b1\na1\ncallback\nb2\na2\nmain\nover\n");
  CHECK(k.now() == SimTime{1'000'000'000});
}

TEST_CASE("timers that are due together wake their tasks in the order in which they were set") {
  Kernel k = kernel_with(R"(
import turns
def sleeper(name, seconds):
    async def sleep():
        await turns.nap(seconds)
        print(name)
    return sleep
async def main():
    turns.spawn(sleeper("first", 2))
    turns.spawn(sleeper("second", 2))
    turns.spawn(sleeper("early", 1))
    await turns.nap(3)
turns.run(main)
)");
  CHECK(output_of(k) == "early\nfirst\nsecond\n");
}

TEST_CASE("a loop has turns within another loop's task, which then goes on with its own step") {
  Kernel k = kernel_with(R"(
import turns
async def inner():
    print("inner 1")
    await turns.give_way_inner()
    print("inner 2")
async def idle():
    pass
async def main():
    turns.spawn_inner(inner)
    turns.spawn_inner(idle)
    await turns.run_inner_turn()
    print("between")
    await turns.run_inner_turn()
    await turns.run_inner_turn()
    print("after")
turns.run(main)
)");
  CHECK(output_of(k) == "inner 1\nbetween\ninner 2\nafter\n");
  // What main prints after the turn happens in main's step, not in the inner one's.
  std::vector<TaskId> printed_in;
  for (std::size_t i = 0; i < k.recorder.record.size(); ++i) {
    const Event& event = k.recorder.record.at(i);
    if (event.kind() != EventKind::kPrinted) continue;
    printed_in.push_back(k.recorder.record[event.cause].get<BeforeTaskStep>().task);
  }
  REQUIRE(printed_in.size() == 4);
  CHECK(printed_in[0] == printed_in[2]);
  CHECK(printed_in[1] == printed_in[3]);
  CHECK(printed_in[0] != printed_in[1]);
}

TEST_CASE("a task that gives a loop its turns waits until there is one") {
  Kernel k = kernel_with(R"(
import turns
async def inner():
    print("inner")
async def serves():
    await turns.wait_for_inner()
    print("woken")
    await turns.run_inner_turn()
async def main():
    turns.spawn(serves)
    await turns.nap(1)
    print("ready")
    turns.spawn_inner(inner)
    await turns.nap(1)
turns.run(main)
)");
  CHECK(output_of(k) == "ready\nwoken\ninner\n");
}

TEST_CASE("a copied kernel has dialects of its own, and both go on alike") {
  Kernel k = kernel_with(R"(
import turns
async def a():
    for i in range(5):
        print("a", i)
        await turns.give_way()
async def main():
    turns.spawn(a)
    for i in range(5):
        print("main", i)
        await turns.give_way()
turns.run(main)
)");
  Advance(k).run(60);
  REQUIRE_FALSE(k.finished());
  Kernel copy = k;
  CHECK(&copy.dialect(kOuter) != &k.dialect(kOuter));
  const std::string rest = output_of(copy);
  CHECK(output_of(k) == rest);
}

}  // namespace
}  // namespace grove
