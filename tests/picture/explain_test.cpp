#include "engine/picture/explain.h"

#include <catch2/catch.hpp>
#include <set>
#include <string>

#include "engine/record/interventions.h"
#include "tests/model/random_record.h"
#include "tests/model/roulette.h"
#include "tests/model/story.h"

using namespace grove;
using test::RandomRecord;
using test::Roulette;
using test::Story;

namespace {

EventId last(const Record& record) { return EventId{static_cast<int32_t>(record.size()) - 1}; }

// The sentence for the last event.
std::string words(const Story& story) {
  return plain_text(describe(RecordIndex(story.record), last(story.record)));
}

// The sentence for this event after what is told so far.
template <class Payload>
std::string words(Story& story, const Payload& payload, EventId cause = EventId{0}) {
  story.tell(payload, cause);
  return words(story);
}

std::vector<std::string> reasons_of(const Story& story, EventId event) {
  const RecordIndex index(story.record);
  std::vector<std::string> sentences;
  for (const EventId reason : reasons(index, event)) {
    sentences.push_back(plain_text(describe(index, reason)));
  }
  return sentences;
}

using Sentences = std::vector<std::string>;

}  // namespace

TEST_CASE("lives of tasks in words") {
  Story story;
  CHECK(words(story) == "the run starts");
  const Text name = story.record.add_text("main");
  CHECK(words(story, TaskSpawned{.task = TaskId{0},
                                 .name = name,
                                 .label = name,
                                 .nursery = {},
                                 .parent = {},
                                 .line = 0}) == "main begins");
  CHECK(words(story, TaskScheduled{TaskId{0}}) == "main is ready to run");
  const EventId step = story.tell(BeforeTaskStep{TaskId{0}, 0});
  CHECK(words(story) == "main runs: step 0");
  const NurseryId nursery = story.open_nursery(TaskId{0}, {});
  CHECK(words(story) == "main opens a nursery at line 26");
  const Text r0 = story.record.add_text("r0");
  const Text r1 = story.record.add_text("r1");
  CHECK(words(story,
              TaskSpawned{.task = TaskId{1},
                          .name = r0,
                          .label = r0,
                          .nursery = nursery,
                          .parent = TaskId{0},
                          .line = 28},
              step) == "main starts r0 at line 28");
  const EventId other = story.tell(BeforeTaskStep{TaskId{1}, 1});
  CHECK(words(story,
              TaskSpawned{.task = TaskId{2},
                          .name = r1,
                          .label = r1,
                          .nursery = nursery,
                          .parent = TaskId{0},
                          .line = 5},
              other) == "r0 starts r1 at line 5 in main's nursery at line 26");
  CHECK(words(story, AfterTaskStep{TaskId{1}}) == "r0 ends its step");
  CHECK(words(story, TaskExited{TaskId{1}, Outcome::kOk, {}}) == "r0 is done");
  CHECK(words(story, TaskExited{TaskId{2}, Outcome::kCancelled, {}}) == "r1 is over, cancelled");
  CHECK(words(story, TaskMoved{TaskId{1}, nursery}) == "r0 moves into main's nursery at line 26");
  CHECK(words(story, TaskOrphaned{TaskId{2}}) ==
        "r1 is an orphan: nothing can wait for it any more");
  CHECK(
      words(story,
            NurseryClosing{
                .nursery = nursery, .task = TaskId{0}, .scope = {}, .line = 26, .exception = {}}) ==
      "the body of main's nursery at line 26 is done, and waits for the tasks");
  CHECK(
      words(story,
            NurseryClosed{
                .nursery = nursery, .task = TaskId{0}, .scope = {}, .line = 26, .exception = {}}) ==
      "main's nursery at line 26 closes");
}

