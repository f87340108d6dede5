// What no font of the window has a glyph for is written as a small box with its number in it,
// U+2603 as "2603": readable, one mark for one character, and without a font of many megabytes.
//
// Fonts get it as their last source, so that every text has it: canvas, text fields, menus.
#pragma once

#include <imgui.h>

namespace grove {

// Adds the boxes to the font that was added last.
void add_code_point_boxes();

}  // namespace grove
