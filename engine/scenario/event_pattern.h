// EventPattern: which event of a run is meant, as lessons and expectations say it:
//
//   {"event": "exception_raised", "task": "refresh", "n": 1}
//   {"event": "printed", "text": "all good!", "t": 0.6}      {"t": 0.3}
//
// `event` is a kind of event, and each of its own fields can be a condition: tasks by label or
// path, scopes and nurseries by the task and line they were opened at ("main:34"), exceptions and
// objects by their type, times in seconds, words as in a record. `t` is the time it happens at, `n`
// which of those that meet the conditions. Reading checks the kind, the fields and their types;
// which event of a run it is, engine/lesson finds out.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/json_faults.h"
#include "engine/record/event.h"

namespace grove {

// How a field of an event is compared with a value in a file.
enum class FieldSort : uint8_t {
  kTask,
  kScope,
  kNursery,
  kException,
  kObject,
  kText,
  kWord,
  kNumber,
  kBool,
  kTime,
  kPlace,
  kNone,  // it cannot be
};

struct FieldCondition {
  std::string field;
  FieldSort sort = FieldSort::kNone;
  bool is_null = false;  // the field is unset; of a time: never
  std::string text;      // of names, texts and words
  int64_t number = 0;    // of kNumber, of kBool (0 or 1), of kTime (nanoseconds)
};

enum class Pane : uint8_t { kLeft, kRight };

struct EventPattern {
  std::optional<EventKind> kind;  // unset: only a time, the moment when all has happened then
  std::optional<SimTime> t;
  std::vector<FieldCondition> fields;
  int32_t n = 1;
  Pane pane = Pane::kLeft;  // of two that are compared, in which
};

struct EventField {
  std::string name;
  FieldSort sort;
};
// The own fields of a kind of event, in order.
std::vector<EventField> fields_of(EventKind kind);

// Reads one; nothing, and faults, if it is none. `extra` are keys of the object that mean something
// else to the caller.
std::optional<EventPattern> read_event_pattern(const JsonValue& value, const std::string& pointer,
                                               const std::vector<std::string>& extra,
                                               JsonFaults* faults);

// In words: "exception_raised, task refresh, n 2"; for messages.
std::string describe_pattern(const EventPattern& pattern);

}  // namespace grove
