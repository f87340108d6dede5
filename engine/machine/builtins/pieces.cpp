#include "engine/machine/builtins/pieces.h"

#include <algorithm>

#include "engine/machine/types/strings.h"

namespace grove {

std::vector<std::string_view> split_at(Heap& heap, std::string_view text,
                                       std::string_view separator, int64_t most) {
  std::vector<std::string_view> parts;
  std::size_t first = 0;
  while (static_cast<int64_t>(parts.size()) < most) {
    const std::size_t at = find_text(text, separator, first);
    if (at == std::string_view::npos) break;
    heap.grow(parts, 1);
    parts.push_back(text.substr(first, at - first));
    first = at + separator.size();
  }
  parts.push_back(text.substr(first));
  return parts;
}

std::vector<std::string_view> split_at_from_right(Heap& heap, std::string_view text,
                                                  std::string_view separator, int64_t most) {
  std::vector<std::string_view> parts;
  while (static_cast<int64_t>(parts.size()) < most) {
    const std::size_t at = rfind_text(text, separator);
    if (at == std::string_view::npos) break;
    heap.grow(parts, 1);
    parts.push_back(text.substr(at + separator.size()));
    text = text.substr(0, at);
  }
  parts.push_back(text);
  std::reverse(parts.begin(), parts.end());
  return parts;
}

}  // namespace grove
