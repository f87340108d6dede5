// Shell words: texts as a shell takes them.
#pragma once

#include <string>

namespace grove {

// In quotes where the text would not come through as it is.
std::string shell_quoted(const std::string& text);

}  // namespace grove
