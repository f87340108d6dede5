// The limit on bytes beyond what built-ins make: what libraries keep, what stands in the program,
// what no machine could make.
#include "tests/runs/bounded.h"

namespace grove {
namespace {

TEST_CASE("what Trio keeps for a program counts among what the run may hold") {
  for (const char* body : {"trio.CancelScope()",
                           "trio.move_on_after(1)",
                           "trio.open_memory_channel(0)",
                           "trio.Event()",
                           "trio.lowlevel.ParkingLot()",
                           "token.run_sync_soon(print)",
                           "trio.Lock()",
                           "trio.StrictFIFOLock()",
                           "trio.Condition()",
                           "trio.Semaphore(1)",
                           "trio.CapacityLimiter(1)",

                           "sender.send_nowait(None)",
                           "sender.send_nowait('x' * len(kept)); kept.append(1)",
                           "trio.lowlevel.add_parking_lot_breaker(task, lot)",
                           "lot.break_lot()",
                           "trio.CancelScope().cancel(reason='x' * 10_000)",
                           "nursery.start_soon(trio.sleep_forever, name='x' * 10_000)",
                           "trio.lowlevel.spawn_system_task(trio.sleep_forever, name='x' * 10_000)",
                           "kept.append(sender.clone())",
                           "trio.CancelScope().__enter__()",
                           "await trio.open_nursery().__aenter__()",
                           "nursery.start_soon(trio.sleep_forever)"}) {
    check_bounded(std::string("import trio\n\nasync def main():\n    print('ready')\n"
                              "    kept = []\n    token = trio.lowlevel.current_trio_token()\n"
                              "    sender, receiver = trio.open_memory_channel(10**12)\n"
                              "    task = trio.lowlevel.current_task()\n"
                              "    lot = trio.lowlevel.ParkingLot()\n"
                              "    async with trio.open_nursery() as nursery:\n"
                              "        while True: ") +
                  body + "\n\ntrio.run(main)\n");
  }
}

TEST_CASE("a limit of bytes that the program alone is over ends the run at once") {
  Inputs inputs;
  for (const int64_t bytes : {0, 1, 1000}) {
    inputs.limits.bytes = bytes;
    const Run run = run_of("print(1)\n", inputs);
    CHECK(run.exit_status() == 80);
  }
}

TEST_CASE("an allocation that fails is the limit on bytes, and no fault of Grove") {
  Inputs inputs;
  inputs.limits.bytes = int64_t{1} << 62;
  for (const char* body :
       {"'x' * (10**12)", "[0] * (10**11)", "'x'.center(10**15)", "'x' * 2**62", "(0,) * 2**62",
        "f'{1:{10**15}}'", "'%1000000000000d' % 1", "'%*d' % (2**40, 1)", "'%.2000000000d' % 1",
        "f'{1.5:.{2 * 10**9}f}'", "format('x', '999999999999999')"}) {
    INFO(body);
    const Run run = run_of(body, inputs);
    CHECK(run.exit_status() == 80);
    const auto* limit = run.record().at(run.record().size() - 2).get_if<LimitReached>();
    CHECK((limit != nullptr && run.record().text(limit->limit) == "bytes"));
  }
}

TEST_CASE("what no machine could make ends the run where it is asked for, below every limit") {
  for (const char* body : {"f'{1:{10**9}}'", "'%1000000000d' % 1", "f'{1.5:.{10**9}f}'",
                           "import random; random.choices([1], k=2**31)",
                           "import random; random.getrandbits(2**31)"}) {
    INFO(body);
    Inputs inputs;
    inputs.limits.bytes = 100'000'000;
    CHECK(run_of(body, inputs).exit_status() == 80);
  }
  CHECK(run_of("print('%.2147483647s' % 'abc', format('abc', '.99999999999'))\n").output() ==
        "abc abc\n");
}

}  // namespace
}  // namespace grove
