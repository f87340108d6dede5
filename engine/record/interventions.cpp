#include "engine/record/interventions.h"

#include <algorithm>
#include <limits>

#include "engine/base/numbers.h"
#include "engine/base/python_literal.h"
#include "engine/record/file_table.h"
#include "engine/record/names.h"
#include "engine/record/signal_names.h"

namespace grove {

namespace {

using Kind = Intervention::Kind;

constexpr char kForms[] =
    "it is one of {\"at\": 1.5, \"do\": \"interrupt\"}, {\"step\": 41, \"do\": \"cancel\", "
    "\"scope\": \"main:34\"}, {\"step\": 41, \"do\": \"raise\", \"task\": \"r0\", \"exception\": "
    "\"OSError('gone')\"}, {\"step\": 12, \"do\": \"choose\", \"task\": \"r11\"}, {\"step\": 41, "
    "\"do\": \"deadline\", \"scope\": \"main:34\", \"to\": 0.5}, {\"step\": 41, \"do\": "
    "\"shield\", "
    "\"scope\": \"main:34\", \"to\": true}, {\"step\": 41, \"do\": \"cancel-task\", \"task\": "
    "\"r0\"}, {\"at\": 2, \"do\": \"signal\", \"name\": \"SIGTERM\"}, {\"at\": 0.4, \"do\": "
    "\"network\", \"address\": \"192.0.2.1:80\", \"outcome\": \"hang\"}, {\"at\": 2, \"do\": "
    "\"file\", \"path\": \"diary.txt\", \"latency\": 5}";

bool is_class_name(std::string_view name) {
  return !name.empty() && (name[0] < '0' || name[0] > '9') &&
         std::all_of(name.begin(), name.end(), [](char c) {
           return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                  c == '_' || c == '.' || static_cast<unsigned char>(c) >= 0x80;
         });
}

// "OSError", "OSError()" or "OSError('gone')".
bool parse_exception(std::string_view call, Intervention* to) {
  const std::size_t open = call.find('(');
  to->exception_class = std::string(call.substr(0, open));
  if (!is_class_name(to->exception_class)) return false;
  if (open == std::string_view::npos) return true;
  if (call.back() != ')') return false;
  const std::string_view argument = call.substr(open + 1, call.size() - open - 2);
  if (argument.empty()) return true;
  const std::optional<std::string> json = json_of_python_literal(argument);
  JsonError ignored;
  const std::optional<JsonValue> value = json ? parse_json(*json, &ignored) : std::nullopt;
  if (!value || value->type != JsonType::kString) return false;
  to->exception_text = value->text;
  return true;
}

class Reader {
 public:
  Reader(const JsonValue& value, const std::string& pointer, JsonFaults* faults)
      : value_(value), pointer_(pointer), faults_(*faults) {}

  std::optional<Intervention> read() {
    if (!faults_.expect(value_, JsonType::kObject, pointer_)) return std::nullopt;
    faults_.check_keys(value_, pointer_, "an input",
                       {"step", "at", "do", "scope", "task", "exception", "to", "name", "address",
                        "outcome", "path", "latency", "denied"});
    const bool good = read_kind() && read_moment() && read_target();
    return good ? std::optional(made_) : std::nullopt;
  }

 private:
  bool fail(const JsonValue& value, const char* key, std::string message, std::string hint) {
    faults_.add(value, key == nullptr ? pointer_ : child_pointer(pointer_, key), std::move(message),
                std::move(hint));
    return false;
  }

  const JsonValue* text_of(const char* key) {
    const JsonValue* const value = value_.find(key);
    if (value == nullptr) {
      fail(value_, nullptr, std::string("the input lacks `") + key + "`", kForms);
      return nullptr;
    }
    return faults_.expect(*value, JsonType::kString, child_pointer(pointer_, key)) ? value
                                                                                   : nullptr;
  }

  bool read_kind() {
    const JsonValue* const word = text_of("do");
    if (word == nullptr) return false;
    return parse_word(word->text, &made_.kind) ||
           fail(*word, "do", "nobody knows how to do " + json_string(word->text), kForms);
  }

  bool read_moment() {
    const JsonValue* const step = value_.find("step");
    const JsonValue* const at = value_.find("at");
    if (step == nullptr && at == nullptr) {
      return fail(value_, nullptr, "the input does not say when",
                  "give it `step`, the number of a step, or `at`, simulated seconds");
    }
    return (step == nullptr || read_step(*step)) &&
           (at == nullptr || read_seconds(*at, "at", &made_.at.emplace()));
  }

  bool read_step(const JsonValue& step) {
    int64_t number = 0;
    const bool whole = step.type == JsonType::kNumber && json_int64(step.text, &number);
    if (!whole || number < 0 || number > std::numeric_limits<int32_t>::max()) {
      return fail(step, "step", "expected the number of a step, from 0", "");
    }
    made_.step = static_cast<int32_t>(number);
    return true;
  }

