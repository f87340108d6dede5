// What a person sees of tasks, scopes and cancellation at a moment.
#include <catch2/catch.hpp>
#include <string>

#include "engine/model/model.h"
#include "tests/model/roulette.h"
#include "tests/model/story.h"

using namespace grove;
using test::Roulette;
using test::Story;

namespace {

Model at_end(const Record& record) {
  Model model(record);
  model.seek(record.size());
  return model;
}

TaskStatus status(const Story& story, TaskId task) { return at_end(story.record).status(task); }

// Main in a scope, inside its step.
struct InScope : Story {
  TaskId main = spawn("main");
  ScopeId scope;
  InScope() {
    step(main);
    scope = open_scope(main, {});
  }
};

}  // namespace

TEST_CASE("the roulette at 0.27 shows who failed, who passes it on, who was asked and told") {
  const Roulette story;
  const Model model = at_end(story.record);
  CHECK(model.status(story.r01) == TaskStatus::kFailed);
  CHECK(model.status(story.r0) == TaskStatus::kPassesOn);
  CHECK(model.status(story.r00) == TaskStatus::kCancelled);
  CHECK(model.status(story.r10) == TaskStatus::kCancelling);
  CHECK(model.status(story.r11) == TaskStatus::kAsked);
  CHECK(model.status(story.r1) == TaskStatus::kAsked);
  CHECK(model.status(story.main) == TaskStatus::kWaiting);
  CHECK(model.task(story.main).requested);
  CHECK(model.task(story.r10).running);
  CHECK(model.task(story.r11).runnable);
  CHECK(model.task(story.r1).blocked);
  CHECK(model.running_task() == story.r10);
  CHECK(model.alive_count() == 4);
  CHECK(model.now() == SimTime{270'000'000});
  CHECK(model.nursery(story.of_main).alive == 1);
  CHECK(model.nursery(story.of_main).pending.size() == 1);
  CHECK(model.nursery(story.of_r0).phase == NurseryPhase::kClosed);
  CHECK(model.nursery(story.of_r0).pending.empty());
  CHECK(model.nursery(story.of_r1).children == std::vector<TaskId>{story.r10, story.r11});
  CHECK(model.path(story.r01) == "main/r0/r01");
  CHECK(model.task(story.r01).exception == story.bang);
  CHECK(model.exception(story.bang).line == 23);
  CHECK(model.effective_cancel(ScopeId{2}) == ScopeId{0});
}

TEST_CASE("a task is ready, runs, waits and is done") {
  Story story;
  const TaskId main = story.spawn("main");
  CHECK(status(story, main) == TaskStatus::kReady);
  story.step(main);
  CHECK(status(story, main) == TaskStatus::kRunning);
  story.sleep(main, SimTime{5});
  CHECK(status(story, main) == TaskStatus::kWaiting);
  CHECK(at_end(story.record).task(main).block.until == SimTime{5});
  story.tell(TaskScheduled{main});
  CHECK(status(story, main) == TaskStatus::kReady);
  story.step(main);
  story.exit(main, Outcome::kOk);
  CHECK(status(story, main) == TaskStatus::kDone);
  story.end_step(main);
  CHECK(status(story, main) == TaskStatus::kDone);
}

TEST_CASE("a task that was scheduled in its own step runs on until the step ends") {
  Story story;
  const TaskId main = story.spawn("main");
  story.step(main);
  story.tell(TaskScheduled{main});
  CHECK(status(story, main) == TaskStatus::kRunning);
  story.end_step(main);
  CHECK(status(story, main) == TaskStatus::kReady);
}

TEST_CASE("an exception in flight shows whatever the task does, until it is caught") {
  Story story;
  const TaskId main = story.spawn("main");
  story.step(main);
  const ExceptionId bang = story.raise(main, "Bang", "");
  CHECK(status(story, main) == TaskStatus::kFailed);
  story.sleep(main, SimTime{5});  // in a finally clause
  CHECK(status(story, main) == TaskStatus::kFailed);
  CHECK(at_end(story.record).task(main).blocked);
  story.step(main);
  story.catch_it(main, bang, "Bang");
  CHECK(status(story, main) == TaskStatus::kRunning);
  CHECK(at_end(story.record).exception(bang).caught);
  CHECK_FALSE(at_end(story.record).task(main).exception);
}

