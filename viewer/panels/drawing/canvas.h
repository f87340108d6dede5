// Canvas: drawing in the units of the visual language, whose pictures are 1600 by 1000. It puts
// rectangles, lines, arcs, dashes and text on an ImGui draw list, scaled and moved; colours come
// from the theme, never from here.
//
//   Canvas c(*ImGui::GetWindowDrawList(), style, {region.x, region.y}, s);
//   c.fill({0, 0, 202, 74}, 12, style.theme.card(Hue::kBlue));
//   float x = c.text(60, 32, "r01", {.size = 25, .weight = Weight::kBold, .family =
//   Family::kCode});
//
// Text stands on its baseline and is measured in the same units. Strokes are centred on their path.
#pragma once

#include <imgui.h>

#include <span>
#include <string_view>

#include "engine/picture/geometry.h"
#include "viewer/panels/drawing/fonts.h"
#include "viewer/panels/drawing/theme.h"

namespace grove {

struct Style {
  const Theme& theme;
  const Fonts& fonts;
};

enum class Align : uint8_t { kLeft, kMiddle, kRight };

struct TextLook {
  float size = 17.5f;
  Weight weight = Weight::kMedium;
  Family family = Family::kWords;
  ImU32 colour = 0;  // 0: the theme's text
  Align align = Align::kLeft;
  bool underlined = false;
};

struct Dashes {
  float on = 9;
  float off = 7;
  bool round = false;  // round ends; with `on` near 0 the dashes are dots
};

class Canvas {
 public:
  Canvas(ImDrawList& list, const Style& style, Point origin, float scale)
      : list_(&list), style_(&style), origin_(origin), scale_(scale) {}

  // The same, with everything drawn fainter; 1 changes nothing.
  Canvas faded(float alpha) const;
  // The same, with everything drawn larger or smaller; `about` stays where it is.
  Canvas scaled(float by, Point about) const;

  const Style& style() const { return *style_; }
  const Theme& theme() const { return style_->theme; }
  ImDrawList& list() const { return *list_; }
  float scale() const { return scale_; }
  ImVec2 pixel(float x, float y) const { return {origin_.x + x * scale_, origin_.y + y * scale_}; }
  Point unit(ImVec2 pixel) const {
    if (scale_ <= 0) return {};
    return {(pixel.x - origin_.x) / scale_, (pixel.y - origin_.y) / scale_};
  }

  void fill(const Box& box, float corner, ImU32 colour) const;
  // Rounded on its left only.
  void fill_left(const Box& box, float corner, ImU32 colour) const;
  void outline(const Box& box, float corner, ImU32 colour, float width) const;
  void outline(const Box& box, float corner, ImU32 colour, float width, Dashes dashes) const;
  // Diagonal stripes, cut off at the box's rounded edge.
  void stripes(const Box& box, float corner, ImU32 colour, float pitch, float width) const;

  void line(Point a, Point b, ImU32 colour, float width) const;
  void line(Point a, Point b, ImU32 colour, float width, Dashes dashes) const;
  // Through the points, with round joints; `closed` joins the last to the first.
  void path(std::span<const Point> points, ImU32 colour, float width, bool closed = false) const;
  void path(std::span<const Point> points, ImU32 colour, float width, Dashes dashes,
            bool closed = false) const;
  void curve(Point a, Point control_a, Point control_b, Point b, ImU32 colour, float width) const;

  void convex(std::span<const Point> points, ImU32 colour) const;
  void concave(std::span<const Point> points, ImU32 colour) const;
  void disc(Point centre, float radius, ImU32 colour) const;
  void circle(Point centre, float radius, ImU32 colour, float width) const;
  // What is left of 1, draining clockwise from the top: a slice, and a stroke.
  void pie(Point centre, float radius, float left, ImU32 colour) const;
  void arc(Point centre, float radius, float left, ImU32 colour, float width) const;

  // Returns where the text ends.
  float text(float x, float baseline, std::string_view text, const TextLook& look) const;
  float width(std::string_view text, const TextLook& look) const;
  // The longest beginning of `text` that fits, with an ellipsis if something is cut off.
  // How much of the text, from its beginning to the end of a word, fits; 0 if no word does.
  std::size_t words_fitting(std::string_view text, const TextLook& look, float room) const;
  std::string fitting(std::string_view text, const TextLook& look, float width) const;
  // Beginning and end of it, with an ellipsis between them: for names, which differ at their ends.
  std::string fitting_middle(std::string_view text, const TextLook& look, float width) const;

  void push_clip(const Box& box) const;
  void pop_clip() const;

 private:
  ImU32 shade(ImU32 colour) const { return alpha_ < 1 ? with_alpha(colour, alpha_) : colour; }
  const FontFace& face(const TextLook& look) const {
    return style_->fonts.get(look.family, look.weight);
  }

  ImDrawList* list_;
  const Style* style_;
  Point origin_;  // in pixels
  float scale_;   // pixels per unit
  float alpha_ = 1;
};

// The points of a path with its corners rounded, in the path's own units; `corner` is cut down
// where a side is too short for it.
std::vector<Point> rounded(std::span<const Point> points, float corner);

// The part of a path between two shares of its length, 0 to 1.
std::vector<Point> part_of(std::span<const Point> points, float from, float to);

}  // namespace grove
