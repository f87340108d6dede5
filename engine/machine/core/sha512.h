// SHA-512 (FIPS 180-4): what CPython makes of a text that seeds `random`.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

namespace grove {

std::array<uint8_t, 64> sha512(std::string_view bytes);

}  // namespace grove