TEST_CASE("an exception that another task raised first is passed on") {
  Story story;
  const TaskId main = story.spawn("main");
  const TaskId child = story.spawn("child", {}, main);
  const ExceptionId bang = story.raise(child, "Bang", "");
  story.exit(child, Outcome::kError, bang);
  story.raise_again(main, bang, "Bang", "");
  CHECK(status(story, child) == TaskStatus::kFailed);
  CHECK(status(story, main) == TaskStatus::kPassesOn);
  CHECK(at_end(story.record).exception(bang).task == child);
  story.exit(main, Outcome::kError, bang);
  CHECK(status(story, main) == TaskStatus::kPassesOn);
}

TEST_CASE("a group began where one of its exceptions did, or where it was made from nothing") {
  Story story;
  const TaskId main = story.spawn("main");
  const TaskId child = story.spawn("child", {}, main);
  const ExceptionId theirs = story.raise(child, "Bang", "");
  const ExceptionId own = story.raise(main, "ValueError", "");
  story.raise(main, "ExceptionGroup", "", 26, story.group({theirs}));
  CHECK(status(story, main) == TaskStatus::kPassesOn);
  const ExceptionId both = story.raise(main, "ExceptionGroup", "", 26, story.group({theirs, own}));
  CHECK(status(story, main) == TaskStatus::kFailed);
  story.raise(main, "ExceptionGroup", "", 26, story.group({both}));
  CHECK(status(story, main) == TaskStatus::kFailed);
  story.raise(main, "ExceptionGroup", "", 26, story.group_of_new(1, "KeyError"));
  CHECK(status(story, main) == TaskStatus::kFailed);
}

TEST_CASE("a group of nothing but Cancelled is a cancellation, not a failure") {
  Story story;
  const TaskId main = story.spawn("main");
  story.raise(main, "BaseExceptionGroup", "", 26, story.group_of_new(2, "Cancelled"));
  CHECK(status(story, main) == TaskStatus::kCancelling);
  story.raise(main, "BaseExceptionGroup", "", 26,
              story.record.add_members({ExceptionInfo{{},
                                                      "BaseExceptionGroup",
                                                      "",
                                                      {ExceptionInfo{{}, "Cancelled", "", {}, true},
                                                       ExceptionInfo{{}, "Bang", "", {}}}}}));
  CHECK(status(story, main) == TaskStatus::kFailed);
  story.exit(main, Outcome::kCancelled);
  CHECK(status(story, main) == TaskStatus::kCancelled);
}

TEST_CASE("asked, told and over are three states") {
  InScope story;
  story.cancel(story.scope, CancelReason::kExplicit, EventId{0});
  CHECK(status(story, story.main) == TaskStatus::kRunning);
  story.request(story.main, story.scope, false);
  CHECK(status(story, story.main) == TaskStatus::kAsked);
  story.deliver(story.main, story.scope);
  CHECK(status(story, story.main) == TaskStatus::kCancelling);
  story.exit(story.main, Outcome::kCancelled);
  CHECK(status(story, story.main) == TaskStatus::kCancelled);
  CHECK(at_end(story.record).task(story.main).requested);
}

TEST_CASE("a task that waits in the exit of its own cancelled nursery was not asked to stop") {
  InScope story;
  const NurseryId nursery = story.open_nursery(story.main, story.scope);
  story.cancel(ScopeId{1}, CancelReason::kNursery, EventId{0});
  story.request(story.main, ScopeId{1}, false);
  CHECK(status(story, story.main) == TaskStatus::kAsked);  // its body still runs
  story.park(story.main, nursery);
  CHECK(status(story, story.main) == TaskStatus::kWaiting);
  story.tell(TaskScheduled{story.main});
  CHECK(status(story, story.main) == TaskStatus::kReady);
  story.step(story.main);
  story.close_nursery(nursery, story.main, ScopeId{1});
  CHECK(status(story, story.main) == TaskStatus::kRunning);
  story.close_scope(ScopeId{1}, false);
  CHECK(status(story, story.main) == TaskStatus::kRunning);
}

