// Programs as deep and as wide as they like: nothing in the engine recurses with them.

#include <cstdlib>

#include "tests/runs/run_of.h"

namespace grove {
namespace {

// Deep enough to overflow the C++ stack if cancelling went down it, or very wide: a million tasks
// with GROVE_FULL.
bool at_length() {
  const char* full = std::getenv("GROVE_FULL");
  return full != nullptr && *full != '\0';
}

Inputs generous() {
  Inputs inputs;
  inputs.limits.events = 200'000'000;
  inputs.limits.bytes = int64_t{16} << 30;
  return inputs;
}

std::string tree_of(int depth) {
  return "import trio\n"
         "DEPTH = " +
         std::to_string(depth) + R"(
async def node(depth):
    async with trio.open_nursery() as nursery:
        if depth == 0:
            await trio.sleep_forever()
        nursery.start_soon(node, depth - 1)
        nursery.start_soon(node, depth - 1)

async def main():
    with trio.move_on_after(1) as scope:
        await node(DEPTH)
    print(scope.cancelled_caught, trio.current_time())

trio.run(main)
)";
}

TEST_CASE("a tree of tasks is cancelled in one go, however many there are") {
  const int depth = at_length() ? 19 : 13;
  const Run run =
      finish(start(scenario_from_python(tree_of(depth), "test.py"), generous(), Detail::kSteps));
  CHECK(run.output() == "True 1.0\n");
  int64_t cancelled = 0;
  for (std::size_t i = 0; i < run.record().size(); ++i) {
    const auto* exited = run.record().at(i).get_if<TaskExited>();
    if (exited != nullptr && exited->outcome == Outcome::kCancelled) ++cancelled;
  }
  // All but main itself, whose part of the tree is the root.
  CHECK(cancelled == (int64_t{2} << depth) - 2);
}

TEST_CASE("scopes nested by the thousand in a chain of tasks are cancelled without recursion") {
  const Run run = run_of(R"(
import trio

async def level(n):
    with trio.CancelScope(), trio.CancelScope(), trio.CancelScope():
        async with trio.open_nursery() as nursery:
            if n == 0:
                await trio.sleep_forever()
            nursery.start_soon(level, n - 1)

async def main():
    with trio.move_on_after(1) as scope:
        await level(800)
    print(scope.cancelled_caught, trio.current_time())

trio.run(main)
)");
  CHECK(run.output() == "True 1.0\n");
}

TEST_CASE("an abort function of the program is called by whoever cancels, before it goes on") {
  const Run run = run_of(R"(
import trio

async def waiter(name):
    def abort(raise_cancel):
        print("asked", name)
        return trio.lowlevel.Abort.SUCCEEDED
    await trio.lowlevel.wait_task_rescheduled(abort)

async def main():
    async with trio.open_nursery() as nursery:
        for number in range(3):
            nursery.start_soon(waiter, number)
        await trio.sleep(1)
        nursery.cancel_scope.cancel()
        print("cancel() returns")

trio.run(main)
)");
  CHECK(run.output() == "asked 0\nasked 1\nasked 2\ncancel() returns\n");
}

}  // namespace
}  // namespace grove
