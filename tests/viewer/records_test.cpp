// Records from elsewhere, in the window: whatever is wrong with one, it is shown as far as it is
// good, and the window lives on.
#include <catch2/catch.hpp>
#include <ctime>

#include "tests/record/mutated.h"
#include "tests/viewer/files.h"
#include "tests/viewer/robot.h"

namespace grove {
namespace {

constexpr const char* kProgram = R"(import random
import trio

async def child(event, lock, fails):
    async with lock:
        await trio.sleep(random.random() / 10)
    if fails:
        raise ValueError("gone")
    await event.wait()

async def started(task_status=trio.TASK_STATUS_IGNORED):
    task_status.started()
    await trio.sleep(9)

async def main():
    event, lock = trio.Event(), trio.Lock()
    send, receive = trio.open_memory_channel(0)
    try:
        with trio.move_on_after(5) as scope:
            scope.shield = True
            async with trio.open_nursery() as nursery:
                await nursery.start(started)
                nursery.start_soon(child, event, lock, False)
                nursery.start_soon(child, event, lock, True)
                nursery.start_soon(receive.receive)
    except* ValueError as group:
        print("caught", group.exceptions)
    with trio.fail_after(0.5):
        scope.cancel()

trio.run(main)
)";

std::string good_record() {
  const TemporaryFile program("rich.py", kProgram);
  Session session;
  REQUIRE(session.open(program.path()) == OpenResult::kOpened);
  session.apply(command::SeekTime{SimTime{20'000'000}});
  while (session.wants_to_compute()) session.compute(20'000);
  session.apply(command::DoToSelection{Intervention::Kind::kInterrupt});
  session.apply(command::ShowBranch{session.branches().trunk().id});
  while (session.wants_to_compute()) session.compute(20'000);
  return json_lines_of(session.record());
}

TEST_CASE("a record with anything wrong is shown as far as it is good, and nothing gives way") {
  const std::string good = good_record();
  const TemporaryFile file("mutated.jsonl", good);
  Robot robot(640, 400);
  robot.open(file.path());
  REQUIRE(robot.session().problems().empty());
  int count = 0;
  mutated::for_each_mutation(good, [&](const std::string& what, const std::string& text) {
    INFO(what);
    file.write(text);
    robot.open(file.path());
    Session& session = robot.session();
    if (session.empty()) return;
    for (const double share : {0.3, 0.7, 1.0}) {
      const double position = share * static_cast<double>(session.record().size());
      session.apply(command::Seek{static_cast<std::size_t>(position)});
      if (session.model().task_count() > 0) {
        const auto last = static_cast<int32_t>(session.model().task_count()) - 1;
        session.apply(command::Select{Selection::of(TaskId{++count % (last + 1)})});
      }
      robot.frames(1);
    }
  });
  CHECK(count > 1000);
}

TEST_CASE("a name of 40,000 characters is drawn at once") {
  std::vector<mutated::Json> lines = mutated::lines_of(good_record());
  std::string name;
  for (int i = 0; i < 8'000; ++i) name += i % 9 == 0 ? "a b é" : "abcde";
  for (mutated::Json& line : lines) {
    for (const char* key : {"name", "label", "text", "message"}) {
      if (line.contains(key) && line[key].is_string() && line[key] != "main") line[key] = name;
    }
  }
  const TemporaryFile file("long.jsonl", mutated::text_of(lines));
  Robot robot;
  robot.open(file.path());
  REQUIRE(robot.session().problems().empty());
  robot.session().apply(command::ToEnd{});
  const std::clock_t begin = std::clock();
  robot.frames(3);
  // It was 14 s.
  CHECK(static_cast<double>(std::clock() - begin) / CLOCKS_PER_SEC < 2);
}

}  // namespace
}  // namespace grove
