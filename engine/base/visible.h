// Text from elsewhere (programs, files, arguments) as a terminal may get it.
#pragma once

#include <string>
#include <string_view>

namespace grove {

// Control characters as Python's escapes (\n, \t, \x1b), so that no text can move the cursor,
// colour the screen or set the window's title.
std::string visible(std::string_view text);

}  // namespace grove
