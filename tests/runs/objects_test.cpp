// What the record tells of the objects that tasks share: each change by its name, with the state
// that the object is in then.

#include <string>
#include <vector>

#include "tests/runs/run_of.h"

namespace grove {
namespace {

// The changes of all objects in order: "main: Lock acquire {…}".
std::string changes(const std::string& body) {
  const Run run = run_of("import trio\n\n" + body + "\ntrio.run(main)\n");
  INFO(run.errors());
  const Record& record = run.record();
  REQUIRE(record.at(record.size() - 1).get<RunFinished>().outcome == Outcome::kOk);
  std::vector<std::string> labels;
  std::string text;
  for (std::size_t i = 0; i < record.size(); ++i) {
    if (const auto* spawned = record.at(i).get_if<TaskSpawned>()) {
      labels.emplace_back(record.text(spawned->label));
    }
    const auto* changed = record.at(i).get_if<ObjectChanged>();
    if (changed == nullptr) continue;
    text += labels[changed->task.index()] + ": " + std::string(record.text(changed->type)) + " " +
            std::string(record.text(changed->op));
    if (changed->state) text += " " + std::string(record.json(changed->state));
    text += "\n";
  }
  return text;
}

TEST_CASE("an event that is set is told once, and setting it again changes nothing") {
  CHECK(changes(R"(
async def main():
    event = trio.Event()
    event.set()
    event.set()
)") == "main: Event set\n");
}

TEST_CASE("a lock that is released is told with its next owner, and with who is left waiting") {
  CHECK(changes(R"(
lock = trio.Lock()

async def user():
    async with lock:
        pass

async def main():
    await lock.acquire()
    async with trio.open_nursery() as nursery:
        nursery.start_soon(user, name="a")
        nursery.start_soon(user, name="b")
        await trio.testing.wait_all_tasks_blocked()
        lock.release()
)") == "main: Lock acquire {\"locked\":true,\"owner\":0,\"waiting\":0}\n"
       "main: Lock release {\"locked\":true,\"owner\":1,\"waiting\":1}\n"
       "a: Lock release {\"locked\":true,\"owner\":2,\"waiting\":0}\n"
       "b: Lock release {\"locked\":false,\"owner\":null,\"waiting\":0}\n");
}

TEST_CASE("a semaphore that is released to somebody who waits keeps its value") {
  CHECK(changes(R"(
semaphore = trio.Semaphore(1)

async def user():
    await semaphore.acquire()

async def main():
    await semaphore.acquire()
    async with trio.open_nursery() as nursery:
        nursery.start_soon(user)
        await trio.testing.wait_all_tasks_blocked()
        semaphore.release()
    semaphore.release()
)") == "main: Semaphore acquire {\"value\":0,\"waiting\":0}\n"
       "main: Semaphore release {\"value\":0,\"waiting\":0}\n"
       "main: Semaphore release {\"value\":1,\"waiting\":0}\n");
}

TEST_CASE("a limiter is told as it is once the waiters have got their tokens") {
  CHECK(changes(R"(
limiter = trio.CapacityLimiter(1)

async def user():
    async with limiter:
        await trio.sleep(1)

async def main():
    await limiter.acquire()
    async with trio.open_nursery() as nursery:
        nursery.start_soon(user, name="a")
        nursery.start_soon(user, name="b")
        await trio.testing.wait_all_tasks_blocked()
        limiter.release()
        limiter.total_tokens = 2
    limiter.total_tokens = float("inf")
)") == "main: CapacityLimiter acquire {\"borrowed\":1,\"total\":1,\"waiting\":0}\n"
       "main: CapacityLimiter release {\"borrowed\":1,\"total\":1,\"waiting\":1}\n"
       "main: CapacityLimiter total_tokens {\"borrowed\":2,\"total\":2,\"waiting\":0}\n"
       "a: CapacityLimiter release {\"borrowed\":1,\"total\":2,\"waiting\":0}\n"
       "b: CapacityLimiter release {\"borrowed\":0,\"total\":2,\"waiting\":0}\n"
       "main: CapacityLimiter total_tokens {\"borrowed\":0,\"total\":null,\"waiting\":0}\n");
}

TEST_CASE("who waits for a condition is told to take its lock, which is told of the lock") {
  CHECK(changes(R"(
condition = trio.Condition()

async def waiter():
    async with condition:
        await condition.wait()

async def main():
    async with trio.open_nursery() as nursery:
        nursery.start_soon(waiter)
        await trio.testing.wait_all_tasks_blocked()
        async with condition:
            condition.notify()
)") == "waiter: Lock acquire {\"locked\":true,\"owner\":1,\"waiting\":0}\n"
       "waiter: Lock release {\"locked\":false,\"owner\":null,\"waiting\":0}\n"
       "main: Lock acquire {\"locked\":true,\"owner\":0,\"waiting\":0}\n"
       "main: Condition notify\n"
       "main: Lock release {\"locked\":true,\"owner\":1,\"waiting\":0}\n"
       "waiter: Lock release {\"locked\":false,\"owner\":null,\"waiting\":0}\n");
}

TEST_CASE("a channel is told with its items, its ends, and who still waits at them") {
  CHECK(changes(R"(
async def producer(sender):
    async with sender:
        await sender.send("b")

async def consumer(receiver):
    async for value in receiver:
        pass

async def main():
    sender, receiver = trio.open_memory_channel(1)
    async with trio.open_nursery() as nursery:
        sender.send_nowait("a")
        nursery.start_soon(producer, sender.clone())
        await trio.testing.wait_all_tasks_blocked()
        nursery.start_soon(consumer, receiver)
        await trio.testing.wait_all_tasks_blocked()
        sender.close()
    receiver.close()
)") == "main: memory channel send {\"buffered\":1,\"max\":1,\"senders\":1,\"receivers\":1,"
       "\"sending\":0,\"receiving\":0,\"item\":\"'a'\",\"items\":[\"'a'\"]}\n"
       "consumer: memory channel receive {\"buffered\":1,\"max\":1,\"senders\":2,\"receivers\":1,"
       "\"sending\":0,\"receiving\":0,\"item\":\"'a'\",\"items\":[\"'b'\"]}\n"
       "producer: memory channel close {\"buffered\":1,\"max\":1,\"senders\":1,\"receivers\":1,"
       "\"sending\":0,\"receiving\":0,\"items\":[\"'b'\"]}\n"
       "consumer: memory channel receive {\"buffered\":0,\"max\":1,\"senders\":1,\"receivers\":1,"
       "\"sending\":0,\"receiving\":0,\"item\":\"'b'\"}\n"
       "main: memory channel close {\"buffered\":0,\"max\":1,\"senders\":0,\"receivers\":1,"
       "\"sending\":0,\"receiving\":0}\n"
       "main: memory channel close {\"buffered\":0,\"max\":1,\"senders\":0,\"receivers\":0,"
       "\"sending\":0,\"receiving\":0}\n");
}

TEST_CASE("a parking lot is told with who is left in it") {
  CHECK(changes(R"(
lots = [trio.lowlevel.ParkingLot(), trio.lowlevel.ParkingLot()]

async def parks():
    try:
        await lots[0].park()
    except trio.BrokenResourceError:
        pass

async def main():
    async with trio.open_nursery() as nursery:
        for _ in range(4):
            nursery.start_soon(parks)
        await trio.testing.wait_all_tasks_blocked()
        lots[0].unpark()
        lots[0].repark(lots[1])
        lots[0].break_lot()
        lots[1].unpark_all()
)") == "main: ParkingLot unpark {\"waiting\":3}\n"
       "main: ParkingLot repark {\"waiting\":2}\n"
       "main: ParkingLot break {\"waiting\":0}\n"
       "main: ParkingLot unpark {\"waiting\":0}\n");
}

}  // namespace
}  // namespace grove
