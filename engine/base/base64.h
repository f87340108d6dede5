// Base64 (RFC 4648, section 4), with its padding.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace grove {

// Nothing if it is none.
std::optional<std::string> decode_base64(std::string_view text);

}  // namespace grove
