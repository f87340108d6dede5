#include "engine/scenario/reader.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "engine/base/numbers.h"
#include "engine/base/python_literal.h"
#include "engine/record/interventions.h"
#include "engine/record/limits.h"
#include "engine/scenario/read_files.h"
#include "engine/scenario/read_network.h"
#include "engine/scenario/read_processes.h"

namespace grove {

namespace {

constexpr int64_t kScenarioFormat = 1;

const std::vector<std::string>& known_keys() {
  static const std::vector<std::string> kKeys{
      "grove",    "title",   "about",   "goal",   "tags",     "part",   "program",   "seed",
      "schedule", "knobs",   "presets", "until",  "network",  "files",  "processes", "inputs",
      "lesson",   "compare", "expect",  "limits", "branches", "$schema"};
  return kKeys;
}

// A Python name, such as a module-level constant has.
bool is_name(std::string_view text) {
  const auto is_letter = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' ||
           static_cast<unsigned char>(c) >= 0x80;
  };
  const auto is_part = [&](char c) { return is_letter(c) || (c >= '0' && c <= '9'); };
  return !text.empty() && is_letter(text[0]) && std::all_of(text.begin(), text.end(), is_part);
}

std::string quoted(std::string_view word) { return "`" + std::string(word) + "`"; }

// Of a knob: up to here every whole number is a double, and none is too long to be shown.
constexpr double kMostKnob = 1e15;

bool is_whole(double number) { return std::floor(number) == number; }

// Why a program's path is none that a scenario may have; empty if it is fine.
std::string fault_of_path(const std::string& path) {
  if (path.empty()) return "the path of the program is empty";
  if (path.find_first_of("\r\n") != std::string::npos) {
    return "a program in one string is taken for a path";
  }
  if (path.find('\\') != std::string::npos) return "a path is written with `/`";
  const bool drive = path.size() > 1 && path[1] == ':';
  if (path[0] == '/' || drive) return "the path of the program is absolute";
  for (std::size_t begin = 0; begin <= path.size();) {
    const std::size_t end = std::min(path.find('/', begin), path.size());
    if (path.substr(begin, end - begin) == "..") {
      return "the path of the program leads out of the scenario's folder";
    }
    begin = end + 1;
  }
  return "";
}

}  // namespace

std::string normal_source(std::string_view source) {
  constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
  if (source.substr(0, kByteOrderMark.size()) == kByteOrderMark) {
    source.remove_prefix(kByteOrderMark.size());
  }
  std::string out;
  out.reserve(source.size() + 1);
  for (std::size_t i = 0; i < source.size(); ++i) {
    if (source[i] == '\r' && source.substr(i + 1, 1) == "\n") continue;
    out += source[i] == '\r' ? '\n' : source[i];
  }
  if (!out.empty() && out.back() != '\n') out += '\n';
  return out;
}

std::string base_name(const std::string& path) {
  const std::size_t slash = path.find_last_of("/\\");
  return slash == std::string::npos ? path : path.substr(slash + 1);
}

ScenarioReader::ScenarioReader(std::string_view text, std::string file, Form form,
                               FindProgram find_program)
    : text_(text), form_(form), find_program_(std::move(find_program)), faults_(text, file) {
  const std::string name = base_name(file);
  scenario_.slug = name.substr(0, name.rfind('.'));
  scenario_.program_file = file;
  scenario_.file = std::move(file);
}

ScenarioResult ScenarioReader::read() {
  JsonError error;
  const std::optional<JsonValue> root = parse_json(text_, &error);
  if (!root) {
    faults_.add_syntax_error(error);
  } else if (faults_.expect(*root, JsonType::kObject, "")) {
    read_members(*root);
  }
  ScenarioResult result;
  result.problems = faults_.take();
  if (result.problems.empty()) result.scenario = std::move(scenario_);
  return result;
}

void ScenarioReader::read_members(Value root) {
  faults_.check_keys(root, "", "a scenario", known_keys());
  faults_.check_duplicates(root, "");
  if (form_ == Form::kFile) {
    for (const char* key : {"grove", "program"}) {
      if (root.find(key) != nullptr) continue;
      const bool format = std::string_view(key) == "grove";
      faults_.add(root, "", quoted(key) + " is missing",
                  format ? "a scenario begins {\"grove\": 1, …"
                         : "it is the path of a .py file, or a list of source lines");
    }
  }
  // Knobs before presets, which speak of them, and everything before the branches, which say only
  // what is otherwise in them, whatever the order in the file.
  for (const JsonMember& member : root.members) {
    if (member.key == "presets" || member.key == "branches") continue;
    read_member(member, child_pointer("", member.key));
  }
  if (const JsonValue* presets = root.find("presets")) read_presets(*presets, "/presets");
  if (const JsonValue* branches = root.find("branches")) read_branches(*branches, "/branches");
  read_teaching(root);
}

