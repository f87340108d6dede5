#include <algorithm>

#include "engine/scenario/expectation.h"
#include "engine/scenario/json_parts.h"

namespace grove {

namespace {

using Kind = Expectation::Kind;

const char kForms[] =
    "it is one of {\"at\": 0.3, \"alive\": 1}, {\"task\": \"r00\", \"outcome\": \"cancelled\"}, "
    "{\"printed\": [\"caught 1\"]}, {\"outcome\": \"ok\"}, {\"never\": {\"event\": …}}, "
    "{\"event\": …, \"count\": 2}";

// The forms, by the key that tells which it is; `outcome` last, since a task has one as well.
struct Form {
  std::string_view key;
  Kind kind;
  std::vector<std::string> keys;
};
const std::vector<Form>& forms() {
  static const std::vector<Form> kAll{
      {"event", Kind::kEvent, {"event", "count"}},
      {"never", Kind::kAbsent, {"never"}},
      {"printed", Kind::kPrinted, {"printed", "at", "only"}},
      {"alive", Kind::kAlive, {"alive", "at"}},
      {"task", Kind::kTask, {"task", "outcome", "because", "exception", "at"}},
      {"outcome", Kind::kOutcome, {"outcome", "exception", "at"}},
  };
  return kAll;
}

class Reader {
 public:
  Reader(const JsonValue& value, const std::string& pointer,
         const std::vector<std::string>& presets, JsonFaults* faults)
      : value_(value),
        pointer_(pointer),
        presets_(presets),
        faults_(faults),
        parts_(value, pointer, faults) {
    made_.where = parts_.where();
  }

  std::optional<Expectation> read() {
    if (!faults_->expect(value_, JsonType::kObject, pointer_)) return std::nullopt;
    const auto form = std::find_if(forms().begin(), forms().end(),
                                   [this](const Form& each) { return parts_.has(each.key); });
    if (form == forms().end()) {
      faults_->add(value_, pointer_, "it does not say what to expect", kForms);
      return std::nullopt;
    }
    made_.kind = form->kind;
    read_preset();
    SimTime at;
    if (made_.kind != Kind::kEvent && parts_.seconds("at", &at)) made_.at = at;
    if (made_.kind == Kind::kEvent) return read_event();
    std::vector<std::string> keys = form->keys;
    keys.emplace_back("preset");
    faults_->check_keys(value_, pointer_, "this expectation", keys);
    return read_rest() ? std::optional(std::move(made_)) : std::nullopt;
  }

 private:
  bool read_rest() {
    switch (made_.kind) {
      case Kind::kAbsent: {
        std::optional<EventPattern> event =
            read_event_pattern(*parts_.find("never"), parts_.at("never"), {}, faults_);
        if (event) made_.event = std::move(*event);
        return event && need_event("never");
      }
      case Kind::kAlive:
        return parts_.need("at", "say at which time so many are alive") &&
               parts_.whole("alive", kIdRange, &made_.alive) && made_.at;
      case Kind::kPrinted:
        parts_.flag("only", &made_.only);
        return read_printed(*parts_.find("printed"), parts_.at("printed"));
      case Kind::kTask:
        parts_.text("exception", &made_.exception);
        parts_.text("because", &made_.because);
        return parts_.text("task", &made_.task) && read_outcome({"ok", "error", "cancelled"});
      default:
        parts_.text("exception", &made_.exception);
        return read_outcome({"ok", "error", "interrupted", "limit", "deadlock"});
    }
  }

  // An event may have any field as a condition, so its keys are checked with it.
  std::optional<Expectation> read_event() {
    std::optional<EventPattern> event =
        read_event_pattern(value_, pointer_, {"count", "preset"}, faults_);
    int64_t count = 0;
    if (parts_.whole("count", {1, kIdRange.most}, &count)) made_.count = count;
    if (!event) return std::nullopt;
    made_.event = std::move(*event);
    return need_event("") ? std::optional(std::move(made_)) : std::nullopt;
  }

  bool need_event(std::string_view key) {
    if (!made_.event.kind) {
      parts_.fault(key, "a time alone is no event", "name one: {\"event\": \"task_orphaned\"}");
    }
    if (made_.event.n != 1) {
      parts_.fault(key, "`n` has no meaning in an expectation", "`count` says how many there are");
    }
    return made_.event.kind && made_.event.n == 1;
  }

  bool read_outcome(const std::vector<std::string>& words) {
    std::string word;
    if (!parts_.text("outcome", &word)) {
      if (made_.at || !made_.exception.empty() || !made_.because.empty()) return true;
      return parts_.need("outcome", "say how it ends: \"ok\", \"error\", …");
    }
    Outcome outcome = Outcome::kOk;
    if (std::find(words.begin(), words.end(), word) == words.end() || !parse_word(word, &outcome)) {
      parts_.fault("outcome", json_string(word) + " is no outcome", did_you_mean(word, words));
      return false;
    }
    made_.outcome = outcome;
    return true;
  }

  bool read_printed(const JsonValue& value, const std::string& pointer) {
    if (!faults_->expect(value, JsonType::kList, pointer)) return false;
    bool good = true;
    for (std::size_t i = 0; i < value.elements.size(); ++i) {
      const JsonValue& each = value.elements[i];
      const std::string at = child_pointer(pointer, i);
      made_.lines.emplace_back();
      if (each.type != JsonType::kList) {
        good = read_line(each, at) && good;
        continue;
      }
      for (std::size_t k = 0; k < each.elements.size(); ++k) {
        good = read_line(each.elements[k], child_pointer(at, k)) && good;
      }
    }
    return good;
  }

  bool read_line(const JsonValue& value, const std::string& pointer) {
    if (value.type != JsonType::kString) {
      faults_->add(value, pointer,
                   "expected what is printed, or a list of what is printed in any order, got " +
                       std::string(name_of(value.type)));
      return false;
    }
    made_.lines.back().push_back(value.text);
    return true;
  }

  void read_preset() {
    if (!parts_.text("preset", &made_.preset)) return;
    if (std::find(presets_.begin(), presets_.end(), made_.preset) != presets_.end()) return;
    parts_.fault(
        "preset", "there is no preset " + json_string(made_.preset),
        presets_.empty() ? "declare it under `presets`" : did_you_mean(made_.preset, presets_));
  }

  const JsonValue& value_;
  const std::string& pointer_;
  const std::vector<std::string>& presets_;
  JsonFaults* faults_;
  JsonParts parts_;
  Expectation made_;
};

}  // namespace

std::vector<Expectation> read_expectations(const JsonValue& value, const std::string& pointer,
                                           const std::vector<std::string>& presets,
                                           JsonFaults* faults) {
  std::vector<Expectation> expectations;
  if (!faults->expect(value, JsonType::kList, pointer)) return expectations;
  for (std::size_t i = 0; i < value.elements.size(); ++i) {
    const std::string at = child_pointer(pointer, i);
    std::optional<Expectation> made = Reader(value.elements[i], at, presets, faults).read();
    if (made) expectations.push_back(std::move(*made));
  }
  return expectations;
}

}  // namespace grove
