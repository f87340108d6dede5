#include "engine/options/mistake.h"

#include "engine/base/problem.h"
#include "engine/base/visible.h"

namespace grove {

std::string usage_text(const std::string& program, const Mistake& mistake) {
  std::string text = program + ": error: " + visible(mistake.message) + '\n';
  if (!mistake.hint.empty()) text += "hint: " + visible(mistake.hint) + '\n';
  return text;
}

std::string nearest_hint(const std::string& name, const std::vector<std::string>& choices) {
  const std::string nearest = nearest_name(name, choices);
  if (!nearest.empty()) return "did you mean `" + nearest + "`?";
  std::string hint;
  for (const std::string& choice : choices) {
    hint += (hint.empty() ? "there is `" : ", `") + choice + "`";
  }
  return hint;
}

}  // namespace grove
