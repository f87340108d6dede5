// `"%s is %r" % (a, b)` is compiled as the f-string that does the same, as CPython does it: so no
// tuple is made, and no line is visited for it.
#pragma once

#include "engine/language/syntax/syntax.h"

namespace grove {

// Null if it has no such form: other conversions than %s, %r and %a, or another number of values.
Expr* folded_percent(const BinaryExpr& binary, SyntaxTree& tree);

}  // namespace grove