// What speaks of knobs and presets.
void ScenarioReader::read_teaching(Value root) {
  Scenario& s = scenario_;
  std::vector<std::string> knobs, presets;
  for (const Knob& knob : s.knobs) knobs.push_back(knob.name);
  for (const Preset& preset : s.presets) presets.push_back(preset.name);
  if (const JsonValue* lesson = root.find("lesson")) {
    s.lesson = read_lesson(*lesson, "/lesson", knobs, &faults_);
  }
  if (const JsonValue* compare = root.find("compare")) {
    s.compare = read_compare(*compare, "/compare", &faults_);
  }
  if (const JsonValue* expect = root.find("expect")) {
    s.expect = read_expectations(*expect, "/expect", presets, &faults_);
  }
}

void ScenarioReader::read_member(const JsonMember& member, Pointer pointer) {
  const std::string& key = member.key;
  Value value = member.value;
  Scenario& s = scenario_;
  std::string ignored;
  if (key == "grove") read_format(value, pointer);
  if (key == "title") read_string(value, pointer, &s.title);
  if (key == "about") read_string(value, pointer, &s.about);
  if (key == "goal") read_string(value, pointer, &s.goal);
  if (key == "part") read_string(value, pointer, &s.part);
  if (key == "$schema") read_string(value, pointer, &ignored);
  if (key == "tags") read_strings(value, pointer, &s.tags);
  if (key == "program") read_program(value, pointer);
  if (key == "seed") read_integer(value, pointer, &s.inputs.seed);
  if (key == "schedule") read_schedule(value, pointer, &s.inputs.schedule);
  if (key == "knobs") read_knobs(value, pointer);
  if (key == "until") read_until(value, pointer);
  if (key == "limits") read_limits(value, pointer);
  if (key == "lesson") keep_raw(value, &s.lesson_json);
  if (key == "compare") keep_raw(value, &s.compare_json);
  if (key == "expect") keep_raw(value, &s.expect_json);
  if (key == "network") {
    read_raw(value, pointer, JsonType::kObject, &s.network);
    if (value.type == JsonType::kObject) s.inputs.network = read_network(value, pointer, &faults_);
  }
  if (key == "files") {
    read_raw(value, pointer, JsonType::kObject, &s.files);
    if (value.type == JsonType::kObject) s.inputs.files = read_files(value, pointer, &faults_);
  }
  if (key == "processes") {
    read_raw(value, pointer, JsonType::kObject, &s.processes);
    if (value.type == JsonType::kObject) {
      s.inputs.processes = read_processes(value, pointer, &faults_);
    }
  }
  if (key == "inputs") read_interventions(value, pointer, &s.inputs.interventions);
}

void ScenarioReader::read_format(Value value, Pointer pointer) {
  int64_t format = 0;
  if (!read_integer(value, pointer, &format) || format == kScenarioFormat) return;
  const std::string newest = std::to_string(kScenarioFormat);
  if (format > kScenarioFormat) {
    faults_.add(
        value, pointer,
        "the scenario has format " + value.text + ", and this Grove reads formats up to " + newest,
        "open it with a newer Grove");
  } else {
    faults_.add(value, pointer, "there is no format " + value.text, "write " + newest);
  }
}

void ScenarioReader::read_program(Value value, Pointer pointer) {
  if (value.type == JsonType::kString) {
    read_program_path(value, pointer);
    return;
  }
  if (value.type != JsonType::kList) {
    faults_.add(value, pointer,
                "expected the path of a .py file or a list of source lines, got " +
                    std::string(name_of(value.type)));
    return;
  }
  read_lines(value, pointer, &scenario_.source);
}

void ScenarioReader::read_lines(Value value, Pointer pointer, std::string* source) {
  std::vector<std::string> lines;
  if (!read_strings(value, pointer, &lines)) return;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (lines[i].find_first_of("\r\n") != std::string::npos) {
      faults_.add(value.elements[i], child_pointer(pointer, i),
                  "a source line has a line end in it", "make it two elements of the list");
    }
    *source += lines[i] + '\n';
  }
}

