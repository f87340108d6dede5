// Anchors: which part of an expression a traceback's `^` points at, when the rest gets `~`.
// Internal to the machine.
#pragma once

#include <optional>
#include <string_view>

namespace grove {

// Columns within the expression's text, in characters, from 0; end is one past the last.
struct Anchors {
  int begin = 0;
  int end = 0;
};

// The operator of `a + b` and the brackets of `a[i]`, as CPython 3.11 picks them; nothing for other
// expressions, and for what is no expression by itself.
std::optional<Anchors> find_anchors(std::string_view expression);

}  // namespace grove