TEST_CASE(
    "a task in the exit of its cancelled nursery was asked if a scope further out was cancelled") {
  InScope story;
  const NurseryId nursery = story.open_nursery(story.main, story.scope);
  const TaskId child = story.spawn("child", nursery, story.main);
  const NurseryId inner = story.open_nursery(child, ScopeId{1});
  story.spawn("grandchild", inner, child);
  story.cancel(ScopeId{1}, CancelReason::kNursery, EventId{0});
  story.request(story.main, ScopeId{1}, false);
  story.park(story.main, nursery);
  story.cancel(ScopeId{2}, CancelReason::kNursery, EventId{0});
  story.request(child, ScopeId{2}, false);
  story.park(child, inner);
  CHECK(status(story, child) == TaskStatus::kAsked);
  CHECK(status(story, story.main) == TaskStatus::kWaiting);
  story.cancel(story.scope, CancelReason::kDeadline, EventId{0});
  CHECK(status(story, story.main) == TaskStatus::kAsked);
  story.tell(ScopeChanged{.scope = ScopeId{1}, .deadline = {}, .shield = true});
  CHECK(status(story, story.main) == TaskStatus::kWaiting);
  CHECK(status(story, child) == TaskStatus::kAsked);
  story.tell(ScopeChanged{.scope = ScopeId{1}, .deadline = {}, .shield = false});
  CHECK(status(story, story.main) == TaskStatus::kAsked);
}

TEST_CASE("a request ends when the task leaves the cancelled scope, caught or not") {
  for (const bool caught : {true, false}) {
    InScope story;
    story.cancel(story.scope, CancelReason::kExplicit, EventId{0});
    story.request(story.main, story.scope, false);
    if (caught) story.deliver(story.main, story.scope);
    story.close_scope(story.scope, caught);
    const Model model = at_end(story.record);
    CHECK(model.status(story.main) == TaskStatus::kRunning);
    CHECK_FALSE(model.task(story.main).requested);
    CHECK_FALSE(model.task(story.main).delivered);
    CHECK(model.scope(story.scope).caught == caught);
  }
}

TEST_CASE("a request holds on while an outer scope is cancelled as well") {
  InScope story;
  const ScopeId inner = story.open_scope(story.main, story.scope);
  story.cancel(inner, CancelReason::kExplicit, EventId{0});
  story.request(story.main, inner, false);
  story.cancel(story.scope, CancelReason::kDeadline, EventId{0});
  story.deliver(story.main, inner);
  story.close_scope(inner, false);
  CHECK(status(story, story.main) == TaskStatus::kCancelling);
  story.close_scope(story.scope, true);
  CHECK(status(story, story.main) == TaskStatus::kRunning);
}

TEST_CASE("an exception is a cancellation because its event says so, whatever its name") {
  for (const bool cancellation : {false, true}) {
    Story story;
    const TaskId main = story.spawn("main");
    story.tell(ExceptionRaised{.task = main,
                               .exception = ExceptionId{0},
                               .type = story.record.add_text(cancellation ? "Stop" : "Cancelled"),
                               .message = story.record.add_text(""),
                               .line = 23,
                               .members = {},
                               .context = {},
                               .suppressed = false,
                               .cancellation = cancellation});
    CHECK(status(story, main) == (cancellation ? TaskStatus::kCancelling : TaskStatus::kFailed));
  }
}

TEST_CASE(
    "in Trio, Cancelled that was swallowed leaves the task cancelled; in asyncio it is over") {
  InScope trio;
  trio.cancel(trio.scope, CancelReason::kExplicit, EventId{0});
  trio.request(trio.main, trio.scope, true);
  trio.deliver(trio.main, trio.scope);
  const ExceptionId cancelled = trio.raise(trio.main, "Cancelled", "");
  trio.catch_it(trio.main, cancelled, "Cancelled");
  CHECK(status(trio, trio.main) == TaskStatus::kCancelling);

  Story asyncio;
  asyncio.record.header.dialect = RecordDialect::kAsyncio;
  const TaskId main = asyncio.spawn("main");
  asyncio.step(main);
  asyncio.request(main, {}, true);
  CHECK(status(asyncio, main) == TaskStatus::kAsked);
  asyncio.deliver(main, {});
  const ExceptionId error = asyncio.raise(main, "CancelledError", "");
  CHECK(status(asyncio, main) == TaskStatus::kCancelling);
  asyncio.catch_it(main, error, "CancelledError");
  CHECK(status(asyncio, main) == TaskStatus::kRunning);
}

