// Paragraph: a text in lines no wider than asked for, broken between words.
//
//   float y = draw_paragraph(c, "What reaches main, and when?", {24, 60}, 360, look);
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "viewer/panels/drawing/canvas.h"

namespace grove {

// At least one line; a word that is too long for one is cut.
std::vector<std::string> lines_of(const Canvas& c, std::string_view text, const TextLook& look,
                                  float width);
// From one line's baseline to the next.
inline float line_height(const TextLook& look) { return look.size * 1.28f; }
// The height that it takes.
float paragraph_height(const Canvas& c, std::string_view text, const TextLook& look, float width);
// `top` is above its first line; returns where it ends.
float draw_paragraph(const Canvas& c, std::string_view text, Point top, float width,
                     const TextLook& look);

}  // namespace grove
