// Which variable each name means, found in two sweeps as in CPython's symtable: one collects what
// each scope does with each name (scope_builder.h), one decides.
#pragma once

#include "engine/language/check/scopes.h"

namespace grove {

// `complete` is false if the tree lacks statements because of faults: then it is not a fault if a
// nonlocal name has no binding.
ScopeTable resolve(SyntaxTree& tree, bool complete, Faults& faults);

}  // namespace grove
