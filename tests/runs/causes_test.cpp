// Every event has its cause, and it is the one that the record format names for its kind.

#include <string>
#include <vector>

#include "tests/runs/run_of.h"

namespace grove {
namespace {

// What an event may be caused by, checked field by field. Returns a sentence on the first wrong
// cause, or an empty string.
class CauseCheck {
 public:
  explicit CauseCheck(const Record& record) : record_(record) {}

  std::string wrong(std::size_t i) {
    const Event& event = record_.at(i);
    const bool good = visit_event(event, [&](const auto& e) { return good_cause(e, event); });
    if (good) return "";
    return "event " + std::to_string(i) + " " + event_json(record_, EventId(static_cast<int>(i))) +
           " is caused by " + (event.cause ? event_json(record_, event.cause) : "nothing");
  }

 private:
  template <class Payload>
  const Payload* cause_as(const Event& event) const {
    return event.cause ? record_[event.cause].get_if<Payload>() : nullptr;
  }
  // The step in whose course it happens: the last before_task_step, of that task.
  bool in_step(const Event& event, TaskId task) const {
    const auto* step = cause_as<BeforeTaskStep>(event);
    return step != nullptr && step->task == task;
  }
  bool in_some_step(const Event& event) const { return cause_as<BeforeTaskStep>(event) != nullptr; }

  // What the task waited for before `event` is a start().
  bool waits_in_start(TaskId task, const Event& event) const {
    bool waits = false;
    for (std::size_t i = 0; &record_.at(i) != &event; ++i) {
      const auto* blocked = record_.at(i).get_if<TaskBlocked>();
      if (blocked != nullptr && blocked->task == task) waits = blocked->on == WaitKind::kStart;
    }
    return waits;
  }

  // The last exit of a child of the nursery before `event`; unset if it had no child.
  EventId last_exit_in(NurseryId nursery, const Event& event) const {
    std::vector<NurseryId> nursery_of;  // by task
    EventId last;
    for (std::size_t i = 0; &record_.at(i) != &event; ++i) {
      const Event& each = record_.at(i);
      if (const auto* spawned = each.get_if<TaskSpawned>()) nursery_of.push_back(spawned->nursery);
      if (const auto* moved = each.get_if<TaskMoved>()) {
        nursery_of[moved->task.index()] = moved->nursery;
      }
      const auto* exited = each.get_if<TaskExited>();
      if (exited != nullptr && nursery_of[exited->task.index()] == nursery) {
        last = EventId{static_cast<int>(i)};
      }
    }
    return last;
  }

  template <class Payload>
  bool good_cause(const Payload& e, const Event& event) const {
    if constexpr (requires { e.task; }) return in_step(event, e.task);
    return in_some_step(event);
  }
  bool good_cause(const PacketSent&, const Event& event) const {
    return in_some_step(event) || cause_as<PacketArrived>(event) != nullptr;
  }
  bool good_cause(const PacketArrived&, const Event& event) const {
    return cause_as<PacketSent>(event) != nullptr;
  }
  bool good_cause(const PacketHeld&, const Event& event) const {
    return cause_as<PacketSent>(event) != nullptr;
  }
  bool good_cause(const RunStarted&, const Event& event) const { return !event.cause; }
  bool good_cause(const ClockJumped&, const Event& event) const {
    if (const auto* blocked = cause_as<TaskBlocked>(event)) return blocked->until.time == event.t;
    if (const auto* opened = cause_as<ScopeOpened>(event)) return opened->deadline.time == event.t;
    if (const auto* changed = cause_as<ScopeChanged>(event))
      return changed->deadline.time == event.t;
    return in_some_step(event);  // time.sleep
  }
  bool good_cause(const TaskSpawned& e, const Event& event) const {
    return e.task == TaskId{0} ? cause_as<RunStarted>(event) != nullptr : in_some_step(event);
  }
  bool good_cause(const TaskScheduled& e, const Event& event) const {
    if (const auto* spawned = cause_as<TaskSpawned>(event)) return spawned->task == e.task;
    if (const auto* requested = cause_as<CancelRequested>(event)) return requested->task == e.task;
    if (const auto* blocked = cause_as<TaskBlocked>(event)) {
      return blocked->task == e.task && blocked->until.time <= event.t;
    }
    // Else it is the step in which another task calls started().
    if (const auto* step = cause_as<BeforeTaskStep>(event)) {
      return step->task == e.task || waits_in_start(e.task, event);
    }
    return cause_as<TaskExited>(event) != nullptr || cause_as<ObjectChanged>(event) != nullptr;
  }
  bool good_cause(const BeforeTaskStep& e, const Event& event) const {
    const auto* scheduled = cause_as<TaskScheduled>(event);
    return scheduled != nullptr && scheduled->task == e.task;
  }
  bool good_cause(const NurseryClosed& e, const Event& event) const {
    const EventId exit = last_exit_in(e.nursery, event);
    return exit ? event.cause == exit : in_step(event, e.task);
  }
  bool good_cause(const ScopeCancelled& e, const Event& event) const {
    switch (e.reason) {
      case CancelReason::kDeadline:
        if (const auto* opened = cause_as<ScopeOpened>(event)) return opened->scope == e.scope;
        if (const auto* changed = cause_as<ScopeChanged>(event)) return changed->scope == e.scope;
        return false;
      case CancelReason::kNursery:
        return cause_as<TaskExited>(event) != nullptr ||
               cause_as<ExceptionRaised>(event) != nullptr || in_some_step(event);
      default:
        return in_some_step(event);
    }
  }
  bool good_cause(const CancelRequested& e, const Event& event) const {
    if (const auto* cancelled = cause_as<ScopeCancelled>(event)) return cancelled->scope == e.scope;
    if (const auto* spawned = cause_as<TaskSpawned>(event)) return spawned->task == e.task;
    return cause_as<ScopeChanged>(event) != nullptr;
  }
  bool good_cause(const CancelDelivered& e, const Event& event) const {
    const auto* requested = cause_as<CancelRequested>(event);
    return requested != nullptr && requested->task == e.task && requested->scope == e.scope;
  }
  bool good_cause(const ExceptionCaught& e, const Event& event) const {
    if (const auto* raised = cause_as<ExceptionRaised>(event))
      return raised->exception == e.exception;
    return in_step(event, e.task);  // the part of a group that an except* took
  }
  bool good_cause(const ExceptionPropagated& e, const Event& event) const {
    if (const auto* exited = cause_as<TaskExited>(event)) return exited->task == e.from;
    const auto* raised = cause_as<ExceptionRaised>(event);
    return raised != nullptr && raised->exception == e.exception;
  }
  bool good_cause(const RunFinished&, const Event& event) const {
    const auto* exited = cause_as<TaskExited>(event);
    return exited != nullptr && exited->task == TaskId{0};
  }

