// Advice: what runs, and is hardly meant: the mistakes that people lose hours on. None of it keeps
// a program from running, and each names the lesson that shows what comes of it.
//
// Said is only what the text alone makes certain: a name that is given anything else somewhere is
// not spoken of.
#pragma once

#include "engine/language/syntax/faults.h"
#include "engine/language/syntax/syntax.h"

namespace grove {

// REQUIRES: the program has no faults.
void advise(const SyntaxTree& tree, Faults& advice);

}  // namespace grove
