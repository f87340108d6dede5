#include "engine/options/picture_size.h"

#include "engine/base/numbers.h"

namespace grove {

std::string read_size(const std::string& text, PictureSize* size) {
  constexpr WholeRange kWidths{320, 16384}, kHeights{200, 16384};
  const std::size_t cross = text.find('x');
  int64_t width = 0, height = 0;
  const bool good = cross != std::string::npos &&
                    read_whole(text.substr(0, cross), kWidths, &width).empty() &&
                    read_whole(text.substr(cross + 1), kHeights, &height).empty();
  if (!good) {
    return "`" + text + "` is no size: write WIDTHxHEIGHT, from 320x200 to 16384x16384";
  }
  *size = {static_cast<int>(width), static_cast<int>(height)};
  return "";
}

}  // namespace grove
