// JSON values as Python literals, and back.
//
// Knobs replace a value in a Python program, and their values stand in JSON files: true is True
// there, null is None, an object a dict, and strings are quoted as Python's repr quotes them.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "engine/base/json.h"

namespace grove {

// "['r01', 3, True]". Numbers stay as they are written.
std::string python_literal(const JsonValue& value);

// As repr(str) gives it: 'it', "it's", 'a\nb'.
std::string python_repr(std::string_view text);

// The JSON value that python_literal would turn into this literal; nothing if it is written in a
// way that python_literal does not write.
std::optional<std::string> json_of_python_literal(std::string_view literal);

}  // namespace grove
