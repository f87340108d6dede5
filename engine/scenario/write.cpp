// Writing scenarios: whole files, and the part of a record's header.
#include <algorithm>
#include <utility>

#include "engine/base/ensure.h"
#include "engine/base/json.h"
#include "engine/base/python_literal.h"
#include "engine/record/interventions.h"
#include "engine/record/limits.h"
#include "engine/scenario/scenario.h"

namespace grove {

namespace {

std::string list_of(const std::vector<std::string>& items) {
  std::string out;
  for (const std::string& item : items) out += (out.empty() ? "" : ", ") + item;
  return "[" + out + "]";
}

std::string strings_json(const std::vector<std::string>& strings) {
  std::vector<std::string> items;
  for (const std::string& each : strings) items.push_back(json_string(each));
  return list_of(items);
}

// ObjectWriter of an object, written one by one.
class ObjectWriter {
 public:
  void add(std::string_view key, const std::string& json) {
    items_.push_back(json_string(key) + ": " + json);
  }
  bool empty() const { return items_.empty(); }
  std::string on_one_line() const {
    const std::string list = list_of(items_);
    return "{" + list.substr(1, list.size() - 2) + "}";
  }
  std::string line_by_line(const std::string& indent) const {
    std::string out = "{";
    for (const std::string& item : items_) {
      out += out == "{" ? "\n  " : ",\n  ";
      out += indent;
      out += item;
    }
    out += "\n" + indent + "}";
    return out;
  }

