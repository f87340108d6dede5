// Binding: the arguments of a call, put to the parameters of what is called, as Python does it,
// with its TypeErrors. Internal to the machine.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "engine/machine/core/machine.h"

namespace grove {

// To a Python function: fills the parameter slots of its new frame with new references. `self` (or
// null) goes before the positional arguments. False with TypeError pending.
bool bind_function(Machine& machine, const Code& code, const FunctionBody& function, Value self,
                   const CallArguments& args, std::vector<Value>& slots);

// To a built-in: one value per parameter appended to *out, with new references; null for an
// optional one that was not given. False with TypeError pending and *out as it was.
bool bind_native(Machine& machine, const Native& native, Value self, const CallArguments& args,
                 std::vector<Value>* out);

// "'a'", "'a' and 'b'", "'a', 'b', and 'c'".
std::string join_names(const std::vector<std::string>& names);

}  // namespace grove
