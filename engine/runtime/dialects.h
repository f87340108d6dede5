// The libraries that a run may use, in their order among its dialects.
#pragma once

#include <cstddef>

namespace grove {

enum class DialectSlot : std::size_t { kTrio, kAsyncio };

}  // namespace grove
