#include "engine/picture/cleanups.h"

#include <catch2/catch.hpp>

#include "tests/model/story.h"

namespace grove {
namespace {

const std::vector<std::string> kProgram = {
    "async def work():",                  // 1
    "    try:",                           // 2
    "        await trio.sleep(1)",        // 3
    "    finally:",                       // 4
    "        print('bye')",               // 5
    "",                                   // 6
    "        # still inside",             // 7
    "        if tired:",                  // 8
    "            await trio.sleep(0.1)",  // 9
    "    return 1",                       // 10
};

TEST_CASE("lines are of the finally block that they stand in, blank ones and deeper ones too") {
  const std::vector<int32_t> blocks = finally_blocks(kProgram);
  CHECK(blocks == std::vector<int32_t>{0, 0, 0, 0, 0, 4, 4, 4, 4, 4, 0});
}

struct Told {
  Told() {
    story.record.header.program = kProgram;
    for (const char* name : {"a", "b", "c"}) tasks.push_back(story.spawn(name));
  }
  void come_to(std::size_t task, int32_t line) {
    story.step(tasks[task]);
    story.line(tasks[task], line);
    story.end_step(tasks[task]);
  }
  std::vector<std::pair<int, int>> order() const {  // task and number
    RecordIndex index(story.record);
    index.update();
    std::vector<std::pair<int, int>> order;
    for (const Cleanup& cleanup :
         cleanups_of(finally_blocks(kProgram), index, story.record.size())) {
      order.emplace_back(cleanup.task.value, cleanup.number);
    }
    return order;
  }
  test::Story story;
  std::vector<TaskId> tasks;
};

TEST_CASE("who comes to a finally block is numbered in the order of coming, within one instant") {
  Told told;
  using Order = std::vector<std::pair<int, int>>;
  told.come_to(2, 5);
  CHECK(told.order().empty());  // one alone has no order
  told.come_to(0, 5);
  told.come_to(2, 8);  // further in the same block
  told.come_to(1, 5);
  CHECK(told.order() == Order{{2, 1}, {0, 2}, {1, 3}});
  told.story.now = SimTime{100};
  told.come_to(1, 8);  // went on in a block that it came to before
  told.come_to(0, 10);
  CHECK(told.order().empty());
}

TEST_CASE(
    "what stands in the block that catches a cancellation handles it, and nothing else does") {
  const std::vector<std::string> program = {
      "try:",                                          // 1
      "    await work()",                              // 2
      "except asyncio.CancelledError as error:",       // 3
      "    if tired:",                                 // 4
      "        await asyncio.sleep(1)",                // 5
      "",                                              // 6
      "    raise",                                     // 7
      "except (ValueError, asyncio.CancelledError):",  // 8
      "    await asyncio.sleep(1)",                    // 9
      "except ValueError:  # not trio.Cancelled",      // 10
      "    await asyncio.sleep(1)",                    // 11
      "else:",                                         // 12
      "    await asyncio.sleep(1)",                    // 13
  };
  std::vector<int32_t> lines;
  for (int32_t line = 0; line < 16; ++line) {
    if (handles_cancellation(program, line)) lines.push_back(line);
  }
  CHECK(lines == std::vector<int32_t>{4, 5, 7});
}

}  // namespace
}  // namespace grove
