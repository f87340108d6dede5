// Paint: the colours of the visual language, for pictures that are made without the window.
#pragma once

#include "engine/model/facts.h"

namespace grove {

enum class PaintTheme : uint8_t { kLight, kDark };

// "#rrggbb" each.
struct Paint {
  const char *fill, *edge, *text;
};
Paint paint_of(TaskStatus status, PaintTheme theme);

// What is no state: grey, but for the marks of scopes.
struct Surfaces {
  const char *canvas, *panel, *line, *wire, *text, *text2;
  const char *scope, *shield, *await, *orphan;
};
const Surfaces& surfaces_of(PaintTheme theme);

}  // namespace grove
