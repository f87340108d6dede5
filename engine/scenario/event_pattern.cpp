#include "engine/scenario/event_pattern.h"

#include <algorithm>
#include <type_traits>

#include "engine/scenario/json_parts.h"

namespace grove {

namespace {

// Calls visitor(name, field, rule) for each own field of a kind, on a default event of it.
template <class Visitor>
void visit_fields(EventKind kind, Visitor&& visitor) {
  switch (kind) {
#define EVENT(Struct, name, role, fields) \
  case EventKind::k##Struct: {            \
    Struct event;                         \
    for_each_field(event, visitor);       \
    break;                                \
  }
#include "engine/record/event_kinds.def"
#undef EVENT
  }
}

template <class Field>
constexpr FieldSort sort_of() {
  if constexpr (std::is_same_v<Field, TaskId>) return FieldSort::kTask;
  if constexpr (std::is_same_v<Field, ScopeId>) return FieldSort::kScope;
  if constexpr (std::is_same_v<Field, NurseryId>) return FieldSort::kNursery;
  if constexpr (std::is_same_v<Field, ExceptionId>) return FieldSort::kException;
  if constexpr (std::is_same_v<Field, ObjectId>) return FieldSort::kObject;
  if constexpr (std::is_same_v<Field, Text>) return FieldSort::kText;
  if constexpr (std::is_same_v<Field, bool>) return FieldSort::kBool;
  if constexpr (std::is_enum_v<Field>) return FieldSort::kWord;
  if constexpr (std::is_integral_v<Field>) return FieldSort::kNumber;
  if constexpr (std::is_same_v<Field, Place>) return FieldSort::kPlace;
  const bool is_time = std::is_same_v<Field, SimTime> || std::is_same_v<Field, Deadline> ||
                       std::is_same_v<Field, Until>;
  return is_time ? FieldSort::kTime : FieldSort::kNone;
}

// Whether the word is one of those that the field can have.
bool is_word_of(EventKind kind, const std::string& field, const std::string& word) {
  bool is_one = false;
  visit_fields(kind, [&](const char* name, auto& value, FieldRule) {
    if constexpr (std::is_enum_v<std::decay_t<decltype(value)>>) {
      if (field == name) is_one = parse_word(word, &value);
    }
  });
  return is_one;
}

std::vector<std::string> kind_names() {
  std::vector<std::string> names;
  for (int i = 0; i < kEventKindCount; ++i) {
    const auto kind = static_cast<EventKind>(i);
    if (kind != EventKind::kUnknown) names.emplace_back(name_of(kind));
  }
  return names;
}

std::string expected(FieldSort sort) {
  switch (sort) {
    case FieldSort::kTask:
      return "expected the label or the path of a task";
    case FieldSort::kScope:
    case FieldSort::kNursery:
      return "expected its task and line, as \"main:34\"";
    case FieldSort::kException:
      return "expected the type of an exception";
    case FieldSort::kObject:
      return "expected the type of an object";
    case FieldSort::kPlace:
      return "expected a task, a nursery (\"main:34\"), the type of an object, or \"run\"";
    case FieldSort::kNumber:
      return "expected a whole number";
    case FieldSort::kBool:
      return "expected true or false";
    case FieldSort::kTime:
      return "expected simulated seconds";
    default:
      return "expected a string";
  }
}

class PatternReader {
 public:
  PatternReader(const JsonValue& value, const std::string& pointer, JsonFaults* faults)
      : value_(value), pointer_(pointer), faults_(*faults), parts_(value, pointer, faults) {}

  std::optional<EventPattern> read(const std::vector<std::string>& extra) {
    if (!faults_.expect(value_, JsonType::kObject, pointer_)) return std::nullopt;
    bool good = read_kind();
    SimTime t;
    if (parts_.seconds("t", &t)) made_.t = t;
    int64_t n = 1;
    parts_.whole("n", {1, kIdRange.most}, &n);
    made_.n = static_cast<int32_t>(n);
    read_pane();
    if (!good) return std::nullopt;
    const std::vector<std::string> keys{"event", "t", "n", "pane"};
    for (const JsonMember& member : value_.members) {
      const auto is_it = [&member](const std::string& key) { return key == member.key; };
      if (std::any_of(keys.begin(), keys.end(), is_it)) continue;
      if (std::any_of(extra.begin(), extra.end(), is_it)) continue;
      good = read_condition(member) && good;
    }
    return good ? std::optional(std::move(made_)) : std::nullopt;
  }

