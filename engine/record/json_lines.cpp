// Writing records. Written straight into a buffer: a record has millions of lines, and a tree
// built for each would cost ten times as much as its text.
#include "engine/record/json_lines.h"

#include <charconv>

#include "engine/base/json.h"
#include "engine/record/interventions.h"

namespace grove {

namespace {

constexpr std::size_t kPieceBytes = std::size_t{1} << 16;

class EventWriter {
 public:
  EventWriter(const Record& record, std::string* out) : record_(record), out_(*out) {}

  void write(std::size_t index) {
    const Event& event = record_.at(index);
    out_ += "{\"i\":";
    value(static_cast<int64_t>(index));
    out_ += ",\"t\":";
    value(event.t.ns);
    out_ += ",\"kind\":";
    if (const auto* unknown = event.get_if<Unknown>()) {
      value(unknown->name);
    } else {
      word(name_of(event.kind()));
    }
    out_ += ",\"cause\":";
    value(event.cause);
    visit_event(event, [this](const auto& e) { fields(e); });
    out_ += '}';
  }

 private:
  template <class Payload>
  void fields(const Payload& e) {
    for_each_field(e, [this](const char* name, const auto& field, FieldRule rule) {
      if (rule == FieldRule::kOptional && !is_set(field)) return;
      out_ += ",\"";
      out_ += name;
      out_ += "\":";
      value(field);
    });
  }

  void fields(const Unknown& e) {
    const std::string_view object = record_.json(e.fields);
    if (object.size() <= 2) return;
    out_ += ',';
    raw(object.substr(1, object.size() - 2));
  }

  // Of the types that optional fields have; there is no telling for others.
  template <class Field>
  static bool is_set(const Field& field) {
    if constexpr (std::is_same_v<Field, Until>) {
      return field.time != kNever;
    } else if constexpr (std::is_constructible_v<bool, Field>) {
      return static_cast<bool>(field);
    } else {
      return true;
    }
  }

  void value(int64_t number) {
    char digits[24];
    const auto end = std::to_chars(digits, digits + sizeof digits, number).ptr;
    out_.append(digits, end);
  }
  void value(int32_t number) { value(int64_t{number}); }
  void value(bool truth) { out_ += truth ? "true" : "false"; }

  template <class Tag>
  void value(Id<Tag> id) {
    if (id) {
      value(id.value);
    } else {
      out_ += "null";
    }
  }

  void value(SimTime time) {
    if (time == kNever) {
      out_ += "null";
    } else if (time == kAlwaysPast) {
      out_ += "\"-inf\"";
    } else {
      value(time.ns);
    }
  }
  void value(Deadline deadline) { value(deadline.time); }
  void value(Until until) { value(until.time); }

  void word(std::string_view text) {
    out_ += '"';
    out_ += text;
    out_ += '"';
  }
  void value(WaitKind kind) { word(word_of(kind)); }
  void value(Outcome outcome) { word(word_of(outcome)); }
  void value(ScopeKind kind) { word(word_of(kind)); }
  void value(CancelReason reason) { word(word_of(reason)); }

  void value(Text text) {
    if (text) {
      append_json_string(&out_, record_.text(text));
    } else {
      out_ += "null";
    }
  }

  void value(RawJson json) {
    if (json) {
      raw(record_.json(json));
    } else {
      out_ += "null";
    }
  }

  void value(InputId input) {
    if (input) {
      raw(input_json(record_.input(input)));
    } else {
      out_ += "null";
    }
  }

  // A line end in JSON can only be white space between its parts.
  void raw(std::string_view json) {
    for (const char c : json) out_ += c == '\n' || c == '\r' ? ' ' : c;
  }

  void value(Place place) {
    constexpr const char* kKeys[] = {"", "{\"nursery\":", "{\"task\":", "{\"object\":"};
    if (place.kind == Place::Kind::kRun) {
      out_ += "\"run\"";
      return;
    }
    out_ += kKeys[static_cast<std::size_t>(place.kind)];
    value(place.id);
    out_ += '}';
  }

  void value(Members members) {
    if (members) {
      exceptions(record_.members(members));
    } else {
      out_ += "null";
    }
  }

  void value(FinalException exception) {
    const std::vector<ExceptionInfo>& info = record_.members(exception.info);
    if (info.empty()) {
      out_ += "null";
    } else {
      exception_and_members(info.front());
    }
  }

  // All but the members and the closing brace.
  void open_exception(const ExceptionInfo& info) {
    out_ += '{';
    if (info.exception) {
      out_ += "\"exception\":";
      value(info.exception);
      out_ += ',';
    }
    out_ += "\"type\":";
    append_json_string(&out_, info.type);
    out_ += ",\"message\":";
    append_json_string(&out_, info.message);
    if (info.cancellation) out_ += ",\"cancellation\":true";
    if (!info.members.empty()) out_ += ",\"members\":[";
  }

  // Not recursive: a chain of nurseries makes groups as deep as the chain is long.
  void exception_and_members(const ExceptionInfo& top) {
    struct Place {
      const ExceptionInfo* info;
      std::size_t next;  // member
    };
    std::vector<Place> open{Place{&top, 0}};
    open_exception(top);
    while (!open.empty()) {
      Place& place = open.back();
      const std::vector<ExceptionInfo>& members = place.info->members;
      if (place.next == members.size()) {
        out_ += members.empty() ? "}" : "]}";
        open.pop_back();
        continue;
      }
      if (place.next > 0) out_ += ',';
      const ExceptionInfo& member = members[place.next++];
      open_exception(member);
      open.push_back(Place{&member, 0});
    }
  }

  void exceptions(const std::vector<ExceptionInfo>& list) {
    out_ += '[';
    for (std::size_t i = 0; i < list.size(); ++i) {
      if (i > 0) out_ += ',';
      exception_and_members(list[i]);
    }
    out_ += ']';
  }

  const Record& record_;
  std::string& out_;
};

}  // namespace

std::string header_json(const RecordHeader& header) {
  std::string out = "{\"grove_trace\":" + std::to_string(kRecordFormat) + ",\"source\":";
  append_json_string(&out, header.source);
  out += ",\"dialect\":" + json_string(word_of(header.dialect));
  out += ",\"detail\":" + json_string(word_of(header.detail));
  out += ",\"title\":";
  append_json_string(&out, header.title);
  out += ",\"program\":[";
  for (std::size_t i = 0; i < header.program.size(); ++i) {
    if (i > 0) out += ',';
    append_json_string(&out, header.program[i]);
  }
  out += ']';
  if (!header.scenario.empty()) {
    out += ",\"scenario\":";
    for (const char c : header.scenario) out += c == '\n' || c == '\r' ? ' ' : c;
  }
  return out + '}';
}

std::string event_json(const Record& record, EventId id) {
  std::string out;
  EventWriter(record, &out).write(id.index());
  return out;
}

void write_json_lines(const Record& record, const std::function<void(std::string_view)>& sink) {
  std::string piece = header_json(record.header) + '\n';
  EventWriter writer(record, &piece);
  for (std::size_t i = 0; i < record.size(); ++i) {
    writer.write(i);
    piece += '\n';
    if (piece.size() < kPieceBytes) continue;
    sink(piece);
    piece.clear();
  }
  if (!piece.empty()) sink(piece);
}

}  // namespace grove