TEST_CASE("lines, draws and prints in words") {
  Story story;
  const TaskId main = story.spawn("main");
  story.line(main, 21, 0, "spin");
  CHECK(words(story) == "main comes to line 21 in spin()");
  Record& record = story.record;
  CHECK(words(story, Line{.task = main,
                          .line = 4,
                          .depth = 0,
                          .function = record.add_text("spin"),
                          .count = 500}) ==
        "main comes to line 4 in spin(), and to 499 lines more in a loop");
  CHECK(words(story, Drew{.task = main,
                          .function = record.add_text("randrange"),
                          .result = record.add_text("1"),
                          .line = 12}) == "main draws 1 from randrange at line 12");
  CHECK(words(story, Printed{.task = main, .text = record.add_text("hello"), .line = 1}) ==
        "main prints: hello");
  CHECK(words(story, Printed{.task = main, .text = record.add_text("two\nlines"), .line = 1}) ==
        "main prints: two…");
  CHECK(words(story, Printed{.task = {}, .text = record.add_text(""), .line = 1}) ==
        "the run prints");
}

TEST_CASE("waits in words") {
  Story story;
  const TaskId main = story.spawn("main");
  const TaskId r1 = story.spawn("r1", {}, main);
  const NurseryId nursery = story.open_nursery(main, {});
  story.tell(ObjectCreated{.object = ObjectId{0},
                           .type = story.record.add_text("Event"),
                           .task = main,
                           .line = 3,
                           .op = {},
                           .state = {}});
  CHECK(words(story) == "main makes an Event at line 3");
  const auto wait = [&](TaskBlocked block) {
    block.task = main;
    return words(story, block);
  };
  CHECK(wait({.on = WaitKind::kSleep, .until = {SimTime{420'000'000}}}) ==
        "main sleeps until 0.42");
  CHECK(wait({.on = WaitKind::kSleep}) == "main sleeps");
  CHECK(wait({.on = WaitKind::kForever}) == "main sleeps forever");
  CHECK(wait({.on = WaitKind::kNursery, .nursery = nursery}) ==
        "main waits for the tasks of its nursery at line 26");
  CHECK(wait({.on = WaitKind::kEvent, .object = ObjectId{0}}) ==
        "main waits for the Event of line 3");
  CHECK(wait({.on = WaitKind::kLock}) == "main waits for a lock");
  CHECK(wait({.on = WaitKind::kChannelReceive, .until = {SimTime{1'500'000'000}}}) ==
        "main waits for a message from a channel, at most until 1.50");
  CHECK(wait({.on = WaitKind::kChannelSend}) == "main waits for room to send on a channel");
  CHECK(wait({.on = WaitKind::kQueueGet}) == "main waits for an item from a queue");
  CHECK(wait({.on = WaitKind::kQueuePut}) == "main waits for room in a queue");
  CHECK(wait({.on = WaitKind::kTask, .other = r1}) == "main waits for r1");
  CHECK(wait({.on = WaitKind::kStart, .other = r1}) == "main waits for r1 to have started");
  CHECK(wait({.on = WaitKind::kIo}) == "main waits for the network");
  CHECK(wait({.on = WaitKind::kParkingLot}) == "main waits for an unpark() of a parking lot");
  CHECK(wait({.on = WaitKind::kIdle}) == "main waits for all others to block");
  CHECK(wait({.on = WaitKind::kReschedule}) == "main waits for a reschedule()");
  CHECK(wait({.on = WaitKind::kThread}) == "main waits for its thread");
  CHECK(words(story, AwaitStarted{main, {Place::Kind::kTask, r1.value}}) == "main awaits r1");
  CHECK(words(story, AwaitEnded{main, {Place::Kind::kObject, 0}}) ==
        "main no longer awaits the Event of line 3");
  CHECK(words(story, ObjectChanged{.object = ObjectId{0},
                                   .type = {},
                                   .task = r1,
                                   .line = 9,
                                   .op = story.record.add_text("set"),
                                   .state = {}}) ==
        "r1 sets the Event of line 3 at line 9, and nobody waits for it");
}

TEST_CASE("scopes and cancellation in words") {
  Story story;
  const TaskId main = story.spawn("main");
  const ScopeId scope =
      story.open_scope(main, {}, ScopeKind::kMoveOnAfter, SimTime{300'000'000}, true);
  CHECK(words(story) == "main enters move_on_after at line 34, until 0.30, shielded");
  const NurseryId nursery = story.open_nursery(main, scope);
  const TaskId r0 = story.spawn("r0", nursery, main);
  const ScopeId inner = ScopeId{1};
  const auto change = [&](Deadline deadline, bool shield) {
    return words(story, ScopeChanged{.scope = scope, .deadline = deadline, .shield = shield});
  };
  CHECK(change({SimTime{500'000'000}}, true) == "main's move_on_after at line 34 now ends at 0.50");
  CHECK(change({kNever}, true) == "main's move_on_after at line 34 has no deadline any more");
  CHECK(change({kNever}, false) == "main's move_on_after at line 34 is shielded no longer");
  CHECK(change({SimTime{1}}, true) ==
        "main's move_on_after at line 34 now ends at 0.000000001, and is shielded now");
  const auto cancel = [&](ScopeId id, CancelReason reason, TaskId by, const char* text = "") {
    return words(
        story, ScopeCancelled{
                   .scope = id, .reason = reason, .text = story.record.add_text(text), .task = by});
  };
  CHECK(cancel(scope, CancelReason::kDeadline, {}) ==
        "main's move_on_after at line 34 is cancelled: its deadline has passed");
  CHECK(cancel(inner, CancelReason::kExplicit, r0, "enough") ==
        "r0 cancels main's nursery at line 26: enough");
  CHECK(cancel(inner, CancelReason::kExplicit, main) == "main cancels its nursery at line 26");
  CHECK(cancel(inner, CancelReason::kNursery, r0) ==
        "main's nursery at line 26 is cancelled: r0 failed");
  CHECK(cancel(inner, CancelReason::kNursery, main) ==
        "main's nursery at line 26 is cancelled: its body failed");
  CHECK(cancel(inner, CancelReason::kKeyboardInterrupt, {}) ==
        "main's nursery at line 26 is cancelled: control-C");
  CHECK(cancel(inner, CancelReason::kShutdown, {}) ==
        "main's nursery at line 26 is cancelled: the run shuts down");
  CHECK(cancel(inner, CancelReason::kOutside, {}) ==
        "main's nursery at line 26 is cancelled from outside");
  story.request(r0, inner, true);
  CHECK(words(story) == "r0 is asked to stop: main's nursery at line 26 was cancelled");
  story.request(r0, {}, true);
  CHECK(words(story) == "r0 is asked to stop");
  story.park(main, NurseryId{0});
  story.request(main, inner, false);
  CHECK(words(story) == "main waits on until all in its nursery at line 26 have ended");
  story.deliver(r0, inner);
  CHECK(words(story) == "r0 receives Cancelled");
  story.line(r0, 21);
  story.sleep(r0, SimTime{9});
  story.deliver(r0, inner);
  CHECK(words(story) == "r0 receives Cancelled in its sleep at line 21");
  story.close_scope(inner, false);
  CHECK(words(story) == "the cancel scope of main's nursery at line 26 closes");
  story.close_scope(scope, true);
  CHECK(words(story) == "main's move_on_after at line 34 catches the cancellation and closes");
  story.open_scope(main, {}, ScopeKind::kFailAt, kAlwaysPast);
  CHECK(words(story) == "main enters fail_at at line 34, its deadline past already");
  story.close_scope(ScopeId{2}, false);
  CHECK(words(story) == "main leaves its fail_at at line 34");
}

TEST_CASE("exceptions in words") {
  Story story;
  const TaskId main = story.spawn("main");
  const NurseryId nursery = story.open_nursery(main, {});
  const TaskId r0 = story.spawn("r0", nursery, main);
  const ExceptionId bang = story.raise(r0, "Bang", "r01");
  CHECK(words(story) == "r0 raised Bang at line 23: r01");
  CHECK(words(story, TaskExited{r0, Outcome::kError, bang}) == "r0 ends with Bang");
  CHECK(words(story,
              ExceptionPropagated{
                  .exception = bang, .from = r0, .to = {Place::Kind::kNursery, nursery.value}}) ==
        "Bang goes from r0 to main's nursery at line 26");
  const ExceptionId own = story.raise(main, "OSError", "");
  CHECK(words(story) == "main raised OSError at line 23");
  CHECK(words(story,
              ExceptionPropagated{
                  .exception = own, .from = main, .to = {Place::Kind::kNursery, nursery.value}}) ==
        "OSError waits in main's nursery at line 26 until it closes");
  CHECK(words(story,
              NurseryClosing{
                  .nursery = nursery, .task = main, .scope = {}, .line = 26, .exception = own}) ==
        "the body of main's nursery at line 26 fails with OSError, and waits for the tasks");
  const ExceptionId group = story.raise(main, "ExceptionGroup", "Exceptions from Trio nursery", 26,
                                        story.group({bang, bang, own}));
  CHECK(words(story) == "ExceptionGroup[Bang ×2, OSError] is raised in main at line 26");
  story.raise_again(main, bang, "Bang", "r01", 40);
  CHECK(words(story) == "Bang reaches main at line 40");
  story.raise_again(r0, bang, "Bang", "r01", 41);
  CHECK(words(story) == "r0 raises again Bang at line 41: r01");
  story.catch_it(main, group, "ExceptionGroup");
  CHECK(words(story) == "main catches ExceptionGroup[Bang ×2, OSError] at line 30");
  CHECK(words(story, ExceptionPropagated{.exception = own, .from = main, .to = {}}) ==
        "OSError leaves main and ends the run");
  CHECK(words(story, ExceptionStored{.exception = bang, .task = r0, .object = {}}) ==
        "Bang of r0 is kept: nobody waits for it");
  CHECK(words(story, ExceptionDropped{.exception = bang, .task = r0, .object = {}}) ==
        "Bang of r0 is dropped: nobody will ever see it");
  CHECK(words(story, ExceptionNeverRetrieved{.exception = bang, .task = r0, .object = {}}) ==
        "Bang of r0 was never retrieved");
}

TEST_CASE("a group is told by its members, in order, as far as there is room") {
  Story story;
  const TaskId main = story.spawn("main");
  const ExceptionId a = story.raise(main, "A", "");
  const ExceptionId b = story.raise(main, "B", "");
  const ExceptionId c = story.raise(main, "C", "");
  const ExceptionId d = story.raise(main, "D", "");
  std::vector<ExceptionInfo> members;
  for (const ExceptionId id : {d, a, b, c}) {
    members.push_back(ExceptionInfo{id, std::string(1, "ABCD"[id.value]), "", {}});
  }
  const ExceptionId group =
      story.raise(main, "ExceptionGroup", "", 1, story.record.add_members(members));
  const RecordIndex index(story.record);
  CHECK(exception_words(index, group) == "ExceptionGroup[D, A, B, …]");
  CHECK(exception_words(index, a) == "A");
  CHECK(exception_words(index, ExceptionId{}) == "an exception");
  ExceptionId outer = story.raise(main, "EG", "", 1, story.group({a}));
  for (int i = 0; i < 5; ++i) outer = story.raise(main, "EG", "", 1, story.group({outer}));
  CHECK(exception_words(RecordIndex(story.record), outer) == "EG[EG[EG[EG[…]]]]");
}

TEST_CASE("the run, the clock and what comes from outside in words") {
  Story story;
  const TaskId main = story.spawn("main");
  story.now = SimTime{270'000'000};
  CHECK(words(story, ClockJumped{SimTime{}}) == "the clock goes on to 0.27");
  story.now = SimTime{1'183'000'000};
  CHECK(words(story, ClockJumped{SimTime{}}) == "the clock goes on to 1.183");
  const auto input = [&](const char* json, const char* why_not = nullptr) {
    Problems none;
    const InputId given = story.record.add_input({parse_intervention(json, "", &none), json});
    return words(story, InputApplied{.input = given,
                                     .step = 4,
                                     .why_not = why_not ? story.record.add_text(why_not) : Text{}});
  };
  CHECK(input("{\"at\": 1.5, \"do\": \"interrupt\"}") == "from outside: control-C");
  CHECK(input("{\"step\": 4, \"do\": \"shield\", \"scope\": \"main:34\", \"to\": true}") ==
        "from outside: scope main:34 is shielded");
  CHECK(input("{\"step\": 4, \"do\": \"deadline\", \"scope\": \"main:34\", \"to\": 0.5}") ==
        "from outside: scope main:34 is to end at 0.50");
  CHECK(input("{\"step\": 4, \"do\": \"deadline\", \"scope\": \"main:34\", \"to\": null}") ==
        "from outside: scope main:34 is given no deadline");
  CHECK(input("{\"step\": 4, \"do\": \"interrupt\"}", "nobody listens") ==
        "from outside: control-C, which changes nothing: nobody listens");
  CHECK(input("{\"step\": 4, \"do\": \"cancel\", \"scope\": \"main:34\"}") ==
        "from outside: scope main:34 is cancelled");
  CHECK(input("{\"at\": 2, \"do\": \"raise\", \"task\": \"main\", \"exception\": "
              "\"OSError('gone')\"}") == "from outside: OSError('gone') is raised in main");
  CHECK(input("{\"at\": 2, \"do\": \"cancel-task\", \"task\": \"main\"}") ==
        "from outside: main is cancelled");
  CHECK(input("{\"at\": 2, \"do\": \"choose\", \"task\": \"nobody\"}") ==
        "from outside: nobody is chosen to step next");
  CHECK(input("{\"at\": 2, \"do\": \"signal\", \"name\": \"SIGTERM\"}") ==
        "from outside: the signal SIGTERM");
  CHECK(input("{\"at\": 2, \"do\": \"file\", \"path\": \"*\", \"denied\": true}") ==
        "from outside: every file is denied from now on");
  CHECK(input("{\"at\": 2, \"do\": \"file\", \"path\": \"a.txt\", \"latency\": 0.5}") ==
        "from outside: a.txt takes 0.5 s each time");
  CHECK(input("{\"at\": 2, \"do\": \"network\", \"outcome\": \"hang\", \"latency\": 2}") ==
        "from outside: every address outside answers no more, and takes 2 s each way");
  CHECK(input("[1]") == "from outside: [1]");
  CHECK(words(story, LimitReached{.limit = story.record.add_text("tasks"), .value = 50}) ==
        "the run reaches its limit: tasks = 50");
  const auto finish = [&](Outcome outcome, Members info = {}) {
    return words(story, RunFinished{.outcome = outcome, .exception = {info}});
  };
  CHECK(finish(Outcome::kOk) == "the run ends");
  CHECK(finish(Outcome::kInterrupted) == "the run ends, interrupted");
  CHECK(finish(Outcome::kLimit) == "the run stops at its limit");
  CHECK(finish(Outcome::kDeadlock) == "the run is stuck: every task waits for another");
  const ExceptionId bang = story.raise(main, "Bang", "");
  CHECK(finish(Outcome::kError, story.group({bang})) == "the run ends with Bang");
  CHECK(finish(Outcome::kError, story.record.add_members({ExceptionInfo{
                                    {}, "KeyError", "", {}}})) == "the run ends with KeyError");
  CHECK(words(story, Unknown{.name = story.record.add_text("task_teleported"), .fields = {}}) ==
        "task_teleported, an event of a kind that this version does not know");
}

TEST_CASE("names, places and times of a sentence can be told from its words") {
  Roulette story;
  const RecordIndex index(story.record);
  EventId request;
  for (int32_t i = 0; i < static_cast<int32_t>(story.record.size()); ++i) {
    const auto* e = story.record.at(static_cast<std::size_t>(i)).get_if<CancelRequested>();
    if (e != nullptr && e->task == story.r11) request = EventId{i};
  }
  const Words words = describe(index, request);
  REQUIRE(words.size() == 8);
  using Style = WordSpan::Style;
  const auto is = [&words](std::size_t i, Style style, const char* text, int32_t id) {
    return words[i].style == style && words[i].text == text && words[i].id == id;
  };
  CHECK(is(0, Style::kTask, "r11", story.r11.value));
  CHECK(is(1, Style::kPlain, " is asked to stop: ", -1));
  CHECK(is(2, Style::kTask, "main", story.main.value));
  CHECK(is(4, Style::kNursery, "nursery", story.of_main.value));
  CHECK(is(6, Style::kLine, "line 26", 26));
  CHECK(plain_text(words) == "r11 is asked to stop: main's nursery at line 26 was cancelled");
}

TEST_CASE("why r10 was cancelled leads to the line where the failure began") {
  Roulette story;
  CHECK(reasons_of(story, last(story.record)) ==
        Sentences{"r10 receives Cancelled in its sleep at line 21",
                  "r10 is asked to stop: main's nursery at line 26 was cancelled",
                  "main's nursery at line 26 is cancelled: r0 failed",
                  "r0 ends with ExceptionGroup[Bang]", "r01 raised Bang at line 23: r01"});
  const EventId exit = story.exit(story.r10, Outcome::kCancelled);
  const Sentences after = reasons_of(story, exit);
  REQUIRE(after.size() == 6);
  CHECK(after[0] == "r10 is over, cancelled");
  CHECK(after[1] == "r10 receives Cancelled in its sleep at line 21");
}

TEST_CASE("a nursery that is cancelled by a cancelled child or body does not call that a failure") {
  Story story;
  const TaskId main = story.spawn("main");
  const NurseryId nursery = story.open_nursery(main, {});
  const TaskId r0 = story.spawn("r0", nursery, main);
  story.deliver(r0, ScopeId{0});
  const EventId exit = story.exit(r0, Outcome::kCancelled);
  story.cancel(ScopeId{0}, CancelReason::kNursery, exit, r0);
  CHECK(words(story) == "main's nursery at line 26 is cancelled: r0 was cancelled");
  const EventId step = story.step(main);
  story.cancel(ScopeId{0}, CancelReason::kNursery, step, main);
  CHECK(words(story) == "main's nursery at line 26 is cancelled: its body failed");
  story.deliver(main, {});
  story.cancel(ScopeId{0}, CancelReason::kNursery, step, main);
  CHECK(words(story) == "main's nursery at line 26 is cancelled: its body was cancelled");
  story.raise(main, "Cancelled", "cancelled due to deadline", 30);
  CHECK(words(story) == "Cancelled is raised in main at line 30");
  story.cancel(ScopeId{0}, CancelReason::kNursery, last(story.record), main);
  CHECK(words(story) == "main's nursery at line 26 is cancelled: its body was cancelled");
}

TEST_CASE("a task that passed on its children's Cancelled was stopped by what asked it") {
  Story story;
  const TaskId main = story.spawn("main");
  const ScopeId scope = story.open_scope(main, {}, ScopeKind::kMoveOnAfter, SimTime{10'000'000});
  const EventId opened = last(story.record);
  const EventId cancelled = story.cancel(scope, CancelReason::kDeadline, opened);
  story.request(main, scope, false, cancelled);
  CHECK(reasons_of(story, story.exit(main, Outcome::kCancelled)) ==
        Sentences{"main is over, cancelled",
                  "main is asked to stop: its move_on_after at line 34 was cancelled",
                  "main's move_on_after at line 34 is cancelled: its deadline has passed",
                  "main enters move_on_after at line 34, until 0.01"});
}

TEST_CASE("an exception that is caught or raised in a group leads to where it came from") {
  Roulette story;
  const ExceptionId inner{1};
  const ExceptionId outer = story.raise(story.main, "ExceptionGroup", "", 26, story.group({inner}));
  const EventId raised = last(story.record);
  story.tell(ExceptionCaught{.task = story.main,
                             .exception = outer,
                             .type = {},
                             .message = {},
                             .line = 40,
                             .members = {},
                             .context = {},
                             .suppressed = false,
                             .cancellation = false},
             raised);
  CHECK(reasons_of(story, last(story.record)) ==
        Sentences{"main catches ExceptionGroup[ExceptionGroup[Bang]] at line 40",
                  "ExceptionGroup[ExceptionGroup[Bang]] is raised in main at line 26",
                  "r0 ends with ExceptionGroup[Bang]", "r01 raised Bang at line 23: r01"});
}

TEST_CASE("a timeout's error leads to the deadline, and that to the scope that set it") {
  Story story;
  const TaskId main = story.spawn("main");
  const EventId step = story.step(main);
  const ScopeId scope = story.open_scope(main, {}, ScopeKind::kFailAfter, SimTime{5});
  const EventId opened = last(story.record);
  story.cancel(scope, CancelReason::kDeadline, opened);
  story.tell(ScopeClosed{scope, true}, step);
  story.tell(ExceptionRaised{.task = main,
                             .exception = ExceptionId{0},
                             .type = story.record.add_text("TooSlowError"),
                             .message = {},
                             .line = 34,
                             .members = {},
                             .context = {},
                             .suppressed = false,
                             .cancellation = false},
             step);
  CHECK(reasons_of(story, last(story.record)) ==
        Sentences{"main raised TooSlowError at line 34",
                  "main's fail_after at line 34 is cancelled: its deadline has passed",
                  "main enters fail_after at line 34, until 0.000000005"});
}

TEST_CASE("what the program does leads to what woke the task, and no further") {
  Story story;
  const TaskId main = story.spawn("main");
  const TaskId r0 = story.spawn("r0", {}, main);
  story.tell(TaskBlocked{.task = r0,
                         .on = WaitKind::kSleep,
                         .object = {},
                         .nursery = {},
                         .other = {},
                         .until = {SimTime{5}}},
             EventId{1});
  const EventId asleep = last(story.record);
  story.tell(TaskScheduled{r0}, asleep);
  story.tell(BeforeTaskStep{r0, 0}, last(story.record));
  story.tell(Printed{.task = r0, .text = story.record.add_text("up"), .line = 3},
             last(story.record));
  CHECK(reasons_of(story, last(story.record)) ==
        Sentences{"r0 prints: up", "r0 sleeps until 0.000000005"});
}

TEST_CASE("causes go down to the start, event by event") {
  Roulette story;
  for (int32_t i = 0; i < static_cast<int32_t>(story.record.size()); ++i) {
    const std::vector<EventId> chain = causes(story.record, EventId{i});
    REQUIRE(chain.front() == EventId{i});
    REQUIRE(chain.back() == EventId{0});
    for (std::size_t k = 1; k < chain.size(); ++k) {
      REQUIRE(chain[k] == story.record[chain[k - 1]].cause);
    }
  }
}

TEST_CASE("every event of a random record has a sentence, and reasons that lie before it") {
  std::set<EventKind> kinds;
  for (uint64_t seed = 0; seed < 60; ++seed) {
    RandomRecord random(seed);
    random.grow(250);
    const RecordIndex index(random.record);
    for (int32_t i = 0; i < static_cast<int32_t>(random.record.size()); ++i) {
      const Words words = describe(index, EventId{i});
      kinds.insert(random.record.at(static_cast<std::size_t>(i)).kind());
      INFO(plain_text(words));
      REQUIRE(plain_text(words).size() > 4);
      for (std::size_t k = 1; k < words.size(); ++k) {
        const bool both_plain = words[k].style == WordSpan::Style::kPlain &&
                                words[k - 1].style == WordSpan::Style::kPlain;
        REQUIRE_FALSE(both_plain);
      }
      const std::vector<EventId> chain = reasons(index, EventId{i});
      REQUIRE(chain.front() == EventId{i});
      for (std::size_t k = 1; k < chain.size(); ++k) REQUIRE(chain[k] < chain[k - 1]);
    }
  }
  CHECK(kinds.size() > 25);
}

TEST_CASE("an index that grows with its record knows what one made at the end knows") {
  RandomRecord random(17);
  RecordIndex growing(random.record);
  for (int i = 0; i < 20; ++i) {
    random.grow(30);
    growing.update();
    CHECK(growing.size() == random.record.size());
  }
  const RecordIndex whole(random.record);
  for (int32_t i = 0; i < static_cast<int32_t>(random.record.size()); ++i) {
    REQUIRE(plain_text(describe(growing, EventId{i})) == plain_text(describe(whole, EventId{i})));
  }
}

TEST_CASE("a task is found by its label or its path") {
  const Roulette story;
  const RecordIndex index(story.record);
  CHECK(index.find_task("r01") == story.r01);
  CHECK(index.find_task("main/r0/r01") == story.r01);
  CHECK(index.path(story.r01) == "main/r0/r01");
  CHECK(index.find_task("main") == story.main);
  CHECK_FALSE(index.find_task("main/r1/r01"));
  CHECK_FALSE(index.find_task("r0/r01"));
  CHECK_FALSE(index.find_task("r2"));
  CHECK_FALSE(index.find_task(""));
}

TEST_CASE("the line a task was at is the last it came to before the event") {
  Story story;
  const TaskId main = story.spawn("main");
  story.line(main, 5);
  const EventId first = last(story.record);
  story.line(main, 6);
  const RecordIndex index(story.record);
  CHECK(index.line_at(main, first) == 0);
  CHECK(index.line_at(main, last(story.record)) == 5);
  CHECK(index.line_at(main, EventId{99}) == 6);
}
