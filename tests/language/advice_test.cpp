// What `grove check` advises on: each mistake once, and its right form never.
#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "engine/language/front_end.h"

using namespace grove;

namespace {

// The lines that are advised on, with what the message says first.
std::vector<std::string> advised(const std::string& source) {
  std::vector<std::string> all;
  for (const Problem& problem : advice_on(source, "p.py")) {
    CHECK(problem.is_advice);
    CHECK(problem.hint.find("the lesson ") != std::string::npos);
    all.push_back(std::to_string(problem.span.line) + ": " + problem.message);
  }
  return all;
}
using Said = std::vector<std::string>;

// Within `async def main():`, from line 5 on.
std::string in_main(const std::string& body) {
  return "import asyncio\nimport time\nimport trio\nasync def main(nursery=None):\n" + body;
}

}  // namespace

TEST_CASE("a coroutine that is called and not awaited is told of, by whatever name") {
  CHECK(advised("async def fetch():\n    pass\nasync def main():\n    fetch()\n") ==
        Said{"4: nothing of `fetch` runs: it is called and not awaited"});
  CHECK(advised("import trio as t\nasync def main():\n    t.sleep(1)\n") ==
        Said{"3: nothing of `trio.sleep` runs: it is called and not awaited"});
  CHECK(advised("from asyncio import sleep as nap\nasync def main():\n    nap(1)\n").size() == 1);
}

TEST_CASE("what is awaited, kept, or may be something else, is not told of") {
  CHECK(advised(
            "async def fetch():\n    pass\nasync def main():\n    await fetch()\n    c = fetch()\n")
            .empty());
  CHECK(advised("async def fetch():\n    pass\nfetch = print\nfetch()\n").empty());
  CHECK(advised("async def fetch():\n    pass\ndef main(fetch):\n    fetch()\n").empty());
  CHECK(advised("async def numbers():\n    yield 1\nnumbers()\n").empty());
  CHECK(advised("import asyncio\nasync def main():\n    asyncio.gather()\n").empty());
}

TEST_CASE("a block's opener that is awaited is told of") {
  CHECK(advised(in_main("    await trio.move_on_after(1)\n")) ==
        Said{"5: `trio.move_on_after` cannot be awaited: it is for a block"});
  CHECK(advised(in_main("    n = await trio.open_nursery()\n")).size() == 1);
  CHECK(advised(in_main("    async with trio.open_nursery():\n        pass\n")).empty());
}

TEST_CASE("a timeout round what cannot wait is told of, unless the block looks at it") {
  CHECK(advised(in_main("    with trio.move_on_after(1):\n        nursery.start_soon(main)\n")) ==
        Said{"5: `trio.move_on_after` has nothing to end: nothing in its block waits"});
  CHECK(advised(in_main("    async with asyncio.timeout(1):\n        print()\n")).size() == 1);
  CHECK(advised(in_main("    with trio.move_on_after(1):\n        await trio.sleep(2)\n")).empty());
  CHECK(advised(in_main("    with trio.move_on_after(1):\n        async for x in nursery:\n"
                        "            pass\n"))
            .empty());
  CHECK(advised(in_main("    with trio.move_on_after(1) as s:\n        print(s.deadline)\n"))
            .empty());
  CHECK(advised(in_main("    with trio.move_on_after(1):\n"
                        "        print(trio.current_effective_deadline())\n"))
            .empty());
  CHECK(advised(in_main("    with trio.CancelScope() as s:\n        pass\n")).empty());
}

TEST_CASE("a handler that keeps a cancellation is told of") {
  const std::string attempt = "    try:\n        await trio.sleep(1)\n";
  CHECK(advised(in_main(attempt + "    except BaseException:\n        pass\n")) ==
        Said{"7: `except BaseException` keeps the cancellation from those who asked for it"});
  CHECK(
      advised(in_main(attempt + "    except (OSError, trio.Cancelled):\n        pass\n")).size() ==
      1);
  CHECK(advised(in_main(attempt + "    except:\n        print()\n")).size() == 1);
  CHECK(advised(in_main(attempt + "    except BaseException:\n        print()\n        raise\n"))
            .empty());
  CHECK(advised(in_main(attempt + "    except Exception:\n        pass\n")).empty());
  CHECK(advised(in_main(attempt + "    except trio.Cancelled:\n        raise\n"
                                  "    except BaseException:\n        pass\n"))
            .empty());
  CHECK(advised(in_main("    try:\n        print()\n    except BaseException:\n        pass\n"))
            .empty());
}

TEST_CASE("asyncio's cancellation may be caught once, and not in a loop") {
  const std::string once =
      "    try:\n        await nursery\n    except asyncio.CancelledError:\n        pass\n";
  CHECK(advised(in_main(once)).empty());
  CHECK(advised(in_main("    while True:\n        try:\n            await asyncio.sleep(1)\n"
                        "        except asyncio.CancelledError:\n            pass\n"))
            .size() == 1);
}

TEST_CASE("time.sleep is told of where it holds up others") {
  CHECK(advised(in_main("    time.sleep(1)\n")) ==
        Said{"5: `time.sleep` stops everything: no other task runs meanwhile"});
  CHECK(advised("import time\ndef work():\n    time.sleep(1)\n").empty());
  CHECK(advised(in_main("    def work():\n        time.sleep(1)\n"
                        "    await trio.to_thread.run_sync(work)\n"))
            .empty());
}

TEST_CASE("a nursery that is spoken to behind its block is told of") {
  const std::string block =
      "    async with trio.open_nursery() as n:\n        n.start_soon(main)\n";
  CHECK(advised(in_main(block + "    n.start_soon(main)\n")) ==
        Said{"7: the nursery `n` has closed above: it takes no task"});
  CHECK(advised(in_main(block + "    print(n)\n")).empty());
  CHECK(advised(in_main(block + block)).empty());
  CHECK(advised(in_main(block + "    n = nursery\n    n.start_soon(main)\n")).empty());
}

TEST_CASE("what is handed over in the wrong form is told of") {
  CHECK(advised(in_main("    nursery.start_soon(main())\n")) ==
        Said{"5: `start_soon` wants the function, not what its call makes"});
  CHECK(advised(in_main("    nursery.start_soon(main)\n")).empty());
  CHECK(advised(in_main("    asyncio.create_task(main)\n")).size() == 1);
  CHECK(advised(in_main("    asyncio.create_task(main())\n")).empty());
  CHECK(advised(in_main("    await trio.to_thread.run_sync(main)\n")).size() == 1);
  CHECK(advised(in_main("    asyncio.run(main())\n")).size() == 1);
  CHECK(advised("import asyncio\nasync def main():\n    pass\nasyncio.run(main())\n").empty());
  CHECK(advised("import asyncio\nasync def main():\n    pass\nasyncio.run(main)\n").size() == 1);
}

TEST_CASE("a block's opener without its block, or with the wrong one, is told of") {
  CHECK(advised(in_main("    trio.move_on_after(1)\n")) ==
        Said{"5: `trio.move_on_after` does nothing by itself: it is for a block"});
  CHECK(advised(in_main("    with trio.open_nursery() as n:\n        await trio.sleep(1)\n")) ==
        Said{"5: `trio.open_nursery` is for `async with`"});
  CHECK(advised(in_main("    async with trio.move_on_after(1):\n        await trio.sleep(1)\n")) ==
        Said{"5: `trio.move_on_after` is for `with`"});
}

TEST_CASE("there is no advice on a program with faults") {
  CHECK(advised("import time\nasync def main():\n    time.sleep(1)\n    x = (\n").empty());
}
