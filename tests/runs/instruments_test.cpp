// Instruments: what cannot be compared with real Trio step for step.
#include <catch2/catch.hpp>

#include "tests/runs/run_of.h"

namespace grove {
namespace {

TEST_CASE("an instrument that raises is told of in Trio's words and removed") {
  const Run run = run_of(
      "import trio\n"
      "class Fails(trio.abc.Instrument):\n"
      "    def __repr__(self): return '<Fails>'\n"
      "    def before_task_step(self, task):\n"
      "        print('about to fail')\n"
      "        raise ValueError('no')\n"
      "class Counts:\n"
      "    steps = 0\n"
      "    def before_task_step(self, task): self.steps += 1\n"
      "async def main():\n"
      "    await trio.sleep(1)\n"
      "counts = Counts()\n"
      "trio.run(main, instruments=[Fails(), counts])\n"
      "print(counts.steps > 2)\n");
  CHECK(run.output() == "about to fail\nTrue\n");
  const std::string told =
      "Exception raised when calling 'before_task_step' on instrument <Fails>. Instrument has been "
      "disabled.\nTraceback (most recent call last):\n";
  CHECK(run.errors().substr(0, told.size()) == told);
  CHECK(run.errors().find("ValueError: no\n") != std::string::npos);
}

TEST_CASE("without a clock of its own the wait of a pass lasts until what is due next") {
  const Run run = run_of(
      "import trio\n"
      "class Waits:\n"
      "    def before_io_wait(self, timeout): print('before', timeout, trio.current_time())\n"
      "    def after_io_wait(self, timeout): print('after', timeout, trio.current_time())\n"
      "async def main():\n"
      "    instrument = Waits()\n"
      "    trio.lowlevel.add_instrument(instrument)\n"
      "    await trio.sleep(2.5)\n"
      "    trio.lowlevel.remove_instrument(instrument)\n"
      "trio.run(main)\n");
  CHECK(run.output() == "before 2.5 0.0\nafter 2.5 2.5\n");
}

TEST_CASE("a MockClock stands still until it is moved, by hand or because nothing can run") {
  const std::string program =
      "import trio, trio.testing\n"
      "clock = trio.testing.MockClock()\n"
      "clock.jump(10)\n"
      "async def sleeper():\n"
      "    await trio.sleep(3)\n"
      "    print('slept until', trio.current_time(), clock.current_time())\n"
      "async def main():\n"
      "    print('begins at', trio.current_time(), trio.lowlevel.current_clock() is clock)\n"
      "    async with trio.open_nursery() as nursery:\n"
      "        nursery.start_soon(sleeper)\n"
      "        await trio.testing.wait_all_tasks_blocked()\n"
      "        clock.jump(2)\n"
      "        await trio.testing.wait_all_tasks_blocked()\n"
      "        print('moved to', trio.current_time())\n"
      "        with trio.move_on_at(12.5) as scope:\n"
      "            print(scope.deadline, trio.current_effective_deadline())\n";
  const Run moved = run_of(program +
                           "            clock.autojump_threshold = 0\n"
                           "            await trio.sleep_forever()\n"
                           "trio.run(main, clock=clock)\n"
                           "print(clock.current_time())\n"
                           "trio.run(main, clock=trio.testing.MockClock())\n");
  CHECK(moved.output().substr(0, moved.output().find("begins at 0.0")) ==
        "begins at 10.0 True\nmoved to 12.0\n12.5 12.5\nslept until 13.0 13.0\n13.0\n");
  const Run stands = run_of(program +
                            "            await trio.sleep_forever()\n"
                            "trio.run(main, clock=clock)\n");
  CHECK(stands.exit_status() == 81);
  CHECK(stands.output() == "begins at 10.0 True\nmoved to 12.0\n12.5 12.5\n");
}

TEST_CASE("a clock of the program's own is refused in words") {
  const Run run = run_of(
      "import trio\n"
      "class Mine(trio.abc.Clock):\n"
      "    def start_clock(self): pass\n"
      "    def current_time(self): return 0\n"
      "    def deadline_to_sleep_time(self, deadline): return 0\n"
      "async def main(): pass\n"
      "try: trio.run(main, clock=Mine())\n"
      "except NotImplementedError as error: print(error)\n");
  CHECK(run.output() ==
        "Grove's clock is simulated: a Mine cannot run it; use trio.testing.MockClock\n");
}

}  // namespace
}  // namespace grove
