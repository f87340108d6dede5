#include "engine/lesson/event_finder.h"

#include <algorithm>
#include <type_traits>

#include "engine/base/ensure.h"

namespace grove {

namespace {

std::string place_name(const EventFinder& finder, const Place& place) {
  const RecordIndex& index = finder.index();
  switch (place.kind) {
    case Place::Kind::kRun:
      return "run";
    case Place::Kind::kTask:
      return std::string(index.record().text(index.task(TaskId{place.id}).label));
    case Place::Kind::kObject:
      return std::string(index.record().text(index.object(ObjectId{place.id}).type));
    case Place::Kind::kNursery:
      return "";
  }
  return "";
}

}  // namespace

void EventFinder::update() {
  index_.update();
  names_.advance(index_.size());
}

NurseryId EventFinder::find_nursery(std::string_view name) const {
  const ScopeId scope = names_.find_scope(name);
  return scope ? index_.scope(scope).nursery : NurseryId{};
}

template <class Field>
bool EventFinder::meets(const FieldCondition& condition, const Field& field) const {
  const Record& record = index_.record();
  if constexpr (std::is_same_v<Field, TaskId>) {
    return field == names_.find_task(condition.text) && field;
  } else if constexpr (std::is_same_v<Field, ScopeId>) {
    return field == names_.find_scope(condition.text) && field;
  } else if constexpr (std::is_same_v<Field, NurseryId>) {
    return field == find_nursery(condition.text) && field;
  } else if constexpr (std::is_same_v<Field, ExceptionId>) {
    return field && record.text(index_.exception(field).type) == condition.text;
  } else if constexpr (std::is_same_v<Field, ObjectId>) {
    return field && record.text(index_.object(field).type) == condition.text;
  } else if constexpr (std::is_same_v<Field, Text>) {
    return record.text(field) == condition.text;
  } else if constexpr (std::is_enum_v<Field>) {
    return word_of(field) == condition.text;
  } else if constexpr (std::is_integral_v<Field>) {
    return static_cast<int64_t>(field) == condition.number;
  } else if constexpr (std::is_same_v<Field, SimTime>) {
    return field.ns == condition.number;
  } else if constexpr (std::is_same_v<Field, Deadline> || std::is_same_v<Field, Until>) {
    return field.time.ns == condition.number;
  } else if constexpr (std::is_same_v<Field, Place>) {
    const bool is_nursery = field.kind == Place::Kind::kNursery;
    return is_nursery ? find_nursery(condition.text) == NurseryId{field.id}
                      : place_name(*this, field) == condition.text;
  } else {
    return false;
  }
}

namespace {

template <class Field>
bool is_unset(const Field& field) {
  if constexpr (std::is_same_v<Field, SimTime>) {
    return field == kNever;
  } else if constexpr (std::is_same_v<Field, Deadline> || std::is_same_v<Field, Until>) {
    return field.time == kNever;
  } else if constexpr (std::is_enum_v<Field> || std::is_integral_v<Field> ||
                       std::is_same_v<Field, Place> || std::is_same_v<Field, FinalException>) {
    return false;
  } else {
    return !field;
  }
}

}  // namespace

bool EventFinder::meets(const EventPattern& pattern, const Event& event) const {
  if (event.kind() != *pattern.kind) return false;
  if (pattern.t && event.t != *pattern.t) return false;
  return std::all_of(pattern.fields.begin(), pattern.fields.end(),
                     [&](const FieldCondition& condition) {
                       bool met = false;
                       visit_event(event, [&](const auto& own) {
                         for_each_field(own, [&](const char* name, const auto& field, FieldRule) {
                           if (condition.field != name) return;
                           met = condition.is_null ? is_unset(field) : meets(condition, field);
                         });
                       });
                       return met;
                     });
}

std::vector<EventId> EventFinder::find(const EventPattern& pattern) const {
  ENSURE(pattern.kind.has_value(), "a pattern without a kind means a time, and no event");
  std::vector<EventId> found;
  const Record& record = index_.record();
  for (std::size_t i = 0; i < index_.size(); ++i) {
    if (meets(pattern, record.at(i))) found.push_back(EventId{static_cast<int32_t>(i)});
  }
  return found;
}

std::string EventFinder::stranger(const EventPattern& pattern) const {
  for (const FieldCondition& each : pattern.fields) {
    if (each.is_null) continue;
    const std::string name = "`" + each.text + "`";
    if (each.sort == FieldSort::kTask && !names_.find_task(each.text)) {
      return "there is no task " + name;
    }
    if (each.sort == FieldSort::kScope && !names_.find_scope(each.text)) {
      return "no scope is opened at " + name;
    }
    if (each.sort == FieldSort::kNursery && !find_nursery(each.text)) {
      return "no nursery is opened at " + name;
    }
  }
  return "";
}

}  // namespace grove
