// A moment of a run as a picture that can be enlarged, searched and edited: the tree as the window
// lays it out, and the timeline below it, in SVG. Texts are texts; the fonts are named, with what
// every machine has in their place. `<title>` and `<desc>` say in words what is to be seen.
#pragma once

#include <string>

#include "engine/export/paint.h"
#include "engine/model/model.h"

namespace grove {

struct SvgOptions {
  PaintTheme theme = PaintTheme::kLight;
  SimTime now;  // where the clock stands, if that is after the model's last event
  float width = 1600, height = 1000;  // of the picture, 200 at least
};

std::string to_svg(const Model& model, const SvgOptions& options);

}  // namespace grove