  bool read_seconds(const JsonValue& value, const char* key, SimTime* time) {
    if (value.type != JsonType::kNumber) return fail(value, key, "expected simulated seconds", "");
    const std::string fault = grove::read_seconds(value.text, time);
    return fault.empty() || fail(value, key, "expected simulated seconds: " + fault, "");
  }

  bool read_target() {
    if (made_.kind == Kind::kSignal) {
      return refuse({"scope", "task", "exception", "to", "address", "outcome", "path", "latency",
                     "denied"}) &&
             read_signal();
    }
    if (made_.kind == Kind::kNetwork) {
      return refuse({"scope", "task", "exception", "to", "name", "path", "denied"}) &&
             read_network();
    }
    if (made_.kind == Kind::kFile) {
      return refuse({"scope", "task", "exception", "to", "name", "address", "outcome"}) &&
             read_file();
    }
    if (!refuse({"name", "address", "outcome", "path", "latency", "denied"})) return false;
    switch (made_.kind) {
      case Kind::kInterrupt:
        return refuse({"scope", "task", "exception", "to"});
      case Kind::kCancel:
        return refuse({"task", "exception", "to"}) && read_scope();
      case Kind::kChoose:
      case Kind::kCancelTask:
        return refuse({"scope", "exception", "to"}) && read_task();
      case Kind::kRaise:
        return refuse({"scope", "to"}) && read_task() && read_exception();
      case Kind::kDeadline:
        return refuse({"task", "exception"}) && read_scope() && read_deadline();
      case Kind::kShield:
        return refuse({"task", "exception"}) && read_scope() && read_shield();
      case Kind::kSignal:
      case Kind::kNetwork:
      case Kind::kFile:
        break;
    }
    return false;
  }

  bool read_network() {
    const JsonValue* const outcome = value_.find("outcome");
    const JsonValue* const latency = value_.find("latency");
    if (outcome == nullptr && latency == nullptr) {
      return fail(value_, nullptr, "the input does not say what becomes of the address",
                  "give it `outcome` or `latency`");
    }
    return read_address() && (outcome == nullptr || read_outcome(*outcome)) &&
           (latency == nullptr || read_seconds(*latency, "latency", &made_.latency.emplace()));
  }

  bool read_address() {
    if (value_.find("address") == nullptr) return true;
    const JsonValue* const address = text_of("address");
    if (address == nullptr) return false;
    made_.target = address->text;
    IpAddress ip;
    std::optional<int32_t> port;
    return parse_network_address(made_.target, &ip, &port) ||
           fail(*address, "address", json_string(made_.target) + " is no address",
                "an address is written as in `network`: \"192.0.2.1:80\" or \"[2001:db8::1]:80\"");
  }

  bool read_outcome(const JsonValue& outcome) {
    if (!faults_.expect(outcome, JsonType::kString, child_pointer(pointer_, "outcome"))) {
      return false;
    }
    return parse_word(outcome.text, &made_.outcome.emplace()) ||
           fail(outcome, "outcome", json_string(outcome.text) + " is no outcome",
                "it is one of \"ok\", \"refused\", \"unreachable\", \"hang\", \"reset\"");
  }

  bool read_signal() {
    const JsonValue* const name = text_of("name");
    if (name == nullptr) return false;
    made_.target = name->text;
    if (signal_number(made_.target) != 0) return true;
    std::string known;
    for (const std::string& each : catchable_signals()) known += (known.empty() ? "" : ", ") + each;
    return fail(*name, "name", "there is no signal " + json_string(made_.target) + " to catch",
                "the signals are " + known);
  }

  bool read_file() {
    const JsonValue* const path = text_of("path");
    if (path == nullptr) return false;
    made_.target = path->text;
    const std::string fault = made_.target == kAllFiles ? "" : fault_of_file_path(made_.target);
    if (!fault.empty()) return fail(*path, "path", fault, "write a path as in `files`");
    const JsonValue* const latency = value_.find("latency");
    const JsonValue* const denied = value_.find("denied");
    if (latency == nullptr && denied == nullptr) {
      return fail(value_, nullptr, "the input does not say what becomes of the file",
                  "give it `latency`, in seconds, or `denied`");
    }
    if (latency != nullptr && !read_seconds(*latency, "latency", &made_.latency.emplace())) {
      return false;
    }
    if (denied == nullptr) return true;
    if (!faults_.expect(*denied, JsonType::kBool, child_pointer(pointer_, "denied"))) return false;
    made_.denied = denied->boolean;
    return true;
  }

  bool refuse(std::initializer_list<const char*> keys) {
    for (const char* key : keys) {
      if (const JsonValue* value = value_.find(key)) {
        return fail(
            *value, key,
            std::string("`") + key + "` has no meaning for " + json_string(word_of(made_.kind)),
            kForms);
      }
    }
    return true;
  }

