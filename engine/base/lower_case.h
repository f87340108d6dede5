// For comparing what a person types with what is written: ASCII letters only.
#pragma once

#include <string>
#include <string_view>

namespace grove {

std::string in_lower_case(std::string_view text);

}  // namespace grove
