#include "engine/record/line_reader.h"

#include <limits>
#include <optional>
#include <type_traits>
#include <utility>

#include "engine/base/problem.h"
#include "engine/record/interventions.h"
#include "engine/record/json_lines.h"

namespace grove {

namespace {

// Texts up to this length are shared; longer ones hardly ever repeat.
constexpr std::size_t kSharedTextBytes = 64;

#define GROVE_WORD(name, word) word,
constexpr std::string_view kWaitKindWords[] = {GROVE_WAIT_KINDS(GROVE_WORD)};
constexpr std::string_view kOutcomeWords[] = {GROVE_OUTCOMES(GROVE_WORD)};
constexpr std::string_view kScopeKindWords[] = {GROVE_SCOPE_KINDS(GROVE_WORD)};
constexpr std::string_view kCancelReasonWords[] = {GROVE_CANCEL_REASONS(GROVE_WORD)};
#undef GROVE_WORD

// Whether a field may be left out, or null, where the table has it as always written. Numbers and
// words cannot: there is no value that would say nothing.
template <class Value>
constexpr bool kNullable = !std::is_arithmetic_v<Value> && !std::is_enum_v<Value> &&
                           !std::is_same_v<Value, Place> && !std::is_same_v<Value, SimTime>;

std::string quoted(std::string_view word) { return "`" + std::string(word) + "`"; }

}  // namespace

bool LineReader::fault(std::size_t at, std::string message, std::string hint) {
  error_ = JsonError{at, std::move(message), std::move(hint)};
  return false;
}

// The cursor stopped; `key` is the member it was reading, if any.
bool LineReader::cursor_fault(std::string_view key) {
  error_ = cursor_.error();
  if (!key.empty()) error_.message = quoted(key) + ": " + error_.message;
  return false;
}

// Calls read(key) for each member; it reads the value. False after a fault, which is set.
template <class Read>
bool LineReader::each_member(Read&& read) {
  if (!cursor_.begin_object()) return cursor_fault({});
  std::string_view key;
  std::string name;
  while (cursor_.next_key(&key)) {
    name = key;
    if (read(name)) continue;
    return error_.message.empty() ? cursor_fault(name) : false;
  }
  return cursor_.at_end() || cursor_fault({});
}

bool LineReader::check_format(int64_t format) {
  if (format >= 1 && format <= kRecordFormat) return true;
  const std::string known = "this Grove reads formats up to " + std::to_string(kRecordFormat);
  return fault(cursor_.value_begin(),
               "the record has format " + std::to_string(format) + ", and " + known,
               format > kRecordFormat ? "open it with a newer Grove" : "");
}

template <class Word>
bool LineReader::read_header_word(Word first, Word last, Word* word) {
  std::vector<std::string_view> words;
  for (int i = static_cast<int>(first); i <= static_cast<int>(last); ++i) {
    words.push_back(word_of(static_cast<Word>(i)));
  }
  return read_word(words, word);
}

bool LineReader::read_program() {
  std::vector<std::string>& lines = record_.header.program;
  if (!cursor_.begin_list()) return false;
  while (cursor_.next_element()) {
    lines.emplace_back();
    if (!read_text(&lines.back())) return false;
  }
  return !cursor_.failed();
}

bool LineReader::read_header() {
  record_.header.source.clear();
  int64_t format = 0;
  const bool read = each_member([this, &format](std::string_view key) {
    RecordHeader& header = record_.header;
    if (key == "grove_trace") return cursor_.read_int64(&format) && check_format(format);
    if (key == "source") return read_text(&header.source);
    if (key == "title") return read_text(&header.title);
    if (key == "dialect") {
      return read_header_word(RecordDialect::kTrio, RecordDialect::kMixed, &header.dialect);
    }
    if (key == "detail") return read_header_word(Detail::kLines, Detail::kSteps, &header.detail);
    if (key == "program") return read_program();
    std::string_view raw;
    if (!cursor_.skip_value(&raw)) return false;
    if (key == "scenario" && raw != "null") header.scenario = raw;
    return true;
  });
  if (!read) return false;
  if (format != 0) return true;
  return fault(0, "this is no record: its first line has no `grove_trace`",
               "`grove run FILE --record OUT.jsonl` writes one");
}

// The kind decides how the rest is read; in our own files it is the third member.
bool LineReader::find_kind(std::string* kind) {
  JsonCursor cursor(line_);
  std::string_view key;
  bool found = false;
  if (cursor.begin_object()) {
    while (!found && cursor.next_key(&key)) {
      found = key == "kind";
      std::string_view value;
      if (!found) {
        cursor.skip_value();
      } else if (cursor.read_string(&value)) {
        *kind = value;
      }
    }
  }
  if (cursor.failed()) {
    cursor_ = std::move(cursor);
    return cursor_fault(found ? "kind" : "");
  }
  return found || fault(0, "the event has no `kind`");
}

bool LineReader::read_event(RecordCheck* check) {
  std::string name;
  if (!find_kind(&name)) return false;
  EventKind kind{};
  if (!parse_event_kind(name, &kind)) kind = EventKind::kUnknown;
  switch (kind) {
#define EVENT(Struct, word, role, fields)            \
  case EventKind::k##Struct:                         \
    if constexpr (std::is_same_v<Struct, Unknown>) { \
      return read_unknown(name, check);              \
    } else {                                         \
      return read_as<Struct>(check);                 \
    }
#include "engine/record/event_kinds.def"
#undef EVENT
  }
  ENSURE(false, "a kind was parsed that does not exist");
}

bool LineReader::read_common(std::string_view key, Common* common, bool* is_common) {
  *is_common = true;
  if (key == "i") return cursor_.read_int64(&common->i);
  if (key == "t") {
    common->has_t = true;
    return cursor_.read_int64(&common->t);
  }
  if (key == "cause") return value(&common->cause);
  if (key == "kind") return cursor_.skip_value();
  *is_common = false;
  return true;
}

bool LineReader::append(const Common& common, const Event& event, RecordCheck* check) {
  const auto expected = static_cast<int64_t>(record_.size());
  if (common.i < 0) return fault(0, "`i` is missing");
  if (common.i != expected) {
    return fault(
        0, "`i` is " + std::to_string(common.i) + ", but this is event " + std::to_string(expected),
        common.i > expected ? "lines are missing before this one" : "");
  }
  if (!common.has_t) return fault(0, "`t` is missing");
  if (const auto* spawned = event.get_if<TaskSpawned>()) {
    // Everything that shows a task calls it by its name.
    if (!spawned->name) return fault(0, "`name` is missing");
    if (!spawned->label) return fault(0, "`label` is missing");
  }
  if (std::string wrong = check->admit(record_, event); !wrong.empty()) {
    return fault(0, std::move(wrong));
  }
  visit_event(event, [&](const auto& e) { record_.append(event.t, event.cause, e); });
  return true;
}

// As it is told, or with the numbers that the record has for it.
template <class Payload>
bool LineReader::take(Common common, Payload payload, RecordCheck* check) {
  const auto told = [&](const auto& event) {
    return append(common, LooseEvent(SimTime{common.t}, common.cause, event).get(), check);
  };
  if (numbers_ == nullptr) return told(payload);
  common.i = numbers_->place(common.i);
  common.cause = numbers_->event(common.cause);
  if (numbers_->apply(&payload)) return told(payload);
  return told(forgotten_event(&record_));
}

// Reads the value if the member is one of the kind's own; others are skipped. Which ones were seen
// is noted by their place in the table.
template <class Payload>
bool LineReader::read_own(std::string_view key, Payload* payload, uint32_t* seen) {
  bool known = false;
  bool good = true;
  uint32_t bit = 1;
  for_each_field(*payload, [&](const char* name, auto& field, FieldRule) {
    if (!known && key == name) {
      known = true;
      if ((*seen & bit) != 0) {
        good = fault(cursor_.value_begin(), quoted(key) + " is given twice");
      } else {
        *seen |= bit;
        good = value(&field);
      }
    }
    bit <<= 1;
  });
  return known ? good : cursor_.skip_value();
}

template <class Payload>
bool LineReader::read_as(RecordCheck* check) {
  Payload payload{};
  Common common;
  uint32_t seen = 0;
  const bool read = each_member([&](std::string_view key) {
    bool is_common = false;
    if (!read_common(key, &common, &is_common)) return false;
    return is_common || read_own(key, &payload, &seen);
  });
  if (!read) return false;
  uint32_t bit = 1;
  for_each_field(payload, [&](const char* name, const auto& field, FieldRule rule) {
    const bool needed = rule == FieldRule::kAlways && !kNullable<std::decay_t<decltype(field)>>;
    if (needed && (seen & bit) == 0 && error_.message.empty()) {
      fault(0, quoted(name) + " is missing");
    }
    bit <<= 1;
  });
  if (!error_.message.empty()) return false;
  return take(common, payload, check);
}

bool LineReader::read_unknown(const std::string& kind, RecordCheck* check) {
  Common common;
  std::string fields = "{";
  const bool read = each_member([&](std::string_view key) {
    bool is_common = false;
    if (!read_common(key, &common, &is_common)) return false;
    std::string_view raw;
    if (is_common) return true;
    if (!cursor_.skip_value(&raw)) return false;
    if (fields.size() > 1) fields += ',';
    append_json_string(&fields, key);
    fields += ':';
    fields += raw;
    return true;
  });
  if (!read) return false;
  fields += '}';
  const Unknown payload{.name = record_.add_text(kind), .fields = record_.add_json(fields)};
  return take(common, payload, check);
}

bool LineReader::is_null(bool* null) {
  JsonType type{};
  if (!cursor_.peek(&type)) return false;
  *null = type == JsonType::kNull;
  return !*null || cursor_.read_null();
}

bool LineReader::read_int32(int32_t* number) {
  int64_t wide = 0;
  if (!cursor_.read_int64(&wide)) return false;
  if (wide > std::numeric_limits<int32_t>::max() || wide < std::numeric_limits<int32_t>::min()) {
    return cursor_.fail("the number is too large");
  }
  *number = static_cast<int32_t>(wide);
  return true;
}

bool LineReader::read_text(std::string* text) {
  std::string_view read;
  if (!cursor_.read_string(&read)) return false;
  *text = read;
  return true;
}

template <class Word>
bool LineReader::read_word(std::span<const std::string_view> words, Word* word) {
  std::string_view read;
  if (!cursor_.read_string(&read)) return false;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (words[i] != read) continue;
    *word = static_cast<Word>(i);
    return true;
  }
  const std::string nearest = nearest_name(read, {words.begin(), words.end()});
  std::string hint = "it is one of";
  for (const std::string_view each : words) {
    hint += each == words[0] ? " " : ", ";
    hint += each;
  }
  if (!nearest.empty()) hint = "did you mean " + quoted(nearest) + "?";
  return cursor_.fail(quoted(read) + " is no word for it", hint);
}