  bool read_scope() {
    const JsonValue* const scope = text_of("scope");
    if (scope == nullptr) return false;
    made_.target = scope->text;
    if (parse_scope_name(made_.target)) return true;
    return fail(*scope, "scope", json_string(made_.target) + " is no name of a scope",
                "a scope is named by its task and line, as `main:34` or `main/r0:26#2`");
  }

  bool read_task() {
    const JsonValue* const task = text_of("task");
    if (task == nullptr) return false;
    made_.target = task->text;
    return !made_.target.empty() ||
           fail(*task, "task", "the name of the task is empty", "give its label or its path");
  }

  bool read_exception() {
    const JsonValue* const call = text_of("exception");
    if (call == nullptr) return false;
    return parse_exception(call->text, &made_) ||
           fail(*call, "exception", json_string(call->text) + " is no exception",
                "write a class and, at most, one text, as `OSError('gone')`");
  }

  const JsonValue* value_of_to(const char* hint) {
    const JsonValue* const to = value_.find("to");
    if (to == nullptr) fail(value_, nullptr, "the input lacks `to`", hint);
    return to;
  }

  bool read_deadline() {
    const JsonValue* const to = value_of_to("seconds on the clock, or null for no deadline");
    if (to == nullptr) return false;
    return to->type == JsonType::kNull || read_seconds(*to, "to", &made_.deadline);
  }

  bool read_shield() {
    const JsonValue* const to = value_of_to("true or false");
    if (to == nullptr || !faults_.expect(*to, JsonType::kBool, child_pointer(pointer_, "to"))) {
      return false;
    }
    made_.shield = to->boolean;
    return true;
  }

  const JsonValue& value_;
  const std::string& pointer_;
  JsonFaults& faults_;
  Intervention made_;
};

}  // namespace

std::optional<Intervention> read_intervention(const JsonValue& value, const std::string& pointer,
                                              JsonFaults* faults) {
  return Reader(value, pointer, faults).read();
}

std::optional<Intervention> parse_intervention(std::string_view text, const std::string& file,
                                               Problems* problems) {
  JsonFaults faults(text, file);
  JsonError error;
  const std::optional<JsonValue> value = parse_json(text, &error);
  std::optional<Intervention> made;
  if (value) {
    faults.check_duplicates(*value, "");
    made = read_intervention(*value, "", &faults);
  } else {
    faults.add_syntax_error(error);
  }
  if (!faults.any()) return made;
  for (Problem& problem : faults.take()) problems->push_back(std::move(problem));
  return std::nullopt;
}

std::string exception_call(const Intervention& intervention) {
  const std::string argument =
      intervention.exception_text ? python_repr(*intervention.exception_text) : "";
  return intervention.exception_class + "(" + argument + ")";
}

namespace {

std::string network_members(const Intervention& intervention) {
  std::string out;
  if (!intervention.target.empty()) out += ", \"address\": " + json_string(intervention.target);
  if (intervention.outcome) out += ", \"outcome\": " + json_string(word_of(*intervention.outcome));
  if (intervention.latency) out += ", \"latency\": " + exact_seconds(*intervention.latency);
  return out;
}

std::string file_members(const Intervention& intervention) {
  std::string out = ", \"path\": " + json_string(intervention.target);
  if (intervention.latency) out += ", \"latency\": " + exact_seconds(*intervention.latency);
  if (intervention.denied)
    out += std::string(", \"denied\": ") + (*intervention.denied ? "true" : "false");
  return out;
}

}  // namespace

std::string intervention_json(const Intervention& intervention) {
  std::string out = "{";
  if (intervention.step) out += "\"step\": " + std::to_string(*intervention.step) + ", ";
  if (intervention.at) out += "\"at\": " + exact_seconds(*intervention.at) + ", ";
  out += "\"do\": " + json_string(word_of(intervention.kind));
  const bool of_task = intervention.kind == Kind::kRaise || intervention.kind == Kind::kChoose ||
                       intervention.kind == Kind::kCancelTask;
  if (intervention.kind == Kind::kNetwork) return out + network_members(intervention) + "}";
  if (intervention.kind == Kind::kSignal) {
    return out + ", \"name\": " + json_string(intervention.target) + "}";
  }
  if (intervention.kind == Kind::kFile) return out + file_members(intervention) + "}";
  if (intervention.kind != Kind::kInterrupt) {
    out += (of_task ? ", \"task\": " : ", \"scope\": ") + json_string(intervention.target);
  }
  switch (intervention.kind) {
    case Kind::kRaise:
      return out + ", \"exception\": " + json_string(exception_call(intervention)) + "}";
    case Kind::kDeadline:
      return out + ", \"to\": " +
             (intervention.deadline == kNever ? "null" : exact_seconds(intervention.deadline)) +
             "}";
    case Kind::kShield:
      return out + ", \"to\": " + (intervention.shield ? "true" : "false") + "}";
    default:
      return out + "}";
  }
}

std::string input_json(const AppliedInput& input) {
  return input.known ? intervention_json(*input.known) : input.unknown;
}

}  // namespace grove
