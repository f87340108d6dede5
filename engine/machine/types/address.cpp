// Where CPython shows an address: a made-up number.
#include <fmt/format.h>

#include "engine/machine/protocols/format.h"

namespace grove {

int64_t address_number(Value v) {
  // Looks like an address of a 64-bit process, and differs for all things that are not the same.
  return int64_t{0x7f0000000000} + static_cast<int64_t>(v.type) * 0x100000000 +
         static_cast<int64_t>(v.index) * 0x40;
}

std::string address_of(Value v) { return fmt::format("0x{:x}", address_number(v)); }

}  // namespace grove
