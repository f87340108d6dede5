#include "engine/picture/words.h"

#include <catch2/catch.hpp>

#include "tests/model/story.h"
#include "tests/viewer/files.h"
#include "viewer/core/scope_note.h"

namespace grove {
namespace {

Model at_end(const Record& record) {
  Model model(record);
  model.seek(record.size());
  return model;
}

std::vector<std::string> calls_in(const std::string& line, const std::string& function) {
  test::SteppedStory story;
  story.record().header.program = {line, "    pass"};
  const TaskId main = story.spawn_main();
  story.comes_to(main, 1);
  story.comes_to(main, 2, function, 1);
  return call_words(at_end(story.record()), main);
}

using Ways = std::vector<std::string>;

TEST_CASE("a call is named as the caller's line has it, then shorter") {
  CHECK(calls_in("await spin(\"r\", DEPTH)", "spin") ==
        Ways{"spin(\"r\", DEPTH)", "spin(\"r\", …)", "spin(…)"});
  CHECK(calls_in("x = await get(pick(a, b))", "get") == Ways{"get(pick(a, b))", "get(…)"});
  CHECK(calls_in("await f(\"a, b\", (1, 2), 3)", "f") ==
        Ways{"f(\"a, b\", (1, 2), 3)", "f(\"a, b\", …)", "f(…)"});
  CHECK(calls_in("await idle()", "idle") == Ways{"idle()", "idle()"});
}

TEST_CASE("where the line does not show the call, no argument is made up") {
  CHECK(calls_in("await chosen[0](7)", "spin") == Ways{"spin(…)"});
  CHECK(calls_in("await spin(", "spin") == Ways{"spin(…)"});
}

TEST_CASE("a task that is in its own function is in no call") {
  test::SteppedStory story;
  const TaskId main = story.spawn_main();
  story.comes_to(main, 1);
  CHECK(call_words(at_end(story.record()), main).empty());
  CHECK(await_words(at_end(story.record()), main).empty());
  story.comes_to(main, 2, "spin", 1);
  CHECK(await_words(at_end(story.record()), main) == "awaits spin at line 1");
}

TEST_CASE("a task passes its children's failure on until the nursery above has closed") {
  test::SteppedStory story;
  const TaskId main = story.spawn_main();
  const NurseryId outer = story.open_nursery(main);
  const TaskId middle = story.spawn(outer, "middle");
  story.wait_for_children(outer);
  const NurseryId inner = story.open_nursery(middle);
  const TaskId leaf = story.spawn(inner, "leaf");
  story.wait_for_children(inner);
  const ExceptionId bang = story.fail(leaf, "Bang");
  story.close_nursery(inner, bang);
  story.exit_with(middle, bang);
  CHECK(state_words(at_end(story.record()), middle, Length::kLong) == "passes it on");
  story.close_nursery(outer, bang);
  CHECK(state_words(at_end(story.record()), middle, Length::kLong) == "passed it on");
}

// main under a scope of 0.3 s, in it a nursery with one task that sleeps until then or later.
test::SteppedStory limited(double until) {
  test::SteppedStory story;
  const TaskId main = story.spawn_main();
  story.open_scope(main, ScopeKind::kMoveOnAfter, 0.3);
  const NurseryId nursery = story.open_nursery(main);
  const TaskId child = story.spawn(nursery, "child");
  story.wait_for_children(nursery);
  story.sleep(child, until);
  story.at(0.1);
  return story;
}

TEST_CASE("a scope's note counts who is inside, and promises nothing that may not come") {
  test::SteppedStory late = limited(0.4);
  const ScopeNote note = scope_note(at_end(late.record()), ScopeId{0});
  CHECK(note.governs == "Governs 2 tasks in 1 nursery.");
  CHECK(note.outlook == "Nobody inside can end before 0.30.");

  test::SteppedStory in_time = limited(0.2);
  CHECK(scope_note(at_end(in_time.record()), ScopeId{0}).outlook.empty());
  // At the very moment of the deadline either may come first.
  test::SteppedStory at_once = limited(0.3);
  CHECK(scope_note(at_end(at_once.record()), ScopeId{0}).outlook.empty());
}

TEST_CASE("a scope that is left governs nobody") {
  test::SteppedStory story;
  const TaskId main = story.spawn_main();
  const ScopeId scope = story.open_scope(main, ScopeKind::kMoveOnAfter, 0.3);
  story.close_scope(scope, false);
  CHECK(scope_note(at_end(story.record()), scope).governs.empty());
}

// "in full / where there is little room" of a task that waits so, in a nursery of main's.
std::string wait_words(TaskBlocked block) {
  test::Story story;
  const TaskId main = story.spawn("main");
  const NurseryId nursery = story.open_nursery(main, {});
  const TaskId r1 = story.spawn("r1", nursery, main);
  block.task = r1;
  story.step(r1);
  story.tell(block);
  story.end_step(r1);
  const Model model = at_end(story.record);
  return state_words(model, r1, Length::kLong) + " / " + state_words(model, r1, Length::kShort);
}

TEST_CASE("each wait has its own words, in full and in short") {
  const Until later{SimTime{300'000'000}};
  CHECK(wait_words({.on = WaitKind::kSleep, .until = later}) == "sleeps to 0.30 / until 0.30");
  CHECK(wait_words({.on = WaitKind::kForever}) == "sleeps forever / sleeps");
  CHECK(wait_words({.on = WaitKind::kEvent}) == "waits for event / for event");
  CHECK(wait_words({.on = WaitKind::kLock}) == "waits for lock / for lock");
  CHECK(wait_words({.on = WaitKind::kSemaphore}) == "waits for semaphore / for semaphore");
  CHECK(wait_words({.on = WaitKind::kLimiter}) == "waits for limiter / for limiter");
  CHECK(wait_words({.on = WaitKind::kCondition}) == "waits for condition / for condition");
  CHECK(wait_words({.on = WaitKind::kChannelSend}) == "waits for room to send / for room to send");
  CHECK(wait_words({.on = WaitKind::kChannelReceive}) == "waits for a message / for a message");
  CHECK(wait_words({.on = WaitKind::kNursery, .nursery = NurseryId{0}}) ==
        "waits for r1 / waits 1");
  CHECK(wait_words({.on = WaitKind::kTask, .other = TaskId{0}}) == "waits for main / for main");
  CHECK(wait_words({.on = WaitKind::kStart}) == "waits for started() / for started()");
  CHECK(wait_words({.on = WaitKind::kIo}) == "waits for the network / for the network");
  CHECK(wait_words({.on = WaitKind::kParkingLot}) == "waits for an unpark() / for an unpark()");
  CHECK(wait_words({.on = WaitKind::kIdle}) == "waits for all to block / for all to block");
  CHECK(wait_words({.on = WaitKind::kReschedule}) ==
        "waits for a reschedule() / for a reschedule()");
  CHECK(wait_words({.on = WaitKind::kQueueGet}) == "waits for an item / for an item");
  CHECK(wait_words({.on = WaitKind::kQueuePut}) == "waits for room / for room");
}

// Of a task that waits so for the nth thing that this line makes.
std::string named_wait(const std::string& line, const std::string& type, WaitKind on, int nth = 0) {
  test::Story story;
  story.record.header.program = {line};
  const TaskId main = story.spawn("main");
  const EventId step = story.step(main);
  for (int32_t object = 0; object <= nth; ++object) {
    story.tell(ObjectCreated{.object = ObjectId{object},
                             .type = story.record.add_text(type),
                             .task = main,
                             .line = 1,
                             .op = {},
                             .state = {}},
               step);
  }
  story.tell(TaskBlocked{
      .task = main, .on = on, .object = ObjectId{nth}, .nursery = {}, .other = {}, .until = {}});
  story.end_step(main);
  const Model model = at_end(story.record);
  return state_words(model, main, Length::kLong) + " / " + state_words(model, main, Length::kShort);
}

TEST_CASE("a wait says what for by the name that the program gives it") {
  CHECK(named_wait("home_ready = trio.Event()", "Event", WaitKind::kEvent) ==
        "waits for event home_ready / for home_ready");
  CHECK(named_wait("failed = [trio.Event() for _ in targets]", "Event", WaitKind::kEvent, 2) ==
        "waits for event failed[2] / for failed[2]");
  CHECK(named_wait("self.door = asyncio.Lock()", "Lock", WaitKind::kLock) ==
        "waits for lock self.door / for self.door");
  const std::string channel = "send, receive = trio.open_memory_channel(0)";
  CHECK(named_wait(channel, "memory channel", WaitKind::kChannelSend) ==
        "waits for room to send on send / for send");
  CHECK(named_wait(channel, "memory channel", WaitKind::kChannelReceive) ==
        "waits for a message from receive / for receive");
  CHECK(named_wait("tasks = asyncio.Queue(2)", "Queue", WaitKind::kQueueGet) ==
        "waits for an item from tasks / for tasks");
  // Where the line gives none, it is said what it is.
  CHECK(named_wait("await run(trio.Event())", "Event", WaitKind::kEvent) ==
        "waits for event / for event");
}

TEST_CASE(
    "a sleeper under a cancelled scope is to be asked; behind a shield it does, and says so") {
  for (const bool shield : {false, true}) {
    test::Story story;
    const TaskId main = story.spawn("main");
    const NurseryId nursery = story.open_nursery(main, {});
    const TaskId child = story.spawn("child", nursery, main);
    story.step(child);
    if (shield) story.open_scope(child, ScopeId{0}, ScopeKind::kCancelScope, kNever, true);
    story.sleep(child, SimTime{1'000'000'000});
    const auto words = [&](Length length) {
      return state_words(at_end(story.record), child, length);
    };
    CHECK(words(Length::kLong) == "sleeps to 1.00");
    story.cancel(ScopeId{0}, CancelReason::kOutside, EventId{0});
    CHECK(words(Length::kLong) == (shield ? "shielded: sleeps to 1.00" : "will be asked to stop"));
    CHECK(words(Length::kShort) == (shield ? "until 1.00" : "to be asked"));
  }
}

TEST_CASE("each state has its own words, in full and in short") {
  test::SteppedStory story;
  const TaskId main = story.spawn_main();
  const auto words = [&](TaskId task) {
    const Model model = at_end(story.record());
    return state_words(model, task, Length::kLong) + " / " +
           state_words(model, task, Length::kShort);
  };
  CHECK(words(main) == "ready / ready");
  const NurseryId nursery = story.open_nursery(main);
  CHECK(words(main) == "running / runs");
  const TaskId asked = story.spawn(nursery, "asked"), fails = story.spawn(nursery, "fails"),
               ends = story.spawn(nursery, "ends");
  story.wait_for_children(nursery);
  story.sleep(asked, 1);
  story.exit(ends);
  CHECK(words(ends) == "done / done");
  CHECK(words(main) == "waits for 2 / waits 2");
  story.fail(fails, "Bang");
  CHECK(words(fails) == "raised Bang / Bang");
  CHECK(words(main) == "waits for asked / waits 1");
  story.cancel(nursery, fails);
  story.ask(asked, ScopeId{0});
  CHECK(words(asked) == "asked to stop / asked");
  story.tell(asked, ScopeId{0});
  CHECK(words(asked) == "cancelling / cancelling");
  // Behind a shield.
  story.sleep(asked, 2);
  CHECK(words(asked) == "cleans up, sleeps to 2.00 / cleans up");
  story.exit_cancelled(asked);
  CHECK(words(asked) == "cancelled / cancelled");
}

TEST_CASE("each outcome of a run has its own words") {
  CHECK(ending_words(Outcome::kOk) == "ends");
  CHECK(ending_words(Outcome::kError) == "fails");
  CHECK(ending_words(Outcome::kCancelled) == "is cancelled");
  CHECK(ending_words(Outcome::kInterrupted) == "is interrupted");
  CHECK(ending_words(Outcome::kLimit) == "stops at its limit");
  CHECK(ending_words(Outcome::kDeadlock) == "is stuck");
}

TEST_CASE("times are shown to the thousandth, without a last 0 that says nothing") {
  CHECK(short_time(SimTime{0}) == "0.00");
  CHECK(short_time(SimTime{300'000'000}) == "0.30");
  CHECK(short_time(SimTime{1'234'000'000}) == "1.234");
  CHECK(short_time(SimTime{1'234'900'000}) == "1.234");
}

}  // namespace
}  // namespace grove