TEST_CASE("a shield that goes up ends the requests below it, but not a Cancelled on its way") {
  for (const bool aborted : {false, true}) {
    InScope story;
    const ScopeId inner = story.open_scope(story.main, story.scope);
    const NurseryId nursery = story.open_nursery(story.main, inner);
    const TaskId child = story.spawn("child", nursery, story.main);
    story.cancel(story.scope, CancelReason::kExplicit, EventId{0});
    story.request(story.main, story.scope, aborted);
    story.request(child, story.scope, aborted);
    story.tell(ScopeChanged{.scope = inner, .deadline = {}, .shield = true});
    const TaskStatus expected = aborted ? TaskStatus::kAsked : TaskStatus::kRunning;
    CHECK(status(story, story.main) == expected);
    CHECK(status(story, child) == (aborted ? TaskStatus::kAsked : TaskStatus::kReady));
    CHECK(at_end(story.record).effective_cancel(inner) == ScopeId{});
    CHECK(at_end(story.record).effective_cancel(story.scope) == story.scope);
  }
}

TEST_CASE("effective cancellation comes from the nearest cancelled scope that no shield hides") {
  InScope story;
  const ScopeId shielded =
      story.open_scope(story.main, story.scope, ScopeKind::kCancelScope, kNever, true);
  const ScopeId inner = story.open_scope(story.main, shielded);
  story.cancel(story.scope, CancelReason::kExplicit, EventId{0});
  CHECK(at_end(story.record).effective_cancel(story.scope) == story.scope);
  CHECK(at_end(story.record).effective_cancel(inner) == ScopeId{});
  story.cancel(shielded, CancelReason::kExplicit, EventId{0});
  CHECK(at_end(story.record).effective_cancel(shielded) == shielded);
  CHECK(at_end(story.record).effective_cancel(inner) == shielded);
  story.close_scope(inner, true);
  CHECK(at_end(story.record).effective_cancel(inner) == ScopeId{});
}

TEST_CASE("the effective deadline is the least one up to the first shield") {
  Story story;
  const TaskId main = story.spawn("main");
  const ScopeId outer = story.open_scope(main, {}, ScopeKind::kMoveOnAfter, SimTime{10});
  const ScopeId middle = story.open_scope(main, outer, ScopeKind::kFailAfter, SimTime{50});
  const ScopeId inner = story.open_scope(main, middle);
  Model model = at_end(story.record);
  CHECK(model.effective_deadline(inner) == SimTime{10});
  story.tell(ScopeChanged{.scope = middle, .deadline = {SimTime{50}}, .shield = true});
  model.seek(story.record.size());
  CHECK(model.effective_deadline(inner) == SimTime{50});
  CHECK(model.effective_deadline(outer) == SimTime{10});
  CHECK(model.current_scope(main) == inner);
  story.cancel(middle, CancelReason::kDeadline, EventId{0});
  model.seek(story.record.size());
  CHECK(model.effective_deadline(inner) == kAlwaysPast);
}

TEST_CASE("a deadline that is set again drains from then, a shield that changes leaves it") {
  InScope story;
  story.now = SimTime{7};
  story.tell(ScopeChanged{.scope = story.scope, .deadline = {SimTime{20}}, .shield = false});
  story.now = SimTime{9};
  story.tell(ScopeChanged{.scope = story.scope, .deadline = {SimTime{20}}, .shield = true});
  const Model model = at_end(story.record);
  CHECK(model.scope(story.scope).deadline == SimTime{20});
  CHECK(model.scope(story.scope).deadline_set_at == SimTime{7});
  CHECK(model.scope(story.scope).shield);
}

TEST_CASE("the first reason for a cancellation stays") {
  InScope story;
  const EventId first = story.cancel(story.scope, CancelReason::kDeadline, EventId{0});
  story.cancel(story.scope, CancelReason::kExplicit, EventId{0}, story.main);
  const Model model = at_end(story.record);
  CHECK(model.scope(story.scope).reason == CancelReason::kDeadline);
  CHECK(model.scope(story.scope).cancelled_by == first);
  CHECK_FALSE(model.scope(story.scope).reason_task);
}