void ScenarioReader::read_program_path(Value value, Pointer pointer) {
  if (std::string fault = fault_of_path(value.text); !fault.empty()) {
    faults_.add(value, pointer, std::move(fault),
                "write a path inside the folder, as `roulette.py`, or a list of source lines");
    return;
  }
  FoundProgram found = find_program_(value.text);
  if (!found.fault.empty()) {
    faults_.add(value, pointer, std::move(found.fault), std::move(found.hint));
    return;
  }
  scenario_.source = normal_source(found.text);
  scenario_.program_file = std::move(found.shown);
}

void ScenarioReader::read_knobs(Value value, Pointer pointer) {
  if (!faults_.expect(value, JsonType::kObject, pointer)) return;
  for (const JsonMember& member : value.members) {
    read_knob(member, child_pointer(pointer, member.key));
  }
}

void ScenarioReader::read_knob(const JsonMember& member, Pointer pointer) {
  Value value = member.value;
  if (!is_name(member.key)) {
    faults_.add_at_key(member, pointer, quoted(member.key) + " is no Python name",
                       "a knob is named as the constant of the program that it sets");
  }
  if (!faults_.expect(value, JsonType::kObject, pointer)) return;
  faults_.check_keys(value, pointer, "a knob",
                     {"label", "min", "max", "step", "choices", "type", "set"});
  Knob knob;
  knob.name = knob.label = member.key;
  if (const JsonValue* label = value.find("label")) {
    read_string(*label, child_pointer(pointer, "label"), &knob.label);
  }
  const JsonValue* set = value.find("set");
  std::string literal;
  if (set != nullptr && read_string(*set, child_pointer(pointer, "set"), &literal)) {
    scenario_.inputs.knobs.emplace_back(knob.name, literal);
  }
  // One that is only set needs nothing to turn it by.
  if (set != nullptr && value.members.size() == 1) return;
  if (read_knob_kind(value, pointer, &knob)) scenario_.knobs.push_back(std::move(knob));
}

bool ScenarioReader::read_knob_kind(Value value, Pointer pointer, Knob* knob) {
  const bool range = value.find("min") || value.find("max") || value.find("step");
  const JsonValue* choices = value.find("choices");
  const JsonValue* type = value.find("type");
  const int kinds = (range ? 1 : 0) + (choices ? 1 : 0) + (type ? 1 : 0);
  if (kinds != 1) {
    faults_.add(value, pointer,
                kinds == 0 ? "the knob does not say which values it has"
                           : "the knob says in more than one way which values it has",
                "give it either `min` and `max`, or `choices`, or `\"type\": \"bool\"`");
    return false;
  }
  if (range) return read_range(value, pointer, knob);
  if (choices != nullptr) return read_choices(*choices, child_pointer(pointer, "choices"), knob);
  knob->kind = Knob::Kind::kBool;
  std::string word;
  if (!read_string(*type, child_pointer(pointer, "type"), &word)) return false;
  if (word == "bool") return true;
  faults_.add(*type, child_pointer(pointer, "type"), "expected \"bool\", got " + json_string(word),
              "numbers have `min` and `max`, other values are listed in `choices`");
  return false;
}

bool ScenarioReader::read_range(Value value, Pointer pointer, Knob* knob) {
  struct Part {
    const char* key;
    double* out;
  };
  knob->kind = Knob::Kind::kRange;
  bool good = true;
  for (const Part& part :
       {Part{"min", &knob->min}, Part{"max", &knob->max}, Part{"step", &knob->step}}) {
    const JsonValue* given = value.find(part.key);
    if (given == nullptr) {
      if (part.out == &knob->step) continue;
      faults_.add(value, pointer, quoted(part.key) + " is missing",
                  "a knob with a range has both `min` and `max`");
      good = false;
      continue;
    }
    good = read_number(*given, child_pointer(pointer, part.key), part.out) && good;
    int64_t ignored = 0;
    knob->is_integer = knob->is_integer && json_int64(given->text, &ignored);
  }
  if (!good) return false;
  if (knob->min > knob->max) {
    faults_.add(*value.find("max"), child_pointer(pointer, "max"), "`max` is less than `min`");
    return false;
  }
  if (knob->step <= 0) {
    faults_.add(*value.find("step"), child_pointer(pointer, "step"),
                "expected a number above 0, got " + value.find("step")->text);
    return false;
  }
  return true;
}

