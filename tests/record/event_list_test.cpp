#include "engine/record/event_list.h"

#include <catch2/catch.hpp>

namespace grove {
namespace {

// More than a chunk holds, of kinds of several lengths.
constexpr int kMany = 40'000;

void add(EventList* events, int i) {
  const SimTime t{i};
  const EventId cause{i - 1};
  const TaskId task{i};
  switch (i % 3) {
    case 0:
      return events->push_back(t, cause, RunStarted{});
    case 1:
      return events->push_back(t, cause, TaskScheduled{.task = task});
    default:
      return events->push_back(
          t, cause,
          TaskBlocked{.task = task, .on = WaitKind::kSleep, .until = Until{SimTime{2 * i}}});
  }
}

EventList of_size(int count) {
  EventList events;
  for (int i = 0; i < count; ++i) add(&events, i);
  return events;
}

bool is_whole(const EventList& events, int i) {
  const Event& event = events[static_cast<std::size_t>(i)];
  if (event.t != SimTime{i} || event.cause != EventId{i - 1}) return false;
  if (i % 3 == 0) return event.kind() == EventKind::kRunStarted;
  if (i % 3 == 1) return event.get<TaskScheduled>().task == TaskId{i};
  const auto* blocked = event.get_if<TaskBlocked>();
  return blocked != nullptr && blocked->task == TaskId{i} && blocked->until.time == SimTime{2 * i};
}

bool is_whole(const EventList& events) {
  for (std::size_t i = 0; i < events.size(); ++i) {
    if (!is_whole(events, static_cast<int>(i))) return false;
  }
  return true;
}

TEST_CASE("events of all lengths are found by their number, and stay where they are") {
  EventList events = of_size(10);
  const Event* const third = &events[3];
  for (int i = 10; i < kMany; ++i) add(&events, i);
  CHECK(events.size() == kMany);
  CHECK(is_whole(events));
  CHECK(&events[3] == third);
}

TEST_CASE("a copy of a list of events and the list grow apart") {
  for (const int size : {0, 1, 100, kMany}) {
    EventList one = of_size(size);
    EventList other = one;
    add(&one, size);
    other.push_back(SimTime{0}, EventId{}, RunFinished{});
    for (int i = size + 1; i < size + 100; ++i) add(&one, i);
    CHECK(one.size() == static_cast<std::size_t>(size) + 100);
    CHECK(is_whole(one));
    CHECK(other.size() == static_cast<std::size_t>(size) + 1);
    CHECK(other[static_cast<std::size_t>(size)].kind() == EventKind::kRunFinished);
    const bool shares = size == kMany && &one[0] == &other[0];
    CHECK(shares == (size == kMany));
    other = one;
    CHECK(is_whole(other));
  }
}

TEST_CASE("an event takes the room that its kind needs, and a place in the table") {
  EventList events;
  events.push_back(SimTime{0}, EventId{}, TaskScheduled{.task = TaskId{0}});
  CHECK(events.bytes() == 24 + 4);
}

}  // namespace
}  // namespace grove
