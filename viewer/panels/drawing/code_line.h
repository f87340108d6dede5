// One line of a program, in colour.
#pragma once

#include <string>
#include <vector>

#include "viewer/core/highlight.h"
#include "viewer/panels/drawing/canvas.h"

namespace grove {

inline constexpr float kCodeSize = 16.5f;

TextLook code_look(ImU32 colour, Weight weight = Weight::kMedium);

void draw_code_line(const Canvas& c, const std::string& text, const std::vector<CodePiece>& pieces,
                    float x, float baseline);

// The call of a scope, or what of it fits: how long counts for more than how it is spelled, and a
// shield has a sign of its own. "…after(0.3)", "…(0.3)"
std::string fitting_call(const Canvas& c, std::string call, const TextLook& look, float room);

}  // namespace grove