 private:
  std::vector<std::string> items_;
};

std::string schedule_json(const SchedulePolicy& policy) {
  if (policy.kind != SchedulePolicy::Kind::kExplicit) return json_string(name_of(policy));
  std::vector<std::string> batches;
  for (const std::vector<std::string>& batch : policy.batches) {
    batches.push_back(strings_json(batch));
  }
  return list_of(batches);
}

std::string literal_json(const std::string& literal) {
  const std::optional<std::string> json = json_of_python_literal(literal);
  ENSURE(json.has_value(), "a knob's choice or a preset's value was not made by reading");
  return *json;
}

ObjectWriter limits_members(const Limits& limits, bool all) {
  const Limits defaults;
  ObjectWriter members;
  for (const LimitField& limit : kLimitFields) {
    const int64_t number = limits.*limit.field;
    if (all || number != defaults.*limit.field) members.add(limit.name, std::to_string(number));
  }
  return members;
}

ObjectWriter knob_members(const Knob& knob) {
  ObjectWriter members;
  if (knob.label != knob.name) members.add("label", json_string(knob.label));
  switch (knob.kind) {
    case Knob::Kind::kRange: {
      const auto number = [&knob](double value) {
        const std::string text = json_number(value);
        const bool fraction = text.find_first_of(".e") != std::string::npos;
        return knob.is_integer || fraction ? text : text + ".0";
      };
      members.add("min", number(knob.min));
      members.add("max", number(knob.max));
      members.add("step", number(knob.step));
      break;
    }
    case Knob::Kind::kChoices: {
      std::vector<std::string> choices;
      for (const std::string& choice : knob.choices) choices.push_back(literal_json(choice));
      members.add("choices", list_of(choices));
      break;
    }
    case Knob::Kind::kBool:
      members.add("type", "\"bool\"");
      break;
  }
  return members;
}

ObjectWriter knobs_members(const Scenario& scenario) {
  const auto& set = scenario.inputs.knobs;
  ObjectWriter members;
  for (const Knob& knob : scenario.knobs) {
    ObjectWriter parts = knob_members(knob);
    for (const auto& [name, literal] : set) {
      if (name == knob.name) parts.add("set", json_string(literal));
    }
    members.add(knob.name, parts.on_one_line());
  }
  for (const auto& [name, literal] : set) {
    const std::string& wanted = name;
    const bool written = std::any_of(scenario.knobs.begin(), scenario.knobs.end(),
                                     [&wanted](const Knob& k) { return k.name == wanted; });
    if (!written) members.add(name, "{\"set\": " + json_string(literal) + "}");
  }
  return members;
}

ObjectWriter presets_members(const std::vector<Preset>& presets) {
  ObjectWriter members;
  for (const Preset& preset : presets) {
    ObjectWriter parts;
    ObjectWriter knobs;
    for (const auto& [name, literal] : preset.knobs) knobs.add(name, literal_json(literal));
    if (!knobs.empty()) parts.add("knobs", knobs.on_one_line());
    if (preset.seed) parts.add("seed", std::to_string(*preset.seed));
    if (preset.schedule) parts.add("schedule", schedule_json(*preset.schedule));
    members.add(preset.name, parts.on_one_line());
  }
  return members;
}

// Line by line, each indented by that.
std::string program_json(const std::string& source, const std::string& indent) {
  std::string out = "[";
  for (std::size_t begin = 0; begin < source.size();) {
    const std::size_t end = std::min(source.find('\n', begin), source.size());
    out += (begin == 0 ? "\n" : ",\n") + indent;
    append_json_string(&out, std::string_view(source).substr(begin, end - begin));
    begin = end + 1;
  }
  return out + (out == "[" ? "]" : "\n" + indent.substr(2) + "]");
}

void add_raw(ObjectWriter* members, std::string_view key, const std::string& json) {
  if (!json.empty()) members->add(key, json);
}

std::string interventions_json(const Inputs& inputs) {
  std::vector<std::string> items;
  for (const Intervention& each : inputs.interventions) items.push_back(intervention_json(each));
  return list_of(items);
}

void add_interventions(ObjectWriter* members, const Inputs& inputs) {
  if (!inputs.interventions.empty()) members->add("inputs", interventions_json(inputs));
}

std::string knob_literals_json(const Inputs& inputs) {
  ObjectWriter knobs;
  for (const auto& [name, literal] : inputs.knobs) knobs.add(name, json_string(literal));
  return knobs.on_one_line();
}

// What differs from the run that it departs from.
std::string branch_json(const Scenario& scenario, const SavedBranch& branch) {
  const SavedBranch* parent = branch.of ? &scenario.branches[*branch.of] : nullptr;
  const Inputs& before = parent != nullptr ? parent->inputs : scenario.inputs;
  const std::string& program =
      parent != nullptr && parent->source ? *parent->source : scenario.source;
  const Inputs& after = branch.inputs;
  ObjectWriter members;
  members.add("name", json_string(branch.name));
  if (branch.of) members.add("of", std::to_string(*branch.of));
  if (branch.shown) members.add("shown", "true");
  if (after.seed != before.seed) members.add("seed", std::to_string(after.seed));
  if (after.schedule != before.schedule) members.add("schedule", schedule_json(after.schedule));
  if (after.knobs != before.knobs) members.add("knobs", knob_literals_json(after));
  if (after.interventions != before.interventions) {
    members.add("inputs", interventions_json(after));
  }
  const std::string& source = branch.source ? *branch.source : scenario.source;
  if (source != program) members.add("program", program_json(source, "      "));
  return members.line_by_line("    ");
}

std::string branches_json(const Scenario& scenario) {
  std::string out = "[";
  for (const SavedBranch& branch : scenario.branches) {
    out += (out == "[" ? "\n    " : ",\n    ") + branch_json(scenario, branch);
  }
  return out + "\n  ]";
}

}  // namespace

std::string write_scenario(const Scenario& scenario) {
  const Inputs& inputs = scenario.inputs;
  ObjectWriter members;
  members.add("grove", "1");
  const auto add_text = [&members](const char* key, const std::string& text) {
    if (!text.empty()) members.add(key, json_string(text));
  };
  add_text("title", scenario.title);
  add_text("about", scenario.about);
  add_text("goal", scenario.goal);
  add_text("part", scenario.part);
  if (!scenario.tags.empty()) members.add("tags", strings_json(scenario.tags));
  if (inputs.seed != 0) members.add("seed", std::to_string(inputs.seed));
  if (inputs.schedule != SchedulePolicy{}) members.add("schedule", schedule_json(inputs.schedule));
  const ObjectWriter knobs = knobs_members(scenario);
  if (!knobs.empty()) members.add("knobs", knobs.line_by_line("  "));
  const ObjectWriter presets = presets_members(scenario.presets);
  if (!presets.empty()) members.add("presets", presets.line_by_line("  "));
  if (inputs.until != kNever) members.add("until", exact_seconds(inputs.until));
  const ObjectWriter limits = limits_members(inputs.limits, false);
  if (!limits.empty()) members.add("limits", limits.on_one_line());
  add_raw(&members, "network", scenario.network);
  add_raw(&members, "files", scenario.files);
  add_raw(&members, "processes", scenario.processes);
  add_interventions(&members, inputs);
  add_raw(&members, "compare", scenario.compare_json);
  add_raw(&members, "lesson", scenario.lesson_json);
  add_raw(&members, "expect", scenario.expect_json);
  members.add("program", program_json(scenario.source, "    "));
  if (!scenario.branches.empty()) members.add("branches", branches_json(scenario));
  return members.line_by_line("") + "\n";
}

bool apply_preset(const Scenario& scenario, const std::string& preset, Inputs* inputs) {
  for (const Preset& each : scenario.presets) {
    if (each.name != preset) continue;
    for (const auto& [name, literal] : each.knobs) {
      const std::string& wanted = name;
      const auto set = std::find_if(inputs->knobs.begin(), inputs->knobs.end(),
                                    [&wanted](const auto& knob) { return knob.first == wanted; });
      if (set == inputs->knobs.end()) {
        inputs->knobs.emplace_back(name, literal);
      } else {
        set->second = literal;
      }
    }
    if (each.seed) inputs->seed = *each.seed;
    if (each.schedule) inputs->schedule = *each.schedule;
    return true;
  }
  return false;
}

std::string resolved_scenario_json(const Scenario& scenario, const Inputs& inputs) {
  ObjectWriter members;
  members.add("seed", std::to_string(inputs.seed));
  members.add("schedule", schedule_json(inputs.schedule));
  ObjectWriter knobs;
  for (const auto& [name, literal] : inputs.knobs) {
    knobs.add(name, "{\"set\": " + json_string(literal) + "}");
  }
  members.add("knobs", knobs.on_one_line());
  if (inputs.until != kNever) members.add("until", exact_seconds(inputs.until));
  members.add("limits", limits_members(inputs.limits, true).on_one_line());
  add_raw(&members, "network", scenario.network);
  add_raw(&members, "files", scenario.files);
  add_raw(&members, "processes", scenario.processes);
  add_interventions(&members, inputs);
  return members.on_one_line();
}

}  // namespace grove