TEST_CASE("a task that moved hangs under its new nursery, with the scopes it opened") {
  Story story;
  const TaskId main = story.spawn("main");
  const NurseryId target = story.open_nursery(main, {});
  const TaskId caller = story.spawn("caller", target, main);
  const NurseryId hidden = story.open_nursery(caller, ScopeId{0});
  const TaskId child = story.spawn("server", hidden, caller);
  const ScopeId own = story.open_scope(child, ScopeId{1});
  story.tell(TaskMoved{child, target});
  story.cancel(ScopeId{1}, CancelReason::kExplicit, EventId{0});
  Model model = at_end(story.record);
  CHECK(model.path(child) == "main/server");
  CHECK(model.task(child).parent == main);
  CHECK(model.nursery(hidden).children.empty());
  CHECK(model.nursery(hidden).alive == 0);
  CHECK(model.nursery(target).children == std::vector<TaskId>{caller, child});
  CHECK(model.nursery(target).alive == 2);
  CHECK(model.scope(own).parent == ScopeId{0});
  CHECK(model.effective_cancel(own) == ScopeId{});
  story.cancel(ScopeId{0}, CancelReason::kExplicit, EventId{0});
  model.seek(story.record.size());
  CHECK(model.effective_cancel(own) == ScopeId{0});
}

TEST_CASE("tasks outside nurseries stand in their creator's list") {
  Story story;
  const TaskId main = story.spawn("main");
  const TaskId one = story.spawn("one", {}, main);
  const TaskId two = story.spawn("two", {}, main);
  story.tell(TaskOrphaned{two});
  const Model model = at_end(story.record);
  CHECK(model.task(main).created == std::vector<TaskId>{one, two});
  CHECK(model.task(two).orphaned);
  CHECK_FALSE(model.task(one).orphaned);
}

TEST_CASE("a stack grows with depth, and a line less deep ends the functions above it") {
  Story story;
  const TaskId main = story.spawn("main");
  story.line(main, 40, 0, "main");
  story.line(main, 21, 1, "spin");
  story.line(main, 5, 3, "deep");
  Model model = at_end(story.record);
  REQUIRE(model.task(main).stack.size() == 3);
  CHECK(model.task(main).stack[2].depth == 3);
  CHECK(story.record.text(model.task(main).stack[2].function) == "deep");
  story.line(main, 22, 1, "spin");
  model.seek(story.record.size());
  REQUIRE(model.task(main).stack.size() == 2);
  CHECK(model.task(main).stack[1].line == 22);
  story.line(main, 41, 0, "main");
  model.seek(story.record.size());
  REQUIRE(model.task(main).stack.size() == 1);
  CHECK(model.task(main).stack[0].line == 41);
}

TEST_CASE("a scope is named by its task and line, and counted where a line opens several") {
  Story story;
  const TaskId main = story.spawn("main");
  const ScopeId one = story.open_scope(main, {});
  story.close_scope(one, false);
  const ScopeId two = story.open_scope(main, {});
  const ScopeId other = story.open_scope(main, two, ScopeKind::kFailAfter, kNever, false, 36);
  const Model model = at_end(story.record);
  CHECK(model.scope_name(one) == "main:34");
  CHECK(model.scope_name(two) == "main:34#2");
  CHECK(model.scope_name(other) == "main:36");
}

TEST_CASE("what was printed, how the run ended and which step it is are told") {
  Story story;
  const TaskId main = story.spawn("main");
  CHECK(at_end(story.record).step() == -1);
  story.step(main);
  const EventId printed =
      story.tell(Printed{.task = main, .text = story.record.add_text("hello"), .line = 2});
  CHECK_FALSE(at_end(story.record).finished());
  story.tell(RunFinished{.outcome = Outcome::kDeadlock, .exception = {}});
  const Model model = at_end(story.record);
  REQUIRE(model.printed().size() == 1);
  CHECK(model.printed()[0] == printed);
  CHECK(model.finished());
  CHECK(model.outcome() == Outcome::kDeadlock);
  CHECK(model.step() == 0);
  CHECK(model.last_event() == EventId{static_cast<int32_t>(story.record.size()) - 1});
}

TEST_CASE("an exception may be named before its raise is told") {
  Story story;
  const TaskId main = story.spawn("main");
  const NurseryId nursery = story.open_nursery(main, {});
  story.tell(NurseryClosed{.nursery = nursery,
                           .task = main,
                           .scope = ScopeId{0},
                           .line = 26,
                           .exception = ExceptionId{0}});
  Model model = at_end(story.record);
  CHECK(model.status(main) == TaskStatus::kPassesOn);
  CHECK(model.exception(ExceptionId{0}).task == main);
  CHECK_FALSE(model.exception(ExceptionId{0}).raised);
  story.raise(main, "ExceptionGroup", "two", 26);
  model.seek(story.record.size());
  CHECK(story.record.text(model.exception(ExceptionId{0}).message) == "two");
  CHECK(model.nursery(nursery).exception == ExceptionId{0});
}
