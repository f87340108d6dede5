// Checks: what the grammar lets pass and Python does not: `return` outside a function, `await`
// outside async code, two stars in one target, and the like, in CPython's words. And what Python
// lets pass and Grove does not have: that is refused by name, with what to write instead.
#pragma once

#include "engine/language/check/scopes.h"
#include "engine/language/code/catalogue.h"
#include "engine/language/code/program.h"
#include "engine/language/syntax/faults.h"
#include "engine/language/syntax/syntax.h"

namespace grove {

void check(const SyntaxTree& tree, const ScopeTable& scopes, const Catalogue& catalogue,
           Faults& faults);

}  // namespace grove
