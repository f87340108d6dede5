#include "engine/record/difference.h"

#include <catch2/catch.hpp>
#include <string>

using namespace grove;

namespace {

// Another value than the default, in the words of that record.
template <class Tag>
void change(Record&, Id<Tag>* id) {
  id->value = 7;
}
void change(Record& record, Text* text) { *text = record.add_text("x"); }
void change(Record& record, RawJson* json) { *json = record.add_json("1"); }
void change(Record& record, InputId* input) {
  *input = record.add_input({.known = Intervention{.step = 1}, .unknown = {}});
}
void change(Record& record, Members* members) {
  *members = record.add_members({ExceptionInfo{{}, "Bang", "", {}}});
}
void change(Record& record, FinalException* exception) { change(record, &exception->info); }
void change(Record&, Place* place) { *place = {Place::Kind::kTask, 3}; }
void change(Record&, SimTime* time) { time->ns = 9; }
void change(Record&, Deadline* deadline) { deadline->time = SimTime{9}; }
void change(Record&, Until* until) { until->time = SimTime{9}; }
void change(Record&, bool* truth) { *truth = true; }
void change(Record&, int32_t* number) { *number = 5; }
void change(Record&, int64_t* number) { *number = 5; }
template <class Word>
requires std::is_enum_v<Word>
void change(Record&, Word* word) { *word = static_cast<Word>(1); }

template <class Payload>
Record of_one(const Payload& payload, SimTime t = {}, EventId cause = {}) {
  Record record;
  record.append(t, cause, payload);
  return record;
}

bool same(const Record& a, const Record& b) { return same_event(a, a.at(0), b, b.at(0)); }

// One event of the kind is like another, until any one field of it is changed.
template <class Payload>
void check_kind() {
  const Record plain = of_one(Payload{});
  CHECK(same(plain, of_one(Payload{})));
  int fields = 0;
  for_each_field(Payload{}, [&](const char*, const auto&, FieldRule) { ++fields; });
  for (int changed = 0; changed < fields; ++changed) {
    Record record;
    Payload payload{};
    int at = 0;
    std::string name;
    for_each_field(payload, [&](const char* field_name, auto& field, FieldRule) {
      if (at++ != changed) return;
      name = field_name;
      change(record, &field);
    });
    record.append(SimTime{}, EventId{}, payload);
    INFO(name_of(Payload::kKind) << ": " << name);
    CHECK_FALSE(same(plain, record));
    CHECK_FALSE(same(record, plain));
  }
}

Record of_group(std::vector<ExceptionInfo> members) {
  Record record;
  const Members group = record.add_members(std::move(members));
  record.append(SimTime{}, EventId{}, ExceptionRaised{.members = group});
  return record;
}

}  // namespace

TEST_CASE("two events are the same if every field is, whatever their records call it") {
#define EVENT(Struct, name, role, fields) check_kind<Struct>();
#include "engine/record/event_kinds.def"
#undef EVENT
  Record later;
  later.add_text("something else before");
  later.append(SimTime{}, EventId{}, Printed{.text = later.add_text("hello")});
  Record sooner;
  sooner.append(SimTime{}, EventId{}, Printed{.text = sooner.add_text("hello")});
  CHECK(same(later, sooner));
}

TEST_CASE("events of another kind, time or cause are different") {
  const Record plain = of_one(TaskScheduled{TaskId{0}});
  CHECK_FALSE(same(plain, of_one(AfterTaskStep{TaskId{0}})));
  CHECK_FALSE(same(plain, of_one(TaskScheduled{TaskId{0}}, SimTime{1})));
  CHECK_FALSE(same(plain, of_one(TaskScheduled{TaskId{0}}, SimTime{}, EventId{0})));
}

TEST_CASE("a text that is not there is another than an empty one") {
  Record empty;
  empty.append(SimTime{}, EventId{}, Printed{.text = empty.add_text("")});
  CHECK_FALSE(same(empty, of_one(Printed{})));
}

TEST_CASE("groups are compared by all that they tell of their members, at any depth") {
  const ExceptionInfo bang{ExceptionId{0}, "Bang", "x", {}};
  const auto group = [&bang](ExceptionInfo member) {
    return of_group({bang, ExceptionInfo{{}, "ExceptionGroup", "", {std::move(member)}}});
  };
  CHECK(same(group(bang), group(bang)));
  CHECK_FALSE(same(group(bang), group({ExceptionId{1}, "Bang", "x", {}})));
  CHECK_FALSE(same(group(bang), group({ExceptionId{0}, "Bong", "x", {}})));
  CHECK_FALSE(same(group(bang), group({ExceptionId{0}, "Bang", "y", {}})));
  CHECK_FALSE(same(group(bang), group({ExceptionId{0}, "Bang", "x", {bang}})));
  CHECK_FALSE(same(of_group({bang}), of_group({bang, bang})));
}

TEST_CASE("records differ where their events do, or where one ends for good") {
  const auto of = [](std::initializer_list<int32_t> tasks) {
    Record record;
    for (const int32_t task : tasks)
      record.append(SimTime{}, EventId{}, TaskScheduled{TaskId{task}});
    return record;
  };
  RecordDifference other;
  other.advance(of({1, 2, 3}), of({1, 5, 3}), false);
  CHECK(other.found());
  CHECK(other.settled());
  CHECK(other.position() == 1);

  RecordDifference grows;
  grows.advance(of({1, 2}), of({1, 2, 3}), false);
  CHECK_FALSE(grows.found());
  CHECK_FALSE(grows.settled());
  CHECK(grows.position() == 2);
  RecordDifference longer = grows, shorter = grows, none = grows;
  longer.advance(of({1, 2}), of({1, 2, 3}), true);
  CHECK(longer.found());
  CHECK(longer.position() == 2);
  shorter.advance(of({1, 2, 3}), of({1, 2}), true);
  CHECK(shorter.found());
  none.advance(of({1, 2, 3}), of({1, 2, 3}), true);
  CHECK_FALSE(none.found());
  CHECK(none.settled());
}
