// Folding: what CPython's compiler computes before the program runs, `2 * 60`, `(1, 2)`,
// `not a is b`, becomes a constant (or another operator) here too, since a folded expression over
// several lines visits one line only. What would raise, or needs more than 64 bits, stays.
#pragma once

#include "engine/language/syntax/syntax.h"

namespace grove {

void fold_constants(SyntaxTree& tree);

}  // namespace grove
