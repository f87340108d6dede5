// Text from a program as every format of ours can hold it: XML, and what is made into XML later,
// allows neither control characters nor halves of surrogate pairs, not even as references.
#pragma once

#include <string>
#include <string_view>

namespace grove {

// Control characters as Python's escapes, what is no character as U+FFFD. Always UTF-8.
std::string storable(std::string_view text);

}  // namespace grove
