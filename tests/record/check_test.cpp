#include "engine/record/check.h"

#include <catch2/catch.hpp>
#include <string>

using namespace grove;

namespace {

// A record in which main has opened a nursery, in its scope, and started a child there.
class Checked {
 public:
  Checked() {
    REQUIRE(admit(RunStarted{}) == "");
    REQUIRE(admit(TaskSpawned{.task = TaskId{0}}) == "");
    REQUIRE(admit(ScopeOpened{.scope = ScopeId{0}, .task = TaskId{0}}) == "");
    REQUIRE(admit(NurseryOpened{.nursery = NurseryId{0}, .task = TaskId{0}, .scope = ScopeId{0}}) ==
            "");
    REQUIRE(admit(TaskSpawned{.task = TaskId{1}, .nursery = NurseryId{0}, .parent = TaskId{0}}) ==
            "");
  }

  template <class Payload>
  std::string admit(const Payload& payload, SimTime t = {}, EventId cause = {}) {
    std::string fault = check_.admit(record, LooseEvent(t, cause, payload).get());
    record.append(t, cause, payload);
    return fault;
  }

  Record record;

 private:
  RecordCheck check_;
};

}  // namespace

TEST_CASE("things are introduced once, in order, by the event that creates them") {
  CHECK(Checked().admit(TaskSpawned{.task = TaskId{1}}) ==
        "`task` is 1, but tasks are numbered in order of creation and the next is 2");
  CHECK(Checked().admit(TaskSpawned{.task = TaskId{3}}) ==
        "`task` is 3, but tasks are numbered in order of creation and the next is 2");
  CHECK(Checked().admit(NurseryOpened{.nursery = NurseryId{2}}) ==
        "`nursery` is 2, but nurseries are numbered in order of creation and the next is 1");
  CHECK(Checked().admit(ScopeOpened{.scope = ScopeId{}}) ==
        "`scope` is -1, but scopes are numbered in order of creation and the next is 1");
  CHECK(Checked().admit(ObjectCreated{.object = ObjectId{1}}) ==
        "`object` is 1, but objects are numbered in order of creation and the next is 0");
}

TEST_CASE("what was not introduced cannot be spoken of") {
  CHECK(Checked().admit(TaskScheduled{TaskId{2}}) ==
        "`task` is 2, but the record has introduced only 2 tasks so far");
  CHECK(Checked().admit(ScopeClosed{ScopeId{5}, false}) ==
        "`scope` is 5, but the record has introduced only 1 scopes so far");
  CHECK(Checked().admit(TaskMoved{TaskId{1}, NurseryId{1}}) ==
        "`nursery` is 1, but the record has introduced only 1 nurseries so far");
  CHECK(Checked().admit(TaskBlocked{.task = TaskId{0}, .object = ObjectId{0}}) ==
        "`object` is 0, but the record has introduced no objects so far");
  CHECK(Checked().admit(AwaitStarted{TaskId{0}, Place{Place::Kind::kTask, 9}}) ==
        "`on` is 9, but the record has introduced only 2 tasks so far");
  CHECK(Checked().admit(AwaitStarted{TaskId{0}, Place{Place::Kind::kTask, -1}}) ==
        "`on` names nothing");
}

TEST_CASE("an exception is introduced by whatever names it first, in order") {
  Checked record;
  CHECK(record.admit(TaskExited{TaskId{1}, Outcome::kError, ExceptionId{0}}) == "");
  CHECK(record.admit(ExceptionRaised{
            .task = TaskId{0}, .exception = ExceptionId{1}, .context = ExceptionId{0}}) == "");
  CHECK(record.admit(ExceptionCaught{.task = TaskId{0}, .exception = ExceptionId{3}}) ==
        "`exception` is 3, but the record has introduced only 2 exceptions so far");
}

TEST_CASE("members of a group were known before the group") {
  Checked record;
  ExceptionInfo unknown{ExceptionId{1}, "Bang", "", {}};
  const Members members =
      record.record.add_members({ExceptionInfo{{}, "ExceptionGroup", "", {unknown}}});
  CHECK(record.admit(
            ExceptionRaised{.task = TaskId{0}, .exception = ExceptionId{0}, .members = members}) ==
        "`members` is 1, but the record has introduced only 1 exceptions so far");
}

TEST_CASE("what an event is about cannot be missing") {
  CHECK(Checked().admit(TaskScheduled{}) == "`task` is missing");
  CHECK(Checked().admit(CancelDelivered{}) == "`task` is missing");
  CHECK(Checked().admit(NurseryClosed{}) == "`nursery` is missing");
  CHECK(Checked().admit(ScopeCancelled{}) == "`scope` is missing");
  CHECK(Checked().admit(TaskMoved{.task = TaskId{1}, .nursery = {}}) == "`nursery` is missing");
}

TEST_CASE("nothing ends twice") {
  Checked record;
  CHECK(record.admit(TaskExited{TaskId{1}, Outcome::kOk, {}}) == "");
  CHECK(record.admit(NurseryClosed{.nursery = NurseryId{0}}) == "");
  CHECK(record.admit(ScopeClosed{ScopeId{0}, false}) == "");
  CHECK(Checked(record).admit(TaskExited{TaskId{1}, Outcome::kOk, {}}) ==
        "task 1 exits for the second time");
  CHECK(Checked(record).admit(NurseryClosed{.nursery = NurseryId{0}}) ==
        "nursery 0 closes for the second time");
  CHECK(Checked(record).admit(ScopeClosed{ScopeId{0}, false}) ==
        "scope 0 closes for the second time");
}

