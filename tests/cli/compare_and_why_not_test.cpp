// `grove diff`, and `grove why --not`.
#include <catch2/catch.hpp>
#include <string>

#include "tests/cli/call.h"

using namespace cli_test;

namespace {

constexpr char kTwoSleepers[] = R"(import trio

FIRST = 1


async def nap(seconds):
    await trio.sleep(seconds)
    print("slept", seconds)


async def main():
    async with trio.open_nursery() as nursery:
        nursery.start_soon(nap, FIRST)
        nursery.start_soon(nap, 3)


trio.run(main)
)";

// With a line more at its head, and nothing else.
std::string with_comment() { return "# about sleeping\n" + std::string(kTwoSleepers); }

std::string replaced(std::string text, const std::string& what, const std::string& by) {
  return text.replace(text.find(what), what.size(), by);
}

constexpr char kLocks[] = R"(import trio


async def take(first, second):
    async with first:
        await trio.sleep(1)
        async with second:
            print("never")


async def main():
    one = trio.Lock()
    two = trio.Lock()
    async with trio.open_nursery() as nursery:
        nursery.start_soon(take, one, two, name="a")
        nursery.start_soon(take, two, one, name="b")


trio.run(main)
)";

constexpr char kShielded[] = R"(import trio


async def main():
    with trio.move_on_after(1):
        with trio.CancelScope(shield=True):
            await trio.sleep(5)
    with trio.move_on_after(7):
        await trio.sleep_forever()


trio.run(main)
)";

}  // namespace

TEST_CASE("a run and itself are the same, lines recorded or not") {
  const Folder folder;
  const std::string file = folder.write("nap.py", kTwoSleepers);
  const Answer answer = call({"diff", file, file, "--detail", "steps"});
  CHECK(answer.status == 0);
  CHECK(contains(answer.out, "the same: "));
}

TEST_CASE("a line of two versions of a program is the same if it reads the same") {
  const Folder folder;
  const Answer answer =
      call({"diff", folder.write("nap.py", kTwoSleepers), folder.write("nap2.py", with_comment())});
  CHECK(answer.status == 0);
}

TEST_CASE("diff names the first thing that differs, and its reasons on both sides") {
  const Folder folder;
  const std::string file = folder.write("nap.py", kTwoSleepers);
  const Answer answer = call({"diff", file, "--set", "FIRST=2"});
  CHECK(answer.status == 1);
  const std::size_t a = answer.out.find("nap sleeps until 1.00");
  const std::size_t b = answer.out.find("nap sleeps until 2.00");
  REQUIRE(a != std::string::npos);
  REQUIRE(b != std::string::npos);
  CHECK(a < b);
}

TEST_CASE("texts differ though they are too long for a sentence") {
  const Folder folder;
  const std::string line = "print('" + std::string(200, 'x') + "a')\n";
  const Answer answer =
      call({"diff", folder.write("a.py", line), folder.write("b.py", replaced(line, "xa", "xb"))});
  CHECK(answer.status == 1);
}

TEST_CASE("what happens in one run only is told of that one") {
  const Folder folder;
  const std::string file = folder.write("nap.py", kTwoSleepers);
  const Answer answer = call({"diff", file, "--until", "2"});
  CHECK(answer.status == 1);
  CHECK(contains(answer.out, "\nB  "));
}

TEST_CASE("diff needs two runs") {
  const Folder folder;
  const Answer answer = call({"diff", folder.write("nap.py", kTwoSleepers)});
  CHECK(answer.status == 64);
  CHECK(contains(answer.err, "--seed 7"));
}

TEST_CASE("why not: a task that waits for others leads to what those wait for") {
  const Folder folder;
  const Answer answer =
      call({"why", folder.write("nap.py", kTwoSleepers), "--task", "main", "--not", "--at", "0.5"});
  CHECK(answer.status == 0);
  CHECK(contains(answer.out, "main waits for the tasks of its nursery of line 12: nap, nap#2\n"));
  CHECK(contains(answer.out, "nap#2 sleeps until 3.00\n"));
  CHECK(contains(answer.out, "no time that is set comes before 1.00\n"));
}

TEST_CASE("why not: of a deadlock the circle is named") {
  const Folder folder;
  const Answer answer = call({"why", folder.write("locks.py", kLocks), "--task", "main", "--not"});
  CHECK(contains(answer.out, "a waits for the Lock of line 13, which b holds\n"));
  CHECK(contains(answer.out, "a circle: a, b wait for each other"));
  CHECK(contains(answer.out, "only another task, or the outside, can wake it"));
}

TEST_CASE("why not: who holds a limiter or a lock of asyncio's is named, and followed") {
  const Folder folder;
  const Answer limiter = call({"why", folder.write("limiter.py", R"(import trio


async def take(limiter, seconds):
    async with limiter:
        await trio.sleep(seconds)


async def main():
    limiter = trio.CapacityLimiter(2)
    async with trio.open_nursery() as nursery:
        nursery.start_soon(take, limiter, 1, name="a")
        nursery.start_soon(take, limiter, 3, name="b")
        nursery.start_soon(take, limiter, 1, name="c")


trio.run(main)
)"),
                               "--task", "c", "--not", "--at", "0.5"});
  CHECK(contains(limiter.out, "c waits for the CapacityLimiter of line 10, which a, b hold\n"));
  CHECK(contains(limiter.out, "b sleeps until 3.00\n"));
  CHECK(contains(limiter.out, "no time that is set comes before 1.00\n"));
  const Answer lock = call({"why", folder.write("lock.py", R"(import asyncio


async def take(lock):
    async with lock:
        await asyncio.sleep(1)


async def main():
    lock = asyncio.Lock()
    await asyncio.gather(take(lock), take(lock))


asyncio.run(main())
)"),
                            "--task", "take#2", "--not", "--at", "0.5"});
  CHECK(contains(lock.out, "take#2 waits for the Lock of line 10, which take holds\n"));
  CHECK(contains(lock.out, "take sleeps until 1.00\n"));
}

