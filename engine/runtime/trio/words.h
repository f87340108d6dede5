// How Trio speaks of scopes and tasks.
#pragma once

#include <string>

#include "engine/runtime/trio/state.h"

namespace grove::trio {

// What Trio adds where scopes or nurseries were not left as they were entered (semantics C15, D12).
extern const char* const kMisnestingAdvice;

// "<Task 'r0' at 0x…>", "<trio.CancelScope at 0x…, active>"
std::string task_repr(Kernel& k, TaskSlot task);
std::string scope_repr(Kernel& k, ScopeSlot scope);

}  // namespace grove::trio