TEST_CASE("causes lie in the past, and time does not run back") {
  CHECK(Checked().admit(ClockJumped{}, SimTime{1}, EventId{4}) == "");
  CHECK(Checked().admit(ClockJumped{}, SimTime{1}, EventId{5}) ==
        "`cause` is 5, which does not lie before event 5");
  CHECK(Checked().admit(ClockJumped{}, SimTime{-5}) ==
        "`t` is -5, but the event before happened at 0, and time does not run back");
}

TEST_CASE("steps are counted from 0") {
  Checked record;
  CHECK(record.admit(BeforeTaskStep{TaskId{0}, 0}) == "");
  CHECK(record.admit(BeforeTaskStep{TaskId{1}, 2}) ==
        "`step` is 2, but steps are counted and this is number 1");
}

TEST_CASE("no task stands below itself") {
  CHECK(Checked().admit(TaskSpawned{.task = TaskId{2}, .parent = TaskId{2}}) ==
        "`parent` is the task itself");
  CHECK(Checked().admit(
            TaskSpawned{.task = TaskId{2}, .nursery = NurseryId{0}, .parent = TaskId{1}}) ==
        "`parent` is not the task that opened the nursery");
  Checked record;
  CHECK(record.admit(NurseryOpened{.nursery = NurseryId{1}, .task = TaskId{1}}) == "");
  CHECK(Checked(record).admit(TaskMoved{TaskId{1}, NurseryId{1}}) ==
        "`nursery` belongs to the task itself or to one below it");
  CHECK(Checked(record).admit(TaskMoved{TaskId{0}, NurseryId{1}}) ==
        "`nursery` belongs to the task itself or to one below it");
  CHECK(Checked(record).admit(TaskMoved{TaskId{1}, NurseryId{0}}) == "");
  CHECK(Checked().admit(ScopeOpened{.scope = ScopeId{1}, .parent = ScopeId{1}}) ==
        "`parent` is the scope itself");
}

TEST_CASE("lines, depths and counts are not negative") {
  CHECK(Checked().admit(Line{.task = TaskId{0}, .line = -1}) == "`line` is negative");
  CHECK(Checked().admit(Line{.task = TaskId{0}, .line = 1, .depth = -1}) == "`depth` is negative");
}

TEST_CASE("what is over does nothing more") {
  Checked exited;
  CHECK(exited.admit(TaskExited{TaskId{1}, Outcome::kOk, {}}) == "");
  CHECK(Checked(exited).admit(TaskScheduled{TaskId{1}}) == "task 1 is to run after its exit");
  CHECK(Checked(exited).admit(BeforeTaskStep{TaskId{1}, 0}) == "task 1 steps after its exit");
  CHECK(Checked(exited).admit(TaskBlocked{.task = TaskId{1}}) == "task 1 waits after its exit");
  CHECK(Checked(exited).admit(NurseryOpened{.nursery = NurseryId{1}, .task = TaskId{1}}) ==
        "task 1 opens a nursery after its exit");
  CHECK(Checked(exited).admit(ScopeOpened{.scope = ScopeId{1}, .task = TaskId{1}}) ==
        "task 1 opens a scope after its exit");
  CHECK(Checked(exited).admit(AfterTaskStep{TaskId{1}}) == "");  // in which it exited
  Checked closed;
  CHECK(closed.admit(NurseryClosed{.nursery = NurseryId{0}}) == "");
  CHECK(Checked(closed).admit(NurseryClosing{.nursery = NurseryId{0}}) == "nursery 0 is closed");
  CHECK(Checked(closed).admit(
            TaskSpawned{.task = TaskId{2}, .nursery = NurseryId{0}, .parent = TaskId{0}}) ==
        "nursery 0 is closed");
  CHECK(Checked(closed).admit(TaskBlocked{.task = TaskId{0}, .nursery = NurseryId{0}}) ==
        "nursery 0 is closed");
}

TEST_CASE("a nursery's body ends once, and its owner and scope stay what they were") {
  Checked closing;
  CHECK(closing.admit(NurseryClosing{.nursery = NurseryId{0}}) == "");
  CHECK(Checked(closing).admit(NurseryClosing{.nursery = NurseryId{0}}) ==
        "the body of nursery 0 ends for the second time");
  CHECK(Checked().admit(NurseryClosing{.nursery = NurseryId{0}, .task = TaskId{1}}) ==
        "`task` is not the one that opened the nursery");
  Checked other;
  CHECK(other.admit(ScopeOpened{.scope = ScopeId{1}, .task = TaskId{0}}) == "");
  CHECK(
      other.admit(NurseryClosed{.nursery = NurseryId{0}, .task = TaskId{0}, .scope = ScopeId{1}}) ==
      "`scope` is not the one of the nursery");
}

TEST_CASE("time lies between the run's beginning and the end of time") {
  CHECK(Checked().admit(ClockJumped{}, kNever) ==
        "`t` is 9223372036854775807, but a run begins at 0 and time has an end");
  CHECK(RecordCheck().admit(Record{}, LooseEvent(SimTime{-1}, EventId{}, RunStarted{}).get()) ==
        "`t` is -1, but a run begins at 0 and time has an end");
  CHECK(Checked().admit(ClockJumped{.from = SimTime{6}}, SimTime{5}) ==
        "`from` is 6, but the clock jumps forward, to 5");
}
