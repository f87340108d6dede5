#include "viewer/panels/drawing/canvas.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include "viewer/panels/drawing/text_probe.h"

namespace grove {
namespace {

constexpr float kPi = 3.14159265f;

float distance(ImVec2 a, ImVec2 b) { return std::hypot(b.x - a.x, b.y - a.y); }

ImVec2 between(ImVec2 a, ImVec2 b, float share) {
  return {a.x + (b.x - a.x) * share, a.y + (b.y - a.y) * share};
}

// The part of a convex polygon on the inner side of the line a → b.
std::vector<ImVec2> cut(const std::vector<ImVec2>& polygon, ImVec2 a, ImVec2 b) {
  const auto side = [&](ImVec2 p) { return (b.x - a.x) * (p.y - a.y) - (b.y - a.y) * (p.x - a.x); };
  std::vector<ImVec2> inside;
  for (std::size_t i = 0; i < polygon.size(); ++i) {
    const ImVec2 p = polygon[i], q = polygon[(i + 1) % polygon.size()];
    const float sp = side(p), sq = side(q);
    if (sp >= 0) inside.push_back(p);
    if ((sp > 0 && sq < 0) || (sp < 0 && sq > 0)) inside.push_back(between(p, q, sp / (sp - sq)));
  }
  return inside;
}

// Draws dashes along a line of points, in pixels.
void draw_dashes(ImDrawList& list, std::span<const ImVec2> points, ImU32 colour, float width,
                 float on, float off, bool round) {
  // Dashes that nobody can tell apart are a line; without any length there would be no end to them.
  if (!(on + off > 1)) {
    list.AddPolyline(points.data(), static_cast<int>(points.size()), colour, 0, width);
    return;
  }
  std::vector<ImVec2> dash;
  float left = on;  // of the current dash or gap
  bool drawing = true;
  const auto finish = [&] {
    if (drawing && !dash.empty()) {
      if (round) {
        list.AddCircleFilled(dash.front(), width / 2, colour);
        if (on > 1) list.AddCircleFilled(dash.back(), width / 2, colour);
      }
      if (dash.size() > 1) {
        list.AddPolyline(dash.data(), static_cast<int>(dash.size()), colour, 0, width);
      }
    }
    dash.clear();
  };
  dash.push_back(points.front());
  for (std::size_t i = 0; i + 1 < points.size(); ++i) {
    ImVec2 from = points[i];
    float length = distance(from, points[i + 1]);
    while (length > left) {
      from = between(from, points[i + 1], left / length);
      length -= left;
      dash.push_back(from);
      finish();
      drawing = !drawing;
      left = drawing ? on : off;
      dash.push_back(from);
    }
    left -= length;
    dash.push_back(points[i + 1]);
  }
  finish();
}

}  // namespace

Canvas Canvas::faded(float alpha) const {
  Canvas copy = *this;
  copy.alpha_ *= alpha;
  return copy;
}

Canvas Canvas::scaled(float by, Point about) const {
  Canvas copy = *this;
  const ImVec2 fixed = pixel(about.x, about.y);
  copy.scale_ *= by;
  copy.origin_ = {fixed.x - about.x * copy.scale_, fixed.y - about.y * copy.scale_};
  return copy;
}

void Canvas::fill(const Box& box, float corner, ImU32 colour) const {
  if (box.empty()) return;
  list_->AddRectFilled(pixel(box.x, box.y), pixel(box.right(), box.bottom()), shade(colour),
                       corner * scale_);
}

void Canvas::fill_left(const Box& box, float corner, ImU32 colour) const {
  list_->AddRectFilled(pixel(box.x, box.y), pixel(box.right(), box.bottom()), shade(colour),
                       corner * scale_, ImDrawFlags_RoundCornersLeft);
}

void Canvas::outline(const Box& box, float corner, ImU32 colour, float width) const {
  list_->PathRect(pixel(box.x, box.y), pixel(box.right(), box.bottom()), corner * scale_);
  list_->PathStroke(shade(colour), ImDrawFlags_Closed, width * scale_);
}

void Canvas::outline(const Box& box, float corner, ImU32 colour, float width, Dashes dashes) const {
  list_->PathRect(pixel(box.x, box.y), pixel(box.right(), box.bottom()), corner * scale_);
  std::vector<ImVec2> points(list_->_Path.begin(), list_->_Path.end());
  list_->PathClear();
  points.push_back(points.front());
  draw_dashes(*list_, points, shade(colour), width * scale_, dashes.on * scale_,
              dashes.off * scale_, dashes.round);
}

void Canvas::stripes(const Box& box, float corner, ImU32 colour, float pitch, float width) const {
  if (box.empty()) return;
  list_->PathRect(pixel(box.x, box.y), pixel(box.right(), box.bottom()), corner * scale_);
  const std::vector<ImVec2> edge(list_->_Path.begin(), list_->_Path.end());
  list_->PathClear();
  // A stripe that rises at 45 degrees is wider by √2 along the horizontal.
  const float half = width * 0.7071f;
  const auto count = static_cast<int>((box.w + box.h + half) / pitch) + 1;
  for (int number = 0; number < count; ++number) {
    const float x = box.x - box.h + static_cast<float>(number) * pitch;
    std::vector<ImVec2> stripe = {pixel(x - half, box.bottom()), pixel(x - half + box.h, box.y),
                                  pixel(x + half + box.h, box.y), pixel(x + half, box.bottom())};
    for (std::size_t i = 0; i < edge.size() && stripe.size() > 2; ++i) {
      stripe = cut(stripe, edge[i], edge[(i + 1) % edge.size()]);
    }
    if (stripe.size() < 3) continue;
    list_->AddConvexPolyFilled(stripe.data(), static_cast<int>(stripe.size()), shade(colour));
  }
}

void Canvas::line(Point a, Point b, ImU32 colour, float width) const {
  const ImVec2 ends[] = {pixel(a.x, a.y), pixel(b.x, b.y)};
  list_->AddPolyline(ends, 2, shade(colour), 0, width * scale_);
}

void Canvas::line(Point a, Point b, ImU32 colour, float width, Dashes dashes) const {
  const Point ends[] = {a, b};
  path(ends, colour, width, dashes);
}

void Canvas::path(std::span<const Point> points, ImU32 colour, float width, bool closed) const {
  for (const Point& p : points) list_->PathLineTo(pixel(p.x, p.y));
  list_->PathStroke(shade(colour), closed ? ImDrawFlags_Closed : 0, width * scale_);
}

void Canvas::path(std::span<const Point> points, ImU32 colour, float width, Dashes dashes,
                  bool closed) const {
  if (points.size() < 2) return;
  std::vector<ImVec2> pixels;
  pixels.reserve(points.size() + 1);
  for (const Point& p : points) pixels.push_back(pixel(p.x, p.y));
  if (closed) pixels.push_back(pixels.front());
  draw_dashes(*list_, pixels, shade(colour), width * scale_, dashes.on * scale_,
              dashes.off * scale_, dashes.round);
}

void Canvas::curve(Point a, Point control_a, Point control_b, Point b, ImU32 colour,
                   float width) const {
  list_->AddBezierCubic(pixel(a.x, a.y), pixel(control_a.x, control_a.y),
                        pixel(control_b.x, control_b.y), pixel(b.x, b.y), shade(colour),
                        width * scale_);
}

void Canvas::convex(std::span<const Point> points, ImU32 colour) const {
  for (const Point& p : points) list_->PathLineTo(pixel(p.x, p.y));
  list_->PathFillConvex(shade(colour));
}

void Canvas::concave(std::span<const Point> points, ImU32 colour) const {
  for (const Point& p : points) list_->PathLineTo(pixel(p.x, p.y));
  list_->PathFillConcave(shade(colour));
}

void Canvas::disc(Point centre, float radius, ImU32 colour) const {
  list_->AddCircleFilled(pixel(centre.x, centre.y), radius * scale_, shade(colour));
}

void Canvas::circle(Point centre, float radius, ImU32 colour, float width) const {
  list_->PathArcTo(pixel(centre.x, centre.y), radius * scale_, 0, 2 * kPi * 0.995f);
  list_->PathStroke(shade(colour), ImDrawFlags_Closed, width * scale_);
}

void Canvas::pie(Point centre, float radius, float left, ImU32 colour) const {
  if (left <= 0.002f) return;
  if (left >= 0.998f) return disc(centre, radius, colour);
  const float from = -kPi / 2 + (1 - left) * 2 * kPi, to = 1.5f * kPi;
  // A slice of more than half the circle is not convex, so it is drawn in two.
  const float half = (from + to) / 2;
  for (const auto& [a, b] : {std::pair{from, half}, std::pair{half, to}}) {
    list_->PathLineTo(pixel(centre.x, centre.y));
    list_->PathArcTo(pixel(centre.x, centre.y), radius * scale_, a, b);
    list_->PathFillConvex(shade(colour));
  }
}

void Canvas::arc(Point centre, float radius, float left, ImU32 colour, float width) const {
  if (left <= 0.002f) return;
  if (left >= 0.998f) return circle(centre, radius, colour, width);
  list_->PathArcTo(pixel(centre.x, centre.y), radius * scale_, -kPi / 2 + (1 - left) * 2 * kPi,
                   1.5f * kPi);
  list_->PathStroke(shade(colour), 0, width * scale_);
}

float Canvas::width(std::string_view text, const TextLook& look) const {
  if (scale_ <= 0) return 0;
  const FontFace& font = face(look);
  const float size = font.pixels(look.size * scale_);
  return font.font->CalcTextSizeA(size, FLT_MAX, 0, text.data(), text.data() + text.size()).x /
         scale_;
}

float Canvas::text(float x, float baseline, std::string_view text, const TextLook& look) const {
  if (text.empty() || scale_ <= 0) return x;
  const FontFace& font = face(look);
  const float size = font.pixels(look.size * scale_);
  const float length = width(text, look);
  if (look.align == Align::kMiddle) x -= length / 2;
  if (look.align == Align::kRight) x -= length;
  const ImU32 colour = shade(look.colour != 0 ? look.colour : theme().text);
  const ImVec2 at = pixel(x, baseline);
  const float ascent = font.font->GetFontBaked(size)->Ascent;
  list_->AddText(font.font, size, {std::round(at.x), std::round(at.y) - ascent}, colour,
                 text.data(), text.data() + text.size());
  if (TextProbe* probe = TextProbe::current()) {
    const float em = look.size * scale_;
    const char* window = list_->_OwnerName != nullptr ? list_->_OwnerName : "";
    const ImVec2 low = list_->GetClipRectMin(), high = list_->GetClipRectMax();
    const float left = std::max(at.x, low.x), top = std::max(at.y - em * 0.73f, low.y);
    const float right = std::min(at.x + length * scale_, high.x), bottom = std::min(at.y, high.y);
    const Box seen{left, top, right - left, bottom - top};
    const bool clipped = left > at.x + 1.5f || right < at.x + length * scale_ - 1.5f;
    probe->add({std::string(text), window, seen, "", clipped});
  }
  if (look.underlined) {
    const float em = look.size * scale_;
    const float thickness = std::max(2.0f, std::round(em / 10));
    const float y = std::round(at.y + em * 0.17f);
    list_->AddRectFilled({std::round(at.x), y}, {std::round(at.x + length * scale_), y + thickness},
                         colour);
  }
  return x + length;
}

std::size_t Canvas::words_fitting(std::string_view text, const TextLook& look, float room) const {
  if (width(text, look) <= room) return text.size();
  std::vector<std::size_t> ends;
  for (std::size_t at = 1; at < text.size(); ++at) {
    if (text[at] == ' ') ends.push_back(at);
  }
  const auto too_long = std::partition_point(ends.begin(), ends.end(), [&](std::size_t end) {
    return width(text.substr(0, end), look) <= room;
  });
  return too_long == ends.begin() ? 0 : *(too_long - 1);
}

namespace {

// For whoever asks which texts are cut.
std::string told_shortened(std::string_view whole, std::string shown) {
  if (TextProbe* probe = TextProbe::current()) probe->shorten(whole, shown);
  return shown;
}

}  // namespace

std::string Canvas::fitting_middle(std::string_view text, const TextLook& look, float room) const {
  if (width(text, look) <= room) return std::string(text);
  std::vector<std::size_t> begins;  // of characters
  for (std::size_t i = 0; i < text.size(); ++i) {
    if ((static_cast<unsigned char>(text[i]) & 0xC0) != 0x80) begins.push_back(i);
  }
  // Two thirds of what is kept are from the end: that is where names differ.
  const auto shortened = [&](std::size_t kept) {
    const std::size_t head = kept / 3, tail = kept - head;
    const std::string_view end = tail > 0 ? text.substr(begins[begins.size() - tail]) : "";
    return fmt::format("{}…{}", text.substr(0, begins[head]), end);
  };
  std::size_t low = 0, high = begins.empty() ? 0 : begins.size() - 1;
  while (low < high) {
    const std::size_t middle = (low + high + 1) / 2;
    if (width(shortened(middle), look) <= room) {
      low = middle;
    } else {
      high = middle - 1;
    }
  }
  return told_shortened(text, begins.empty() ? std::string() : shortened(low));
}

std::string Canvas::fitting(std::string_view text, const TextLook& look, float room) const {
  if (width(text, look) <= room) return std::string(text);
  // Where it may be cut: never in the middle of a character.
  std::vector<std::size_t> ends;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if ((static_cast<unsigned char>(text[at]) & 0xC0) != 0x80) ends.push_back(at);
  }
  const auto shortened = [&](std::size_t end) { return std::string(text.substr(0, end)) + "…"; };
  // More text is never narrower. Names may have tens of thousands of characters.
  const auto too_long = std::partition_point(ends.begin(), ends.end(), [&](std::size_t end) {
    return width(shortened(end), look) <= room;
  });
  return told_shortened(text, too_long == ends.begin() ? "" : shortened(*(too_long - 1)));
}

