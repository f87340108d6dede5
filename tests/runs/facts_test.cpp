// What a run tells of tasks, scopes, nurseries and exceptions beside their lives: the fields that
// only say how things hang together.

#include <map>
#include <set>
#include <string>
#include <vector>

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

// The exception's type, "" for none.
std::string type_of(const Record& record, ExceptionId id) {
  for (const auto& raised : all<ExceptionRaised>(record)) {
    if (raised.exception == id) return std::string(record.text(raised.type));
  }
  return "";
}

TEST_CASE("an exception is told with what it was raised over, and whether it hides that") {
  const Run run = run_of(R"(
def fail(how):
    try:
        raise KeyError("first")
    except KeyError as first:
        if how == "over":
            raise ValueError("over")
        if how == "from":
            raise LookupError("from") from first
        raise OSError("none") from None

for how in ("over", "from", "none"):
    try:
        fail(how)
    except Exception:
        pass
)");
  const Record& record = run.record();
  std::map<std::string, ExceptionRaised> raised;
  for (const auto& e : all<ExceptionRaised>(record)) {
    raised.emplace(std::string(record.text(e.type)), e);
  }
  CHECK_FALSE(raised.at("KeyError").context);
  CHECK_FALSE(raised.at("KeyError").suppressed);
  CHECK(type_of(record, raised.at("ValueError").context) == "KeyError");
  CHECK_FALSE(raised.at("ValueError").suppressed);
  CHECK(type_of(record, raised.at("LookupError").context) == "KeyError");
  CHECK(raised.at("LookupError").suppressed);
  CHECK(type_of(record, raised.at("OSError").context) == "KeyError");
  CHECK(raised.at("OSError").suppressed);
}

// The group that leaves it is raised, and so told, after it has closed.
TEST_CASE("a nursery closing is told with what its body raised") {
  const auto told = [](const std::string& body) {
    const Run run = run_of(
        "import trio\n\nasync def main():\n    try:\n"
        "        async with trio.open_nursery() as nursery:\n"
        "            nursery.start_soon(trio.sleep, 1)\n" +
        body + "    except* ValueError:\n        pass\n\ntrio.run(main)\n");
    const Record& record = run.record();
    const auto closing = all<NurseryClosing>(record);
    const auto closed = all<NurseryClosed>(record);
    REQUIRE(closing.size() == 1);
    REQUIRE(closed.size() == 1);
    CHECK(closing[0].line == 5);
    CHECK(closed[0].line == 5);
    CHECK(closing[0].scope == closed[0].scope);
    return type_of(record, closing[0].exception) + "/" + type_of(record, closed[0].exception);
  };
  CHECK(told("            pass\n") == "/");
  CHECK(told("            raise ValueError\n") == "ValueError/");
  // A Cancelled is no exception of the program's.
  CHECK(told("            nursery.cancel_scope.cancel()\n            await trio.sleep(1)\n") ==
        "/");
}

