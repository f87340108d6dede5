// Glyphs: the small shapes that tell states and marks apart without colour. All are drawn, so no
// icon font is needed and nothing can be missing.
#pragma once

#include "viewer/panels/drawing/canvas.h"

namespace grove {

// In a box of 2 `half` round `centre`. `left` is how much of a sleep remains, 0 to 1.
void draw_glyph(const Canvas& c, Glyph glyph, Point centre, float half, ImU32 colour,
                float left = 0.6f);

// A star with `teeth` teeth, filled, with a rim.
void draw_star(const Canvas& c, Point centre, float outer, float inner, int teeth, ImU32 fill,
               ImU32 rim = 0, float rim_width = 0);

void draw_envelope(const Canvas& c, Point centre, float width, float height, ImU32 fill, ImU32 rim,
                   float rim_width);

// An arrow head along an edge: points where `towards` points, a unit vector.
void draw_chevron(const Canvas& c, Point tip, Point towards, float half, ImU32 colour);

// A state's disc: its glyph in a ring of its colour, hollow where the state is.
void draw_state_disc(const Canvas& c, TaskStatus status, Glyph glyph, Point centre, float radius,
                     ImU32 behind, float left = 0.6f);

// The colour of a glyph on the fill of `hue`.
ImU32 glyph_colour(const Theme& theme, Hue hue, bool hollow);

}  // namespace grove
