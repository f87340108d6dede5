// Remedies: for what Python has and Grove has not, how to write it here. The hints of refusals.
#pragma once

#include <string_view>

namespace grove {

// Empty for a name that nothing is said about.
std::string_view remedy_for_module(std::string_view module);   // "threading", "os.path"
std::string_view remedy_for_builtin(std::string_view name);    // "open"
std::string_view remedy_for_attribute(std::string_view name);  // "__len__", "encode"

}  // namespace grove
