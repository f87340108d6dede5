#include "engine/cli/screen.h"

#include <fmt/format.h>

namespace grove {

std::string Screen::draw(const std::vector<StyledLine>& frame, int columns, int rows) {
  std::string out;
  if (whole_) {
    out += "\x1b[0m\x1b[2J";
    shown_.clear();
    whole_ = false;
  }
  shown_.resize(static_cast<std::size_t>(rows));
  for (std::size_t row = 0; row < shown_.size(); ++row) {
    static const StyledLine kBlank;
    const StyledLine& line = row < frame.size() ? frame[row] : kBlank;
    std::string text = render(line, look_, columns);
    // Erasing before the text, not after: behind a full line the cursor still stands on the last
    // column, and would erase it.
    if (text == shown_[row]) continue;
    out += fmt::format("\x1b[{};1H\x1b[2K{}", row + 1, text);
    shown_[row] = std::move(text);
  }
  if (out.empty()) return out;
  return "\x1b[?2026h" + out + "\x1b[?2026l";
}

}  // namespace grove
