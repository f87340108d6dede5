#include "engine/export/storable.h"

#include "engine/base/utf8.h"
#include "engine/base/visible.h"

namespace grove {

std::string storable(std::string_view text) {
  const std::string shown = visible(text);
  std::string out;
  for (std::size_t at = 0; at < shown.size();) {
    const char32_t c = next_code_point(shown, &at);
    append_utf8(&out, c == 0xFFFE || c == 0xFFFF ? kReplacement : c);
  }
  return out;
}

}  // namespace grove
