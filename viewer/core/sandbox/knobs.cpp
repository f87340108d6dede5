#include "viewer/core/sandbox/knobs.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>

namespace grove {

std::string knob_words(const std::string& literal) {
  if (literal == "True") return "yes";
  if (literal == "False") return "no";
  if (literal == "[]") return "none";
  std::string words;
  for (const char c : literal) {
    if (c != '[' && c != ']' && c != '\'' && c != '"') words += c;
  }
  return words;
}

std::string knob_value(const Recording& recording, const Knob& knob) {
  for (const auto& [name, literal] : recording.inputs().knobs) {
    if (name == knob.name) return literal;
  }
  return program_value(recording.record().header.program, knob.name);
}

std::string program_value(const std::vector<std::string>& program, const std::string& name) {
  for (const std::string& line : program) {
    if (line.compare(0, name.size(), name) != 0) continue;
    const std::size_t equals = line.find_first_not_of(' ', name.size());
    if (equals == std::string::npos || line[equals] != '=') continue;
    const std::size_t begin = line.find_first_not_of(' ', equals + 1);
    if (begin == std::string::npos) continue;
    std::size_t end = line.find("  #", begin);
    if (end == std::string::npos) end = line.size();
    return line.substr(begin, line.find_last_not_of(' ', end - 1) + 1 - begin);
  }
  return "";
}

std::string own_value(const Scenario& scenario, const Recording& recording,
                      const std::string& knob) {
  for (const auto& [name, literal] : scenario.inputs.knobs) {
    if (name == knob) return literal;
  }
  return program_value(recording.record().header.program, knob);
}

void set_knob(Inputs* inputs, const Scenario& scenario, const Recording& recording,
              const std::string& name, const std::string& literal) {
  const auto is_it = [&](const auto& knob) { return knob.first == name; };
  auto& set = inputs->knobs;
  const auto found = std::find_if(set.begin(), set.end(), is_it);
  const bool in_file =
      std::any_of(scenario.inputs.knobs.begin(), scenario.inputs.knobs.end(), is_it);
  const bool own = knob_words(literal) == knob_words(own_value(scenario, recording, name));
  if (own && !in_file) {
    if (found != set.end()) set.erase(found);
  } else if (found != set.end()) {
    found->second = own ? own_value(scenario, recording, name) : literal;
  } else {
    set.emplace_back(name, literal);
  }
}

std::vector<std::string> knob_choices(const Knob& knob) {
  if (knob.kind == Knob::Kind::kBool) return {"False", "True"};
  return knob.choices;
}

int index_of_choice(const Knob& knob, const std::string& literal) {
  const std::vector<std::string> choices = knob_choices(knob);
  for (std::size_t i = 0; i < choices.size(); ++i) {
    if (knob_words(choices[i]) == knob_words(literal)) return static_cast<int>(i);
  }
  return -1;
}

std::string stepped(const Knob& knob, const std::string& literal, int step) {
  const double value = std::strtod(literal.c_str(), nullptr) + step * knob.step;
  const double kept = std::clamp(value, knob.min, knob.max);
  if (knob.is_integer) return fmt::format("{}", std::lround(kept));
  // Steps such as 0.1 must not leave 0.30000000000000004 behind.
  return fmt::format("{:.10g}", kept);
}

}  // namespace grove