void Canvas::push_clip(const Box& box) const {
  list_->PushClipRect(pixel(box.x, box.y), pixel(box.right(), box.bottom()), true);
}

void Canvas::pop_clip() const { list_->PopClipRect(); }

std::vector<Point> rounded(std::span<const Point> points, float corner) {
  std::vector<Point> result;
  for (std::size_t i = 0; i < points.size(); ++i) {
    const Point p = points[i];
    if (i == 0 || i + 1 == points.size()) {
      result.push_back(p);
      continue;
    }
    const Point before = points[i - 1], after = points[i + 1];
    const float in = std::hypot(p.x - before.x, p.y - before.y);
    const float out = std::hypot(after.x - p.x, after.y - p.y);
    const float r = std::min({corner, in / 2, out / 2});
    if (r <= 0) continue;
    const Point a{p.x + (before.x - p.x) * r / in, p.y + (before.y - p.y) * r / in};
    const Point b{p.x + (after.x - p.x) * r / out, p.y + (after.y - p.y) * r / out};
    constexpr int kSteps = 8;
    for (int step = 0; step <= kSteps; ++step) {
      const float t = static_cast<float>(step) / kSteps, u = 1 - t;
      result.push_back({u * u * a.x + 2 * u * t * p.x + t * t * b.x,
                        u * u * a.y + 2 * u * t * p.y + t * t * b.y});
    }
  }
  return result;
}

std::vector<Point> part_of(std::span<const Point> points, float from, float to) {
  float whole = 0;
  for (std::size_t i = 1; i < points.size(); ++i) {
    whole += std::hypot(points[i].x - points[i - 1].x, points[i].y - points[i - 1].y);
  }
  std::vector<Point> part;
  float before = 0;
  for (std::size_t i = 1; i < points.size(); ++i) {
    const Point a = points[i - 1], b = points[i];
    const float length = std::hypot(b.x - a.x, b.y - a.y);
    if (length <= 0) continue;
    const auto at = [&](float distance) {
      const float share = std::clamp((distance - before) / length, 0.0f, 1.0f);
      return Point{a.x + (b.x - a.x) * share, a.y + (b.y - a.y) * share};
    };
    if (before + length >= from * whole && before <= to * whole) {
      if (part.empty()) part.push_back(at(from * whole));
      part.push_back(at(to * whole));
    }
    before += length;
  }
  return part;
}

}  // namespace grove
