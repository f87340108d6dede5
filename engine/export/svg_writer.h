// SvgWriter: shapes and texts as elements of SVG 1.1. Numbers have one decimal and a point whatever
// the locale; characters that XML forbids are shown as Python's escapes. Private to engine/export.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/picture/geometry.h"

namespace grove {

struct SvgStroke {
  const char* colour = "none";
  float width = 2;
  const char* dashes = "";  // as stroke-dasharray has it; empty: solid
};

struct SvgText {
  float size = 16;
  const char* colour = "#000000";
  const char* anchor = "start";  // "middle", "end"
  bool code = false;             // what Python would print
  bool bold = false;
};

class SvgWriter {
 public:
  SvgWriter(float width, float height, std::string_view title, std::string_view description);

  void box(const Box& box, float corner, const char* fill, const SvgStroke& stroke);
  void line(const std::vector<Point>& points, const SvgStroke& stroke);
  // At the baseline; cut in its middle where it is wider than `room`.
  void text(Point at, std::string_view text, const SvgText& look, float room = 1e9f);
  void begin_group(Point move, float scale);
  void end_group();

  std::string finish();

 private:
  std::string out_;
};

// How wide a text comes out, roughly: fonts are not at hand. Never too small by much.
float svg_width(std::string_view text, const SvgText& look);

}  // namespace grove