bool LineReader::value(WaitKind* kind) { return read_word(kWaitKindWords, kind); }
bool LineReader::value(Outcome* outcome) { return read_word(kOutcomeWords, outcome); }
bool LineReader::value(ScopeKind* kind) { return read_word(kScopeKindWords, kind); }
bool LineReader::value(CancelReason* reason) { return read_word(kCancelReasonWords, reason); }

template <class Tag>
bool LineReader::value(Id<Tag>* id) {
  bool null = false;
  if (!is_null(&null)) return false;
  if (null) return true;
  if (!read_int32(&id->value)) return false;
  return id->value >= 0 || cursor_.fail("a number that names something is 0 or more");
}

bool LineReader::read_time(SimTime* time) {
  JsonType type{};
  if (!cursor_.peek(&type)) return false;
  if (type == JsonType::kNull) {
    *time = kNever;
    return cursor_.read_null();
  }
  if (type != JsonType::kString) return cursor_.read_int64(&time->ns);
  std::string_view word;
  if (!cursor_.read_string(&word)) return false;
  if (word != "-inf") {
    return cursor_.fail("a time is integer nanoseconds, null (never) or \"-inf\" (past)");
  }
  *time = kAlwaysPast;
  return true;
}

bool LineReader::value(Text* text) {
  bool null = false;
  std::string_view read;
  if (!is_null(&null)) return false;
  if (null) return true;
  if (!cursor_.read_string(&read)) return false;
  if (read.size() > kSharedTextBytes) {
    *text = record_.add_text(read);
    return true;
  }
  const auto [entry, is_new] = texts_.try_emplace(std::string(read));
  if (is_new) entry->second = record_.add_text(read);
  *text = entry->second;
  return true;
}