  const Record& record_;
};

void check_causes(const Record& record) {
  CauseCheck check(record);
  for (std::size_t i = 0; i < record.size(); ++i) {
    const std::string wrong = check.wrong(i);
    INFO(wrong);
    REQUIRE(wrong.empty());
    // Each cause lies before its effect, so every chain ends, and only run_started has none.
    REQUIRE((record.at(i).cause.value < static_cast<int>(i)));
  }
}

TEST_CASE("every event of the pinned roulettes has the cause that its kind names") {
  for (const char* slug : {"roulette_nursery", "roulette_timeout"}) {
    const Scenario scenario = shipped(slug);
    check_causes(run_of(scenario, scenario.inputs).record());
  }
}

TEST_CASE("every event of free roulettes has the cause that its kind names") {
  for (const char* slug : {"roulette_nursery", "roulette_timeout"}) {
    const Scenario scenario = shipped(slug);
    for (int seed = 0; seed < 20; ++seed) {
      Inputs inputs = scenario.inputs;
      inputs.seed = seed;
      inputs.knobs = {{"FREE", "True"}, {"DEPTH", "5"}};
      inputs.schedule.kind =
          seed % 2 == 0 ? SchedulePolicy::Kind::kShuffled : SchedulePolicy::Kind::kSpawnOrder;
      check_causes(run_of(scenario, inputs).record());
    }
  }
}

TEST_CASE("the cause of a scope's cancellation is what set its deadline last") {
  const Run run = run_of(R"(
import trio

async def main():
    with trio.move_on_after(5) as scope:
        scope.deadline = trio.current_time() + 1
        await trio.sleep(10)

trio.run(main)
)");
  check_causes(run.record());
  for (std::size_t i = 0; i < run.record().size(); ++i) {
    const Event& event = run.record().at(i);
    if (event.get_if<ScopeCancelled>() == nullptr) continue;
    CHECK(run.record()[event.cause].get_if<ScopeChanged>() != nullptr);
    CHECK(event.t == SimTime{1'000'000'000});
  }
}

TEST_CASE("a nursery closes because its last child ended, or in its step if it had none") {
  const Run run = run_of(R"(
import trio

async def serve(seconds, task_status=trio.TASK_STATUS_IGNORED):
    task_status.started()
    await trio.sleep(seconds)

async def main():
    async with trio.open_nursery() as empty:
        await trio.sleep(1)
    async with trio.open_nursery() as nursery:
        nursery.start_soon(serve, 1)
        await nursery.start(serve, 3)
        nursery.start_soon(serve, 2)
    async with trio.open_nursery() as waits:
        waits.start_soon(serve, 1)
        await trio.sleep(2)

trio.run(main)
)");
  check_causes(run.record());
  std::string causes;
  for (std::size_t i = 0; i < run.record().size(); ++i) {
    const Event& event = run.record().at(i);
    if (event.get_if<NurseryClosed>() == nullptr) continue;
    const Event& cause = run.record()[event.cause];
    causes += std::string(name_of(cause.kind())) + " at " + format_time(cause.t) + "\n";
  }
  // The second is that of start(), out of which the task moved.
  CHECK(causes ==
        "before_task_step at 1.000\nbefore_task_step at 1.000\ntask_exited at 4.000\n"
        "task_exited at 5.000\n");
}

TEST_CASE("events, shields and swallowed cancellations have their causes too") {
  const Run run = run_of(R"(
import trio

async def waiter(event):
    await event.wait()
    print("woken")

async def stubborn():
    for attempt in range(3):
        try:
            await trio.sleep(5)
        except trio.Cancelled:
            print("no", attempt)
    with trio.CancelScope(shield=True) as shield:
        await trio.sleep(0.5)
        shield.shield = False
        await trio.sleep(1)

async def main():
    event = trio.Event()
    with trio.move_on_after(1):
        async with trio.open_nursery() as nursery:
            nursery.start_soon(waiter, event)
            nursery.start_soon(stubborn)
            await trio.sleep(0.25)
            event.set()
            await trio.lowlevel.checkpoint()

trio.run(main)
)");
  check_causes(run.record());
  CHECK(run.output() == "woken\nno 0\nno 1\nno 2\n");
}

}  // namespace
}  // namespace grove
