#include "engine/model/cursor.h"

#include <catch2/catch.hpp>
#include <string>

#include <vector>

using namespace grove;

namespace {

SimTime at_ms(int64_t ms) { return SimTime{ms * 1'000'000}; }

// Two tasks, three instants. The comment is the position after the event.
Record small_record() {
  Record r;
  const Text main = r.add_text("main");
  const TaskId t0{0};
  const TaskId t1{1};
  const EventId none;
  r.append(at_ms(0), none, RunStarted{});                                                // 1
  r.append(at_ms(0), EventId{0}, TaskSpawned{.task = t0, .name = main, .label = main});  // 2
  r.append(at_ms(0), EventId{1}, TaskScheduled{.task = t0});                             // 3
  r.append(at_ms(0), EventId{2}, BeforeTaskStep{.task = t0, .step = 0});                 // 4
  r.append(at_ms(0), EventId{3}, Line{.task = t0, .line = 5});                           // 5
  r.append(at_ms(0), EventId{3},
           TaskSpawned{.task = t1, .name = main, .label = main, .parent = t0});     // 6
  r.append(at_ms(0), EventId{3}, TaskBlocked{.task = t0, .on = WaitKind::kSleep});  // 7
  r.append(at_ms(0), EventId{3}, AfterTaskStep{.task = t0});                        // 8
  r.append(at_ms(10), EventId{6}, ClockJumped{.from = at_ms(0)});                   // 9
  r.append(at_ms(10), EventId{5}, TaskScheduled{.task = t1});                       // 10
  r.append(at_ms(10), EventId{9}, BeforeTaskStep{.task = t1, .step = 1});           // 11
  r.append(at_ms(10), EventId{10}, Line{.task = t1, .line = 9});                    // 12
  r.append(at_ms(10), EventId{10}, TaskExited{.task = t1});                         // 13
  r.append(at_ms(10), EventId{10}, AfterTaskStep{.task = t1});                      // 14
  r.append(at_ms(25), EventId{6}, ClockJumped{.from = at_ms(10)});                  // 15
  r.append(at_ms(25), EventId{14}, TaskScheduled{.task = t0});                      // 16
  r.append(at_ms(25), EventId{15}, BeforeTaskStep{.task = t0, .step = 2});          // 17
  r.append(at_ms(25), EventId{16}, Line{.task = t0, .line = 6});                    // 18
  r.append(at_ms(25), EventId{16}, TaskExited{.task = t0});                         // 19
  r.append(at_ms(25), EventId{18}, RunFinished{});                                  // 20
  return r;
}

std::vector<std::size_t> forward_stops(const Record& r, StepKind kind, TaskId selected = {}) {
  std::vector<std::size_t> stops;
  for (std::size_t p = 0; p < r.size();) stops.push_back(p = next_stop(r, p, kind, 1, selected));
  return stops;
}

std::vector<std::size_t> backward_stops(const Record& r, StepKind kind, TaskId selected = {}) {
  std::vector<std::size_t> stops;
  for (std::size_t p = r.size(); p > 0;) {
    stops.push_back(p = next_stop(r, p, kind, -1, selected));
  }
  return stops;
}

using Stops = std::vector<std::size_t>;

}  // namespace

TEST_CASE("a step by step event stops after each event that a person steps by") {
  const Record r = small_record();
  CHECK(forward_stops(r, StepKind::kStepEvent) == Stops{1, 2, 6, 7, 13, 19, 20});
  CHECK(backward_stops(r, StepKind::kStepEvent) == Stops{19, 13, 7, 6, 2, 1, 0});
}

TEST_CASE("a step by event goes one event on or back") {
  const Record r = small_record();
  CHECK(next_stop(r, 7, StepKind::kEvent, 1) == 8);
  CHECK(next_stop(r, 7, StepKind::kEvent, -1) == 6);
}