 private:
  bool read_kind() {
    std::string name;
    if (!parts_.has("event")) {
      if (parts_.has("t")) return true;
      faults_.add(value_, pointer_, "it says neither which event is meant nor at which time",
                  "write {\"event\": \"exception_raised\", \"task\": \"r01\"}, or {\"t\": 0.3}");
      return false;
    }
    if (!parts_.text("event", &name)) return false;
    EventKind kind = EventKind::kUnknown;
    if (!parse_event_kind(name, &kind) || kind == EventKind::kUnknown) {
      parts_.fault("event", json_string(name) + " is no kind of event",
                   did_you_mean(name, kind_names()));
      return false;
    }
    made_.kind = kind;
    return true;
  }

  void read_pane() {
    std::string pane;
    if (!parts_.text("pane", &pane)) return;
    if (pane == "right") made_.pane = Pane::kRight;
    if (pane != "right" && pane != "left") {
      parts_.fault("pane", json_string(pane) + " is no pane", "it is \"left\" or \"right\"");
    }
  }

  bool read_condition(const JsonMember& member) {
    FieldCondition condition;
    condition.field = member.key;
    std::vector<std::string> names{"t", "n", "pane"};
    const std::vector<EventField> fields =
        made_.kind ? fields_of(*made_.kind) : std::vector<EventField>{};
    for (const EventField& field : fields) {
      names.push_back(field.name);
      if (field.name == member.key) condition.sort = field.sort;
    }
    if (std::find(names.begin(), names.end(), member.key) == names.end()) {
      const std::string of = made_.kind ? std::string(name_of(*made_.kind)) : "a time";
      faults_.add_at_key(member, child_pointer(pointer_, member.key),
                         in_quotes(member.key) + " is no field of " + of,
                         did_you_mean(member.key, names));
      return false;
    }
    const std::string fault = read_value(member.value, &condition);
    if (!fault.empty()) {
      faults_.add(member.value, child_pointer(pointer_, member.key), fault);
      return false;
    }
    made_.fields.push_back(std::move(condition));
    return true;
  }

  // What is wrong with it, or nothing.
  std::string read_value(const JsonValue& value, FieldCondition* to) const {
    const std::string wrong = expected(to->sort) + ", got " + std::string(name_of(value.type));
    to->is_null = value.type == JsonType::kNull;
    if (to->sort == FieldSort::kNone) return in_quotes(to->field) + " cannot be a condition";
    if (to->is_null) {
      const bool can_be = to->sort != FieldSort::kWord && to->sort != FieldSort::kBool &&
                          to->sort != FieldSort::kNumber;
      return can_be ? "" : wrong;
    }
    if (to->sort == FieldSort::kBool) {
      to->number = value.boolean ? 1 : 0;
      return value.type == JsonType::kBool ? "" : wrong;
    }
    if (to->sort == FieldSort::kNumber) {
      if (value.type != JsonType::kNumber) return wrong;
      return read_whole(value.text, kIdRange, &to->number);
    }
    if (to->sort == FieldSort::kTime) {
      SimTime time;
      if (value.type != JsonType::kNumber) return wrong;
      const std::string fault = read_seconds(value.text, &time);
      to->number = time.ns;
      return fault;
    }
    if (value.type != JsonType::kString) return wrong;
    to->text = value.text;
    if (to->sort == FieldSort::kWord && !is_word_of(*made_.kind, to->field, to->text)) {
      return json_string(to->text) + " is nothing that " + in_quotes(to->field) + " can be";
    }
    return "";
  }

  const JsonValue& value_;
  const std::string& pointer_;
  JsonFaults& faults_;
  JsonParts parts_;
  EventPattern made_;
};

}  // namespace

std::vector<EventField> fields_of(EventKind kind) {
  std::vector<EventField> fields;
  visit_fields(kind, [&fields](const char* name, const auto& value, FieldRule) {
    fields.push_back({name, sort_of<std::decay_t<decltype(value)>>()});
  });
  return fields;
}

std::optional<EventPattern> read_event_pattern(const JsonValue& value, const std::string& pointer,
                                               const std::vector<std::string>& extra,
                                               JsonFaults* faults) {
  return PatternReader(value, pointer, faults).read(extra);
}

std::string describe_pattern(const EventPattern& pattern) {
  std::string words = pattern.kind ? std::string(name_of(*pattern.kind)) : "";
  const auto add = [&words](const std::string& part) {
    words += (words.empty() ? "" : ", ") + part;
  };
  for (const FieldCondition& each : pattern.fields) {
    const bool named = !each.text.empty();
    const bool is_time = each.sort == FieldSort::kTime;
    const std::string number = is_time ? exact_seconds({each.number}) : std::to_string(each.number);
    const bool is_bool = each.sort == FieldSort::kBool;
    const std::string value = is_bool ? (each.number != 0 ? "true" : "false") : number;
    add(each.field + " " + (each.is_null ? "null" : named ? each.text : value));
  }
  if (pattern.t) add("t " + exact_seconds(*pattern.t));
  return words;
}

}  // namespace grove
