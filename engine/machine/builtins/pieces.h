// The pieces of a text, or of bytes, between separators: split() and rsplit() of both.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "engine/machine/core/heap.h"

namespace grove {

// At the first, or the last, `most` separators, in order. The pieces are views into `text`. Their
// room is asked of the heap first: throws OutOfBytes. REQUIRES: the separator is not empty.
std::vector<std::string_view> split_at(Heap& heap, std::string_view text,
                                       std::string_view separator, int64_t most);
std::vector<std::string_view> split_at_from_right(Heap& heap, std::string_view text,
                                                  std::string_view separator, int64_t most);

}  // namespace grove