bool ScenarioReader::read_choices(Value value, Pointer pointer, Knob* knob) {
  knob->kind = Knob::Kind::kChoices;
  if (!faults_.expect(value, JsonType::kList, pointer)) return false;
  if (value.elements.empty()) {
    faults_.add(value, pointer, "`choices` is empty", "list the values to choose from");
    return false;
  }
  for (const JsonValue& choice : value.elements) knob->choices.push_back(python_literal(choice));
  return true;
}

void ScenarioReader::read_presets(Value value, Pointer pointer) {
  if (!faults_.expect(value, JsonType::kObject, pointer)) return;
  for (const JsonMember& member : value.members) {
    read_preset(member, child_pointer(pointer, member.key));
  }
}

void ScenarioReader::read_preset(const JsonMember& member, Pointer pointer) {
  Value value = member.value;
  if (!faults_.expect(value, JsonType::kObject, pointer)) return;
  faults_.check_keys(value, pointer, "a preset", {"knobs", "seed", "schedule"});
  Preset preset;
  preset.name = member.key;
  for (const JsonMember& part : value.members) {
    const std::string at = child_pointer(pointer, part.key);
    if (part.key == "seed") {
      int64_t seed = 0;
      if (read_integer(part.value, at, &seed)) preset.seed = seed;
    } else if (part.key == "schedule") {
      SchedulePolicy policy;
      if (read_schedule(part.value, at, &policy)) preset.schedule = policy;
    } else if (part.key == "knobs" && faults_.expect(part.value, JsonType::kObject, at)) {
      for (const JsonMember& knob : part.value.members) {
        read_preset_knob(knob, child_pointer(at, knob.key), &preset);
      }
    }
  }
  scenario_.presets.push_back(std::move(preset));
}

void ScenarioReader::read_preset_knob(const JsonMember& member, Pointer pointer, Preset* preset) {
  Value value = member.value;
  const auto knob = std::find_if(scenario_.knobs.begin(), scenario_.knobs.end(),
                                 [&](const Knob& k) { return k.name == member.key; });
  if (knob == scenario_.knobs.end()) {
    std::vector<std::string> names;
    for (const Knob& each : scenario_.knobs) names.push_back(each.name);
    const std::string nearest = nearest_name(member.key, names);
    faults_.add_at_key(
        member, pointer, quoted(member.key) + " is no knob of this scenario",
        nearest.empty() ? "declare it under `knobs`" : "did you mean " + quoted(nearest) + "?");
    return;
  }
  const std::string literal = python_literal(value);
  double number = 0;
  switch (knob->kind) {
    case Knob::Kind::kBool:
      if (!faults_.expect(value, JsonType::kBool, pointer)) return;
      break;
    case Knob::Kind::kRange:
      if (!read_number(value, pointer, &number)) return;
      if (number < knob->min || number > knob->max || (knob->is_integer && !is_whole(number))) {
        faults_.add(value, pointer,
                    value.text + " is no value that the knob can have, from " +
                        json_number(knob->min) + " to " + json_number(knob->max) + " by " +
                        json_number(knob->step));
        return;
      }
      break;
    case Knob::Kind::kChoices:
      if (std::find(knob->choices.begin(), knob->choices.end(), literal) == knob->choices.end()) {
        faults_.add(value, pointer, "the value is none of the knob's choices",
                    "add it to the knob's `choices`");
        return;
      }
      break;
  }
  preset->knobs.emplace_back(member.key, literal);
}

void ScenarioReader::read_until(Value value, Pointer pointer) {
  SimTime until;
  if (!faults_.expect(value, JsonType::kNumber, pointer)) return;
  const std::string fault = read_seconds(value.text, &until);
  if (!fault.empty()) {
    faults_.add(value, pointer, fault);
  } else if (until == SimTime{0}) {
    faults_.add(value, pointer, "expected a number of seconds above 0, got " + value.text);
  } else {
    scenario_.inputs.until = until;
  }
}