TEST_CASE("a scope is told with the one it was opened in, of its own task or of its nursery") {
  const Run run = run_of(R"(import trio

async def child():
    with trio.CancelScope():
        pass

async def main():
    with trio.move_on_after(9):
        with trio.CancelScope(shield=True):
            pass
        async with trio.open_nursery() as nursery:
            nursery.start_soon(child)

trio.run(main)
)");
  std::map<int32_t, ScopeOpened> by_line;
  for (const auto& scope : all<ScopeOpened>(run.record())) by_line.emplace(scope.line, scope);
  CHECK_FALSE(by_line.at(8).parent);
  CHECK(by_line.at(9).parent == by_line.at(8).scope);
  CHECK(by_line.at(11).parent == by_line.at(8).scope);
  CHECK(by_line.at(4).parent == by_line.at(11).scope);
  CHECK(by_line.at(8).how == ScopeKind::kMoveOnAfter);
  CHECK(by_line.at(8).deadline.time == SimTime{9'000'000'000});
  CHECK_FALSE(by_line.at(8).shield);
  CHECK(by_line.at(9).shield);
  CHECK(by_line.at(11).how == ScopeKind::kNursery);
}

TEST_CASE("every way to open a scope is told by its name") {
  const Run run = run_of(R"(import trio

async def ready(task_status):
    task_status.started()

async def main():
    with trio.CancelScope(), trio.move_on_after(9), trio.move_on_at(9), trio.fail_after(9):
        with trio.fail_at(9):
            async with trio.open_nursery() as nursery:
                await nursery.start(ready)

trio.run(main)
)");
  std::vector<std::string> ways;
  for (const auto& scope : all<ScopeOpened>(run.record())) {
    ways.emplace_back(word_of(scope.how));
  }
  CHECK(ways == std::vector<std::string>{"CancelScope", "move_on_after", "move_on_at", "fail_after",
                                         "fail_at", "nursery", "start"});
}

TEST_CASE("no two tasks have the same label, whatever names the program gives") {
  const Run run = run_of(R"(import trio

async def f():
    pass

async def main():
    async with trio.open_nursery() as nursery:
        for name in (None, None, "f#2", None, "f#2", "main", "f#2#2", "g#2", "g", "g"):
            nursery.start_soon(f, name=name)

trio.run(main)
)");
  std::vector<std::string> labels;
  std::set<std::string> different;
  for (const auto& task : all<TaskSpawned>(run.record())) {
    labels.emplace_back(run.record().text(task.label));
    different.insert(labels.back());
    CHECK(labels.back().rfind(run.record().text(task.name), 0) == 0);
  }
  CHECK(different.size() == labels.size());
  CHECK(labels[0] == "main");
  CHECK(labels[1] == "f");
  CHECK(labels[2] == "f#2");
  CHECK(labels[4] == "f#3");
  CHECK(labels[6] == "main#2");
  CHECK(labels[10] == "g#3");  // the program has given away the label that it would get
}

TEST_CASE("every wait is told by what is waited for, and until when") {
  const Run run = run_of(R"(import trio

async def ready(task_status):
    await trio.sleep(1)
    task_status.started()

async def waits(how, *args):
    with trio.move_on_after(5):
        await how(*args)

async def main():
    lock = trio.Lock()
    await lock.acquire()
    condition = trio.Condition()
    semaphore = trio.Semaphore(0)
    limiter = trio.CapacityLimiter(0)
    sender, receiver = trio.open_memory_channel(0)
    other_sender, other_receiver = trio.open_memory_channel(0)

    async def wait_for_condition():
        async with condition:
            await condition.wait()

    async with trio.open_nursery() as nursery:
        await nursery.start(ready)
        for how in (trio.sleep_forever, trio.Event().wait, lock.acquire, semaphore.acquire,
                    limiter.acquire, wait_for_condition, receiver.receive,
                    trio.lowlevel.ParkingLot().park):
            nursery.start_soon(waits, how)
        nursery.start_soon(waits, other_sender.send, 1)

trio.run(main)
)");
  std::vector<std::string> told;
  for (const auto& block : all<TaskBlocked>(run.record())) {
    std::string words(word_of(block.on));
    if (block.until.time != kNever) words += " until " + format_time(block.until.time);
    if (block.object) words += " object";
    if (block.nursery) words += " nursery";
    told.push_back(words);
  }
  CHECK(told == std::vector<std::string>{"start nursery", "sleep until 1.000", "nursery nursery",
                                         "forever", "event object", "lock object",
                                         "semaphore object", "limiter object",
                                         "channel-receive object", "parking-lot object",
                                         "channel-send object", "condition object"});
}

TEST_CASE("the reason of a cancellation is told, with whose doing it was and what they said") {
  const auto told = [](const std::string& main, const std::vector<Intervention>& acts = {}) {
    Inputs inputs;
    inputs.interventions = acts;
    const Run run = run_of(
        "import trio\n\nasync def fails():\n    await trio.sleep(1)\n    raise ValueError('v')\n\n"
        "async def main():\n    try:\n" +
            main + "    except* (ValueError, KeyboardInterrupt):\n        pass\n\ntrio.run(main)\n",
        inputs);
    const Record& record = run.record();
    std::vector<std::string> labels;
    for (const auto& task : all<TaskSpawned>(record)) labels.emplace_back(record.text(task.label));
    std::string words;
    for (const auto& cancelled : all<ScopeCancelled>(record)) {
      words += std::string(words.empty() ? "" : "; ") + std::string(word_of(cancelled.reason));
      if (cancelled.task) words += " by " + labels[cancelled.task.index()];
      if (cancelled.text) words += ": " + std::string(record.text(cancelled.text));
    }
    return words;
  };
  CHECK(told("        with trio.move_on_after(1):\n            await trio.sleep(2)\n") ==
        "deadline");
  CHECK(told("        with trio.CancelScope() as scope:\n            scope.cancel()\n") ==
        "explicit by main");
  CHECK(told("        with trio.CancelScope() as scope:\n            scope.cancel('enough')\n") ==
        "explicit by main: enough");
  CHECK(told("        async with trio.open_nursery() as nursery:\n"
             "            nursery.start_soon(fails)\n") ==
        "nursery by fails: child task raised exception ValueError('v')");
  CHECK(told("        async with trio.open_nursery():\n            raise ValueError('w')\n") ==
        "nursery by main: Code block inside nursery contextmanager raised exception "
        "ValueError('w')");
  const std::string waits =
      "        async with trio.open_nursery() as nursery:\n"
      "            nursery.start_soon(trio.sleep, 2)\n";
  const SimTime second{1'000'000'000};
  CHECK(told(waits, {{.kind = Intervention::Kind::kInterrupt, .at = second}}) ==
        "KeyboardInterrupt by main");
  CHECK(told(waits, {{.kind = Intervention::Kind::kCancel, .at = second, .target = "main:9"}}) ==
        "outside");
}

}  // namespace
}  // namespace grove