bool LineReader::value(RawJson* json) {
  bool null = false;
  std::string_view raw;
  if (!is_null(&null)) return false;
  if (null) return true;
  if (!cursor_.skip_value(&raw)) return false;
  *json = record_.add_json(raw);
  return true;
}

bool LineReader::value(InputId* input) {
  bool null = false;
  std::string_view raw;
  if (!is_null(&null)) return false;
  if (null) return true;
  if (!cursor_.skip_value(&raw)) return false;
  Problems ignored;
  AppliedInput read{.known = parse_intervention(raw, "", &ignored), .unknown = {}};
  if (!read.known) read.unknown = raw;
  *input = record_.add_input(std::move(read));
  return true;
}

// One exception with all below it. Not recursive: groups are as deep as nurseries nest.
bool LineReader::read_exception(ExceptionInfo* top) {
  // Those whose object is open, outermost first; `in_members` once their list is open as well.
  struct Open {
    ExceptionInfo* info;
    bool in_members;
  };
  std::vector<Open> open;
  ExceptionInfo* begins = top;
  do {
    if (begins != nullptr) {
      if (open.size() >= JsonCursor::kMaxDepth) return cursor_.fail("groups are nested too deep");
      if (!cursor_.begin_object()) return false;
      open.push_back(Open{begins, false});
      begins = nullptr;
    }
    ExceptionInfo& info = *open.back().info;
    if (open.back().in_members) {
      if (cursor_.next_element()) {
        info.members.emplace_back();
        begins = &info.members.back();
        continue;
      }
      if (cursor_.failed()) return false;
      open.back().in_members = false;
    }
    std::string_view key;
    if (!cursor_.next_key(&key)) {
      if (cursor_.failed()) return false;
      open.pop_back();
    } else if (key == "members") {
      if (!cursor_.begin_list()) return false;
      open.back().in_members = true;
    } else if (key == "exception") {
      if (!value(&info.exception)) return false;
    } else if (key == "type" || key == "message") {
      if (!read_text(key == "type" ? &info.type : &info.message)) return false;
    } else if (key == "cancellation") {
      if (!value(&info.cancellation)) return false;
    } else if (!cursor_.skip_value()) {
      return false;
    }
  } while (!open.empty());
  return true;
}

