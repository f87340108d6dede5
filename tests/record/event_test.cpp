#include "engine/record/event.h"

#include <catch2/catch.hpp>
#include <set>
#include <string>

#include "engine/record/record.h"

using namespace grove;

TEST_CASE("every kind of event has a name of its own, which leads back to it") {
  std::set<std::string_view> names;
  for (int i = 0; i < kEventKindCount; ++i) {
    const auto kind = static_cast<EventKind>(i);
    names.insert(name_of(kind));
    EventKind parsed{};
    REQUIRE(parse_event_kind(name_of(kind), &parsed));
    CHECK(parsed == kind);
  }
  CHECK(names.size() == static_cast<std::size_t>(kEventKindCount));
  EventKind untouched = EventKind::kDrew;
  CHECK_FALSE(parse_event_kind("task_teleported", &untouched));
  CHECK(untouched == EventKind::kDrew);
}

TEST_CASE("every kind but the eight that only fill in between is one that a person steps by") {
  std::set<std::string_view> details;
  for (int i = 0; i < kEventKindCount; ++i) {
    const auto kind = static_cast<EventKind>(i);
    if (role_of(kind) == EventRole::kDetail && kind != EventKind::kUnknown) {
      details.insert(name_of(kind));
    }
  }
  CHECK(details == std::set<std::string_view>{"line", "task_scheduled", "before_task_step",
                                              "after_task_step", "clock_jumped", "object_created",
                                              "await_ended", "drew"});
}

namespace {

template <class Word>
void check_words(int count) {
  std::set<std::string_view> words;
  for (int i = 0; i < count; ++i) {
    const auto value = static_cast<Word>(i);
    words.insert(word_of(value));
    Word parsed{};
    REQUIRE(parse_word(word_of(value), &parsed));
    CHECK(parsed == value);
  }
  CHECK(words.size() == static_cast<std::size_t>(count));
  Word ignored{};
  CHECK_FALSE(parse_word("", &ignored));
}

}  // namespace

TEST_CASE("every word of a closed set leads back to its value") {
#define GROVE_ONE(name, word) +1
  check_words<WaitKind>(0 GROVE_WAIT_KINDS(GROVE_ONE));
  check_words<Outcome>(0 GROVE_OUTCOMES(GROVE_ONE));
  check_words<ScopeKind>(0 GROVE_SCOPE_KINDS(GROVE_ONE));
  check_words<CancelReason>(0 GROVE_CANCEL_REASONS(GROVE_ONE));
#undef GROVE_ONE
}

TEST_CASE("an event gives back the payload it was made with, and no other") {
  const LooseEvent loose(SimTime{5}, EventId{2},
                         TaskBlocked{.task = TaskId{3},
                                     .on = WaitKind::kLock,
                                     .object = ObjectId{4},
                                     .nursery = {},
                                     .other = {},
                                     .until = {SimTime{9}}});
  const Event& event = loose.get();
  CHECK(event.kind() == EventKind::kTaskBlocked);
  REQUIRE(event.get_if<TaskBlocked>() != nullptr);
  CHECK(event.get_if<TaskExited>() == nullptr);
  CHECK(event.get<TaskBlocked>().object == ObjectId{4});
  const bool same_struct = visit_event(
      event, [](const auto& e) { return std::is_same_v<std::decay_t<decltype(e)>, TaskBlocked>; });
  CHECK(same_struct);
}

TEST_CASE("an event is about its task, an exception on its way about the one it leaves") {
  const auto about = [](const auto& payload) {
    return task_of(LooseEvent(SimTime{}, EventId{}, payload).get());
  };
  CHECK(about(Line{.task = TaskId{7}, .line = 1, .depth = 0, .function = {}, .count = 0}) ==
        TaskId{7});
  CHECK(about(ExceptionPropagated{
            .exception = ExceptionId{0}, .from = TaskId{4}, .to = {Place::Kind::kTask, 1}}) ==
        TaskId{4});
  CHECK(about(ClockJumped{.from = SimTime{3}}) == TaskId{});
  CHECK(about(ScopeClosed{.scope = ScopeId{1}, .cancelled_caught = true}) == TaskId{});
  CHECK(about(RunStarted{}) == TaskId{});
}

TEST_CASE("a copy of a record shares its past and has a future of its own") {
  Record one;
  const Text name = one.add_text("main");
  one.append({}, {}, RunStarted{});
  Record two = one;
  one.append({}, EventId{0}, TaskScheduled{TaskId{1}});
  two.append({}, EventId{0}, TaskScheduled{TaskId{2}});
  two.add_text("more");
  CHECK(one.size() == 2);
  CHECK(one.at(1).get<TaskScheduled>().task == TaskId{1});
  CHECK(two.at(1).get<TaskScheduled>().task == TaskId{2});
  CHECK(one.text(name) == "main");
  CHECK(two.text(name) == "main");
  CHECK(two.bytes() > one.bytes());
}

TEST_CASE("a name of nothing stands for nothing stored") {
  const Record record;
  CHECK(record.text({}) == "");
  CHECK(record.json({}) == "");
  CHECK(record.members({}).empty());
}