TEST_CASE("why not: a task without a name is told by its number, and its record can be read") {
  const Folder folder;
  const std::string file = folder.write("nameless.py", R"(import trio


async def main():
    async with trio.open_nursery() as nursery:
        nursery.start_soon(trio.sleep, 2, name="")


trio.run(main)
)");
  const Answer answer = call({"why", file, "--task", "main", "--not", "--at", "1"});
  CHECK(contains(answer.out, "its nursery of line 5: task 1\n"));
  CHECK(contains(answer.out, "task 1 sleeps until 2.00\n"));
  const std::string record = folder.path("nameless.jsonl");
  CHECK(call({"run", file, "--record", record}).status == 0);
  CHECK(call({"why", record, "--task", "main", "--not", "--at", "1"}).out == answer.out);
}

TEST_CASE("why not: a shield is named with what it keeps out") {
  const Folder folder;
  const std::string file = folder.write("shielded.py", kShielded);
  const Answer before = call({"why", file, "--task", "main", "--not", "--at", "0.5"});
  CHECK(contains(before.out,
                 "main's move_on_after of line 5 is due at 1.00, but the shield of main's "
                 "CancelScope of line 6 keeps that out\n"));
  CHECK(contains(before.out, "no time that is set comes before 5.00\n"));
  const Answer after = call({"why", file, "--task", "main", "--not", "--at", "2"});
  CHECK(
      contains(after.out, "main's move_on_after of line 5 was cancelled at 1.00, but the shield"));
}

TEST_CASE("why not: what has ended, and what has not begun, is said to be so") {
  const Folder folder;
  const std::string file = folder.write("nap.py", kTwoSleepers);
  const Answer ended = call({"why", file, "--task", "nap", "--not", "--at", "2"});
  CHECK(contains(ended.out, "it has ended: done at 1.00\n"));
  CHECK(contains(ended.out, "no scope that it was in was cancelled while it lived\n"));
  CHECK(call({"why", file, "--not"}).status == 64);
  CHECK(call({"why", file, "--task", "nap", "--at", "1"}).status == 64);
  CHECK(call({"why", file, "--task", "snap", "--not"}).status == 64);
}

TEST_CASE("tree --lines says where each living task stands, from its own function inwards") {
  const Folder folder;
  const Answer answer =
      call({"tree", folder.write("nap.py", kTwoSleepers), "--at", "2", "--lines"});
  CHECK(contains(answer.out, "7  nap()  await trio.sleep(seconds)\n"));
  CHECK(contains(answer.out, "12  main()  async with trio.open_nursery() as nursery:\n"));
  // Of the one that has ended there is nothing to say.
  CHECK(answer.out.find("await trio.sleep") == answer.out.rfind("await trio.sleep"));
}

TEST_CASE("why not: what has come from a cancelled scope is no time that is to come") {
  const Folder folder;
  const std::string file = folder.write("inside.py", R"(import trio


async def child():
    with trio.CancelScope(shield=True):
        await trio.sleep(5)


async def main():
    with trio.move_on_after(1):
        async with trio.open_nursery() as nursery:
            nursery.start_soon(child)


trio.run(main)
)");
  const Answer answer = call({"why", file, "--task", "main", "--not", "--at", "2"});
  CHECK(contains(answer.out, "no time that is set comes before 5.00\n"));
  CHECK(contains(answer.out, "is told once all in its nursery have ended\n"));
}

TEST_CASE("why not: what comes from outside is not promised for a time") {
  const Folder folder;
  const std::string file = folder.write("thread.py", R"(import time
import trio


async def main():
    await trio.to_thread.run_sync(time.sleep, 2)


trio.run(main)
)");
  const Answer answer = call({"why", file, "--task", "main", "--not", "--at", "1"});
  CHECK(contains(answer.out, "when that comes is not told beforehand\n"));
}

TEST_CASE("export writes neither over a scenario's program nor a run that never ends") {
  const Folder folder;
  const std::string program = folder.write("p.py",
                                           "import trio\n\n\nasync def main():\n"
                                           "    while True:\n        await trio.sleep(1)\n\n\n"
                                           "trio.run(main)\n");
  const std::string scenario =
      folder.write("p.json", R"({"grove": 1, "title": "p", "program": "p.py"})");
  CHECK(call({"export", scenario, "--to", "svg", "-o", program}).status == 64);
  const Answer endless = call({"export", scenario, "--to", "text", "-o", "-"});
  CHECK(endless.status == 80);
  CHECK(contains(endless.err, "--until SECONDS"));
  const Answer cut = call({"export", scenario, "--to", "jsonl", "-o", "-", "--limit", "events=50"});
  CHECK(cut.status == 80);
  CHECK(contains(cut.err, "stopped by a limit"));
}

TEST_CASE("options are for both of two files, and standard input is read once") {
  const Folder folder;
  const std::string file = folder.write("nap.py", kTwoSleepers);
  CHECK(call({"diff", file, file, "--set", "FIRST=2"}).status == 0);
  CHECK(call({"diff", "-", "-"}).status == 64);
}
