// What the real modules have, so that nothing of theirs is said not to exist. The lists are made
// from the modules themselves (python_names.py).
#pragma once

#include <string>
#include <string_view>

namespace grove {

bool is_in_python(std::string_view name, std::string_view module);
bool is_python_module(std::string_view module);

// "Trio" or "Python".
std::string_view whose(std::string_view module);

// "`trio.to_thread` is in Trio, not in Grove yet", or nothing if the real module has no such name.
std::string said_to_be_missing(std::string_view name, std::string_view module);

}  // namespace grove