bool LineReader::read_exceptions(std::vector<ExceptionInfo>* list) {
  if (!cursor_.begin_list()) return false;
  while (cursor_.next_element()) {
    list->emplace_back();
    if (!read_exception(&list->back())) return false;
  }
  return !cursor_.failed();
}

bool LineReader::value(Members* members) {
  bool null = false;
  std::vector<ExceptionInfo> list;
  if (!is_null(&null)) return false;
  if (null) return true;
  if (!read_exceptions(&list)) return false;
  if (numbers_ != nullptr) numbers_->apply_to(&list);
  *members = record_.add_members(std::move(list));
  return true;
}

bool LineReader::value(FinalException* exception) {
  bool null = false;
  std::vector<ExceptionInfo> list(1);
  if (!is_null(&null)) return false;
  if (null) return true;
  if (!read_exception(&list[0])) return false;
  if (numbers_ != nullptr) numbers_->apply_to(&list);
  exception->info = record_.add_members(std::move(list));
  return true;
}

bool LineReader::value(Place* place) {
  constexpr const char* kExpected =
      "a place is \"run\" or {\"nursery\" | \"task\" | \"object\": N}";
  JsonType type{};
  std::string_view word;
  if (!cursor_.peek(&type)) return false;
  if (type == JsonType::kString) {
    if (!cursor_.read_string(&word)) return false;
    *place = Place{};
    return word == "run" || cursor_.fail(kExpected);
  }
  if (!cursor_.begin_object()) return false;
  bool found = false;
  while (cursor_.next_key(&word)) {
    const Place::Kind kind = word == "nursery"  ? Place::Kind::kNursery
                             : word == "task"   ? Place::Kind::kTask
                             : word == "object" ? Place::Kind::kObject
                                                : Place::Kind::kRun;
    if (kind == Place::Kind::kRun || found) return cursor_.fail(kExpected);
    found = true;
    place->kind = kind;
    if (!read_int32(&place->id)) return false;
  }
  if (cursor_.failed()) return false;
  return found || cursor_.fail(kExpected);
}

}  // namespace grove