TEST_CASE("a task step stops where a step begins, of the selected task if there is one") {
  const Record r = small_record();
  CHECK(forward_stops(r, StepKind::kTaskStep) == Stops{4, 11, 17, 20});
  CHECK(forward_stops(r, StepKind::kTaskStep, TaskId{1}) == Stops{11, 20});
  CHECK(backward_stops(r, StepKind::kTaskStep, TaskId{0}) == Stops{17, 4, 0});
}

TEST_CASE("a line step stops at lines, and at task steps where the record has no lines") {
  Record r = small_record();
  CHECK(forward_stops(r, StepKind::kLine) == Stops{5, 12, 18, 20});
  CHECK(forward_stops(r, StepKind::kLine, TaskId{1}) == Stops{12, 20});
  r.header.detail = Detail::kSteps;
  CHECK(forward_stops(r, StepKind::kLine) == Stops{4, 11, 17, 20});
}

TEST_CASE("an instant's stop is after all that happens at that time") {
  const Record r = small_record();
  CHECK(forward_stops(r, StepKind::kInstant) == Stops{8, 14, 20});
  CHECK(backward_stops(r, StepKind::kInstant) == Stops{14, 8, 0});
  CHECK(next_stop(r, 11, StepKind::kInstant, 1) == 14);
  CHECK(next_stop(r, 11, StepKind::kInstant, -1) == 8);
}

TEST_CASE("interesting stops are spawns, cancellations, exceptions, exits and the end") {
  const Record r = small_record();
  CHECK(forward_stops(r, StepKind::kInteresting) == Stops{2, 6, 13, 19, 20});
  std::string interesting;
  for (int kind = 0; kind < kEventKindCount; ++kind) {
    const auto each = static_cast<EventKind>(kind);
    if (is_interesting(each)) interesting += std::string(name_of(each)) + " ";
  }
  CHECK(interesting ==
        "input_applied task_spawned task_exited scope_cancelled cancel_delivered exception_raised "
        "exception_caught exception_propagated exception_stored exception_dropped "
        "exception_never_retrieved task_orphaned limit_reached run_finished ");
}

TEST_CASE("stepping stays within the record, and goes on when the record grew") {
  Record r = small_record();
  CHECK(next_stop(r, 0, StepKind::kStepEvent, -1) == 0);
  CHECK(next_stop(r, r.size(), StepKind::kStepEvent, 1) == r.size());
  const Record empty;
  CHECK(next_stop(empty, 0, StepKind::kInstant, 1) == 0);
  CHECK(position_at(empty, at_ms(5)) == 0);
  r.append(at_ms(30), EventId{18}, Printed{.task = TaskId{0}});
  CHECK(next_stop(r, 20, StepKind::kStepEvent, 1) == 21);
}

TEST_CASE("a time's position is after everything that happens at it") {
  const Record r = small_record();
  CHECK(position_at(r, SimTime{-1}) == 0);
  CHECK(position_at(r, at_ms(0)) == 8);
  CHECK(position_at(r, at_ms(9)) == 8);
  CHECK(position_at(r, at_ms(10)) == 14);
  CHECK(position_at(r, kNever) == 20);
}

TEST_CASE("a step number's position is where that step has just begun") {
  const Record r = small_record();
  CHECK(position_of_step(r, 0) == 4u);
  CHECK(position_of_step(r, 2) == 17u);
  CHECK_FALSE(position_of_step(r, 3));
}

TEST_CASE("pace keeps fractions of a stop, and a long pause does not make a burst") {
  Pace pace;
  CHECK(pace.stops_per_second() == 4);
  int stops = 0;
  for (int frame = 0; frame < 100; ++frame) stops += pace.due(0.01);
  CHECK((stops == 3 || stops == 4));
  CHECK(pace.due(3600) <= 1);
  for (int i = 0; i < 50; ++i) pace.faster();
  CHECK(pace.stops_per_second() == 1024);
  for (int i = 0; i < 50; ++i) pace.slower();
  CHECK(pace.stops_per_second() == 0.25);
}
