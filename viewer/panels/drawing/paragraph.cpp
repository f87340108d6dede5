#include "viewer/panels/drawing/paragraph.h"

namespace grove {

std::vector<std::string> lines_of(const Canvas& c, std::string_view text, const TextLook& look,
                                  float width) {
  std::vector<std::string> lines;
  while (!text.empty()) {
    std::size_t fits = c.words_fitting(text, look, width);
    if (fits == 0) fits = std::min(text.find(' '), text.size());
    lines.push_back(c.fitting(text.substr(0, fits), look, width));
    text.remove_prefix(fits);
    while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
  }
  if (lines.empty()) lines.emplace_back();
  return lines;
}

float paragraph_height(const Canvas& c, std::string_view text, const TextLook& look, float width) {
  return static_cast<float>(lines_of(c, text, look, width).size()) * line_height(look);
}

float draw_paragraph(const Canvas& c, std::string_view text, Point top, float width,
                     const TextLook& look) {
  float y = top.y;
  for (const std::string& line : lines_of(c, text, look, width)) {
    c.text(top.x, y + look.size, line, look);
    y += line_height(look);
  }
  return y;
}

}  // namespace grove