void ScenarioReader::read_limits(Value value, Pointer pointer) {
  if (!faults_.expect(value, JsonType::kObject, pointer)) return;
  std::vector<std::string> names;
  for (const LimitField& limit : kLimitFields) names.emplace_back(limit.name);
  faults_.check_keys(value, pointer, "the limits", names);
  const Limits defaults;
  for (const LimitField& limit : kLimitFields) {
    const JsonValue* given = value.find(limit.name);
    const std::string at = child_pointer(pointer, limit.name);
    int64_t number = 0;
    if (given == nullptr || !read_integer(*given, at, &number)) continue;
    const int64_t most = defaults.*limit.field;
    if (number < 1) {
      faults_.add(*given, at, "expected a number above 0, got " + given->text);
    } else if (number > most && form_ == Form::kFile) {
      faults_.add(
          *given, at, "a scenario can only lower a limit, and this one is " + std::to_string(most),
          std::string("the command line raises it: --limit ") + limit.name + "=" + given->text);
    } else if (number > limit.most) {
      faults_.add(*given, at, read_whole(given->text, {1, limit.most}, &number));
    } else {
      scenario_.inputs.limits.*limit.field = number;
    }
  }
}

void ScenarioReader::read_interventions(Value value, Pointer pointer,
                                        std::vector<Intervention>* out) {
  if (!faults_.expect(value, JsonType::kList, pointer)) return;
  for (std::size_t i = 0; i < value.elements.size(); ++i) {
    std::optional<Intervention> made =
        read_intervention(value.elements[i], child_pointer(pointer, i), &faults_);
    if (made) out->push_back(std::move(*made));
  }
}

bool ScenarioReader::read_string(Value value, Pointer pointer, std::string* out) {
  if (!faults_.expect(value, JsonType::kString, pointer)) return false;
  *out = value.text;
  return true;
}

bool ScenarioReader::read_strings(Value value, Pointer pointer, std::vector<std::string>* out) {
  if (!faults_.expect(value, JsonType::kList, pointer)) return false;
  bool good = true;
  for (std::size_t i = 0; i < value.elements.size(); ++i) {
    out->emplace_back();
    good = read_string(value.elements[i], child_pointer(pointer, i), &out->back()) && good;
  }
  return good;
}

bool ScenarioReader::read_integer(Value value, Pointer pointer, int64_t* out) {
  if (value.type == JsonType::kNumber && json_int64(value.text, out)) return true;
  const bool fraction = value.text.find_first_of(".eE") != std::string::npos;
  if (value.type == JsonType::kNumber && !fraction) {
    faults_.add(value, pointer, "the integer is too large", "it has to fit into 64 bits");
  } else {
    faults_.add(
        value, pointer,
        "expected an integer, got " +
            (value.type == JsonType::kNumber ? value.text : std::string(name_of(value.type))));
  }
  return false;
}

bool ScenarioReader::read_number(Value value, Pointer pointer, double* out) {
  if (!faults_.expect(value, JsonType::kNumber, pointer)) return false;
  const std::string fault = read_decimal(value.text, {-kMostKnob, kMostKnob}, out);
  if (fault.empty()) return true;
  faults_.add(value, pointer, fault);
  return false;
}

bool ScenarioReader::read_schedule(Value value, Pointer pointer, SchedulePolicy* out) {
  if (value.type == JsonType::kString) {
    if (parse_schedule(value.text, out)) return true;
    const std::string nearest = nearest_name(value.text, {"spawn-order", "reversed", "shuffled:1"});
    faults_.add(value, pointer, json_string(value.text) + " is no schedule",
                nearest.empty()
                    ? "it is \"spawn-order\", \"reversed\", \"shuffled:SEED\" or a list of batches"
                    : "did you mean " + json_string(nearest) + "?");
    return false;
  }
  if (value.type != JsonType::kList) {
    faults_.add(value, pointer,
                "expected the name of a schedule or a list of batches, got " +
                    std::string(name_of(value.type)));
    return false;
  }
  bool good = true;
  out->kind = SchedulePolicy::Kind::kExplicit;
  for (std::size_t i = 0; i < value.elements.size(); ++i) {
    out->batches.emplace_back();
    good = read_strings(value.elements[i], child_pointer(pointer, i), &out->batches.back()) && good;
  }
  return good;
}

void ScenarioReader::read_raw(Value value, Pointer pointer, JsonType type, std::string* out) {
  if (faults_.expect(value, type, pointer)) keep_raw(value, out);
}

void ScenarioReader::keep_raw(Value value, std::string* out) {
  *out = text_.substr(value.begin, value.end - value.begin);
}

}  // namespace grove
