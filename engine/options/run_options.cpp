#include "engine/options/run_options.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "engine/record/interventions.h"
#include "engine/record/limits.h"

namespace grove {

namespace {

// NAME=VALUE in two; the name is empty if there is no '='.
std::pair<std::string, std::string> split_assignment(const std::string& text) {
  const std::size_t equals = text.find('=');
  if (equals == std::string::npos) return {};
  return {text.substr(0, equals), text.substr(equals + 1)};
}

std::vector<std::string> knob_names(const Scenario& scenario) {
  std::vector<std::string> names;
  for (const Knob& knob : scenario.knobs) names.push_back(knob.name);
  return names;
}

// A file that names its knobs means these; a bare program's constants are all free to set, and
// the compiler knows them.
bool may_set(const Scenario& scenario, const std::string& name) {
  const std::vector<std::string> names = knob_names(scenario);
  return names.empty() || std::find(names.begin(), names.end(), name) != names.end();
}

Mistake set_knob(const Scenario& scenario, const std::string& text, Inputs* inputs) {
  auto [name, value] = split_assignment(text);
  if (name.empty()) {
    return {fmt::format("`--set {}` has no value", text),
            fmt::format("write `--set {}=VALUE`, where VALUE is a Python literal", text)};
  }
  if (!may_set(scenario, name)) {
    return {fmt::format("`--set {}`: `{}` has no knob `{}`", text, scenario.file, name),
            nearest_hint(name, knob_names(scenario))};
  }
  for (auto& [known, old_value] : inputs->knobs) {
    if (known == name) {
      old_value = value;
      return {};
    }
  }
  inputs->knobs.emplace_back(name, value);
  return {};
}

Mistake set_limit(const std::string& text, Limits* limits) {
  auto [name, value] = split_assignment(text);
  std::vector<std::string> names;
  for (const LimitField& limit : kLimitFields) {
    names.emplace_back(limit.name);
    if (name != limit.name) continue;
    const std::string fault = read_whole(value, {1, limit.most}, &(limits->*limit.field));
    if (fault.empty()) return {};
    return {fmt::format("`--limit {}`: {}", text, fault),
            fmt::format("for example `--limit {}=1_000`", name)};
  }
  if (name.empty()) {
    return {fmt::format("`--limit {}` has no value", text), "write `--limit NAME=NUMBER`"};
  }
  if (name == "until") {
    return {fmt::format("`--limit {}`: `until` is no limit", text), "write `--until SECONDS`"};
  }
  return {fmt::format("`--limit {}`: there is no limit `{}`", text, name),
          nearest_hint(name, names)};
}

Mistake set_schedule(const std::string& text, Inputs* inputs) {
  if (parse_schedule(text, &inputs->schedule)) return {};
  return {
      fmt::format("`--schedule {0}`: there is no schedule policy `{0}`", text),
      "write `spawn-order`, `reversed`, or `shuffled:SEED` with a whole number from 0 to 2^64 - 1"};
}

Mistake set_preset(const Scenario& scenario, const std::string& name, Inputs* inputs) {
  if (apply_preset(scenario, name, inputs)) return {};
  std::vector<std::string> names;
  for (const Preset& preset : scenario.presets) names.push_back(preset.name);
  if (names.empty()) {
    return {fmt::format("`--preset {}`: `{}` has no presets", name, scenario.file),
            "write the values one by one: `--set NAME=VALUE`"};
  }
  return {fmt::format("`--preset {0}`: `{1}` has no preset `{0}`", name, scenario.file),
          nearest_hint(name, names)};
}

Mistake add_input(const std::string& text, Inputs* inputs) {
  Problems problems;
  std::optional<Intervention> made = parse_intervention(text, "--input", &problems);
  if (!made) {
    const Problem& problem = problems.front();
    return {fmt::format("`--input {}`: {}", text, problem.message),
            problem.hint.empty() ? R"(write JSON, for example {"at": 1.5, "do": "interrupt"})"
                                 : problem.hint};
  }
  inputs->interventions.push_back(std::move(*made));
  return {};
}

Mistake set_detail(const std::string& text, Detail* detail) {
  for (const Detail known : {Detail::kLines, Detail::kSteps}) {
    if (text == word_of(known)) {
      *detail = known;
      return {};
    }
  }
  return {fmt::format("`--detail {0}`: there is no detail `{0}`", text),
          "write `lines` or `steps`"};
}

Mistake apply(const Scenario& scenario, const RunOptions& options, ReadyRun* ready) {
  Mistake mistake;
  if (!options.preset.empty()) mistake = set_preset(scenario, options.preset, &ready->inputs);
  if (options.seed) ready->inputs.seed = *options.seed;
  if (!mistake && !options.schedule.empty()) {
    mistake = set_schedule(options.schedule, &ready->inputs);
  }
  if (options.until) ready->inputs.until = *options.until;
  if (!mistake && !options.detail.empty()) mistake = set_detail(options.detail, &ready->detail);
  for (const std::string& set : options.set) {
    if (!mistake) mistake = set_knob(scenario, set, &ready->inputs);
  }
  for (const std::string& input : options.input) {
    if (!mistake) mistake = add_input(input, &ready->inputs);
  }
  for (const std::string& limit : options.limit) {
    if (!mistake) mistake = set_limit(limit, &ready->inputs.limits);
  }
  return mistake;
}

// How to write a value of this knob in a shell.
std::string value_hint(const Knob& knob, const std::string& value) {
  std::string example = fmt::format("{}", knob.min);
  if (knob.kind == Knob::Kind::kBool) example = "True";
  if (knob.kind == Knob::Kind::kChoices) {
    // Most often the shell has eaten the quotes, or the brackets were forgotten.
    example = knob.choices.front();
    for (const std::string& choice : knob.choices) {
      if (choice.find(value) != std::string::npos) {
        example = choice;
        break;
      }
    }
  }
  return fmt::format("write `--set \"{}={}\"`", knob.name, example);
}

// Which `--set` it is that the program does not compile with; none if it does not anyway.
Mistake mistaken_set(const Scenario& scenario, const RunOptions& options) {
  if (!prepare(scenario, scenario.inputs).program) return {};
  for (const std::string& set : options.set) {
    Inputs inputs = scenario.inputs;
    set_knob(scenario, set, &inputs);
    const Prepared prepared = prepare(scenario, inputs);
    if (prepared.program) continue;
    const Problem& problem = prepared.problems.front();
    Mistake mistake{fmt::format("`--set {}`: {}", set, problem.message), problem.hint};
    const auto [name, value] = split_assignment(set);
    for (const Knob& knob : scenario.knobs) {
      if (knob.name == name) mistake.hint = value_hint(knob, value);
    }
    return mistake;
  }
  return {};
}

}  // namespace

std::optional<ReadyRun> make_ready(const Scenario& scenario, const RunOptions& options,
                                   Mistake* mistake, Problems* problems) {
  ReadyRun ready;
  ready.inputs = scenario.inputs;
  *mistake = apply(scenario, options, &ready);
  if (*mistake) return std::nullopt;
  Prepared prepared = prepare(scenario, ready.inputs);
  if (!prepared.program) {
    *mistake = mistaken_set(scenario, options);
    if (!*mistake) *problems = std::move(prepared.problems);
    return std::nullopt;
  }
  ready.program = std::move(prepared.program);
  return ready;
}

bool RunOptions::any() const {
  return seed || !set.empty() || !preset.empty() || !schedule.empty() || until || !limit.empty() ||
         !input.empty() || !detail.empty();
}

}  // namespace grove
