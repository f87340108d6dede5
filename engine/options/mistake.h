// Mistake: wrong usage of a program, said so that it can be mended. Both programs answer in the
// same form.
//
//   grove: error: `--limit cats=3`: there is no limit `cats`
//   hint: did you mean `tasks`?
#pragma once

#include <string>
#include <vector>

namespace grove {

struct Mistake {
  std::string message;  // empty: there is none
  std::string hint;
  explicit operator bool() const { return !message.empty(); }
};

// The text above. What was typed comes out as visible text, whatever is in it.
std::string usage_text(const std::string& program, const Mistake& mistake);

// "did you mean `NAME`?", or the choices one by one if none is near.
std::string nearest_hint(const std::string& name, const std::vector<std::string>& choices);

}  // namespace grove
