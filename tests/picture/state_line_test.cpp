#include "engine/picture/state_line.h"

#include <catch2/catch.hpp>
#include <string>

#include "tests/model/story.h"

using namespace grove;
using test::Story;

namespace {

// A task r1 in main's nursery that waits so.
std::string waits(TaskBlocked block) {
  Story story;
  const TaskId main = story.spawn("main");
  const NurseryId nursery = story.open_nursery(main, {});
  const TaskId r1 = story.spawn("r1", nursery, main);
  block.task = r1;
  story.step(r1);
  story.tell(block);
  story.end_step(r1);
  return state_line(at_end(story), r1);
}

// An open scope of main's that was cancelled so, by r1 if by anybody.
std::string cancelled(CancelReason reason, bool by_task) {
  Story story;
  const TaskId main = story.spawn("main");
  const TaskId r1 = story.spawn("r1", {}, main);
  const ScopeId scope = story.open_scope(main, {});
  story.cancel(scope, reason, EventId{0}, by_task ? r1 : TaskId{});
  return state_line(at_end(story), scope);
}

}  // namespace

TEST_CASE("each wait has its own words in the tree") {
  const Until later{SimTime{1'500'000'000}};
  CHECK(waits({.on = WaitKind::kSleep, .until = later}) == "sleeps to 1.500");
  CHECK(waits({.on = WaitKind::kForever}) == "sleeps forever");
  CHECK(waits({.on = WaitKind::kEvent}) == "waits for event");
  CHECK(waits({.on = WaitKind::kEvent, .until = later}) == "waits for event until 1.500");
  CHECK(waits({.on = WaitKind::kLock}) == "waits for lock");
  CHECK(waits({.on = WaitKind::kSemaphore}) == "waits for semaphore");
  CHECK(waits({.on = WaitKind::kLimiter}) == "waits for limiter");
  CHECK(waits({.on = WaitKind::kCondition}) == "waits for condition");
  CHECK(waits({.on = WaitKind::kChannelSend}) == "waits for room to send");
  CHECK(waits({.on = WaitKind::kChannelReceive}) == "waits for a message");
  CHECK(waits({.on = WaitKind::kNursery, .nursery = NurseryId{0}}) == "waits for 1");
  CHECK(waits({.on = WaitKind::kStart}) == "waits for started()");
  CHECK(waits({.on = WaitKind::kThread}) == "waits for thread");
  CHECK(waits({.on = WaitKind::kIo}) == "waits for the network");
  CHECK(waits({.on = WaitKind::kParkingLot}) == "waits for an unpark()");
  CHECK(waits({.on = WaitKind::kIdle}) == "waits for all to block");
  CHECK(waits({.on = WaitKind::kReschedule}) == "waits for a reschedule()");
  CHECK(waits({.on = WaitKind::kGather}) == "waits for gather");
  CHECK(waits({.on = WaitKind::kFuture}) == "waits for future");
  CHECK(waits({.on = WaitKind::kTask, .other = TaskId{0}}) == "waits for main");
  CHECK(waits({.on = WaitKind::kTask}) == "waits for a task");
  CHECK(waits({.on = WaitKind::kQueueGet}) == "waits for an item");
  CHECK(waits({.on = WaitKind::kQueuePut}) == "waits for room");
  CHECK(waits({.on = WaitKind::kBarrier}) == "waits for barrier");
  CHECK(waits({.on = WaitKind::kTimeout, .until = later}) == "waits for a timeout until 1.500");
}

TEST_CASE("each reason of a cancellation has its own words in the tree") {
  CHECK(cancelled(CancelReason::kDeadline, false) == "cancelled by its deadline");
  CHECK(cancelled(CancelReason::kExplicit, true) == "cancelled by r1");
  CHECK(cancelled(CancelReason::kExplicit, false) == "cancelled");
  CHECK(cancelled(CancelReason::kNursery, true) == "cancelled because of r1");
  CHECK(cancelled(CancelReason::kKeyboardInterrupt, false) == "cancelled by control-C");
  CHECK(cancelled(CancelReason::kShutdown, false) == "cancelled by the shutdown");
  CHECK(cancelled(CancelReason::kOutside, false) == "cancelled from outside");
  CHECK(cancelled(CancelReason::kUnknown, false) == "cancelled");
}

TEST_CASE("a scope says its shield, its own deadline and that of a scope round it") {
  Story story;
  const TaskId main = story.spawn("main");
  const auto opened = [&](ScopeId outer, SimTime deadline, bool shield = false) {
    return story.open_scope(main, outer, ScopeKind::kCancelScope, deadline, shield);
  };
  const SimTime one{1'000'000'000}, two{2'000'000'000};
  const ScopeId none = opened({}, kNever);
  const ScopeId outer = opened(none, one);
  const ScopeId later = opened(outer, two), without = opened(outer, kNever);
  const ScopeId shielded = opened(outer, two, true);
  story.now = SimTime{250'000'000};
  story.tell(ClockJumped{SimTime{}});
  const auto words = [&](ScopeId scope) { return state_line(at_end(story), scope); };
  CHECK(words(none) == "no deadline");
  CHECK(words(outer) == "until 1.000, 0.750 left");
  CHECK(words(later) == "until 2.000, 1.750 left, until 1.000 by an outer scope");
  CHECK(words(without) == "until 1.000 by an outer scope");
  CHECK(words(shielded) == "shielded, until 2.000, 1.750 left");
  story.cancel(outer, CancelReason::kDeadline, EventId{0});
  CHECK(words(later) == "cancelled from further out");
  CHECK(words(shielded) == "shielded, until 2.000, 1.750 left");
  story.close_scope(shielded, false);
  CHECK(words(shielded) == "closed");
  story.close_scope(outer, true);
  CHECK(words(outer) == "closed, was cancelled by its deadline, caught it");
}

TEST_CASE("a nursery says what it waits for, and what it holds") {
  Story story;
  const TaskId main = story.spawn("main");
  story.step(main);
  const NurseryId nursery = story.open_nursery(main, {});
  const TaskId r0 = story.spawn("r0", nursery, main);
  story.spawn("r1", nursery, main);
  const auto words = [&] { return state_line(at_end(story), nursery); };
  CHECK(title_of(at_end(story), nursery) == "nursery, line 26");
  CHECK(words() == "body runs, 2 of 2 alive");
  story.park(main, nursery);
  CHECK(words() == "waits for 2");
  const ExceptionId bang = story.raise(r0, "Bang", "r0");
  story.exit(r0, Outcome::kError, bang);
  story.tell(ExceptionPropagated{
      .exception = bang, .from = r0, .to = {Place::Kind::kNursery, nursery.value}});
  CHECK(words() == "waits for 1, holds Bang: r0");
  story.cancel(ScopeId{0}, CancelReason::kNursery, EventId{0}, r0);
  CHECK(words() == "cancelled because of r0, 1 left, holds Bang: r0");
  story.exit(TaskId{2}, Outcome::kCancelled);
  CHECK(state_line(at_end(story), main) == "its nursery closes");
  story.close_nursery(nursery, main, ScopeId{0});
  CHECK(words() == "closed, cancelled because of r0");
}
