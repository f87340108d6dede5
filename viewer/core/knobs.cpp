#include "viewer/core/knobs.h"

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
  for (const std::string& line : recording.record().header.program) {
    if (line.compare(0, knob.name.size(), knob.name) != 0) continue;
    const std::size_t equals = line.find_first_not_of(' ', knob.name.size());
    if (equals == std::string::npos || line[equals] != '=') continue;
    const std::size_t begin = line.find_first_not_of(' ', equals + 1);
    if (begin == std::string::npos) continue;
    std::size_t end = line.find("  #", begin);
    if (end == std::string::npos) end = line.size();
    return line.substr(begin, line.find_last_not_of(' ', end - 1) + 1 - begin);
  }
  return "";
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
