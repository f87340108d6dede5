// Text from elsewhere (programs, files, arguments) as a terminal may get it.
#pragma once

#include <string>
#include <string_view>

namespace grove {

// Control characters as Python's escapes (\n, \t, \x1b, \u202e), so that no text can move the
// cursor, colour the screen, set the window's title or turn a line about.
std::string visible(std::string_view text);

}  // namespace grove
