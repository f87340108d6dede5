#include "viewer/panels/drawing/glyphs.h"

#include <cmath>
#include <vector>

namespace grove {
namespace {

constexpr float kPi = 3.14159265f;

// Draws in a box from -1 to 1, so that the shapes below read as what they are.
class Pen {
 public:
  Pen(const Canvas& c, Point centre, float half, ImU32 colour)
      : c_(c), centre_(centre), half_(half), colour_(colour) {}

  // The lines' width, in units of the box.
  float stroke() const { return std::max(2.0f, half_ * 0.24f) / half_; }

  void line(std::initializer_list<Point> points, float width = 1, bool closed = false) const {
    const std::vector<Point> at = placed(points);
    c_.path(at, colour_, stroke() * half_ * width, closed);
    if (closed) return;
    // ImGui ends lines flat.
    c_.disc(at.front(), stroke() * half_ * width / 2, colour_);
    c_.disc(at.back(), stroke() * half_ * width / 2, colour_);
  }
  void fill(std::initializer_list<Point> points) const { c_.concave(placed(points), colour_); }
  void disc(Point at, float radius) const { c_.disc(place(at), radius * half_, colour_); }
  void circle(Point at, float radius, float width = 1) const {
    c_.circle(place(at), radius * half_, colour_, stroke() * half_ * width);
  }
  Point place(Point p) const { return {centre_.x + p.x * half_, centre_.y + p.y * half_}; }
  const Canvas& canvas() const { return c_; }
  float half() const { return half_; }
  ImU32 colour() const { return colour_; }

 private:
  std::vector<Point> placed(std::initializer_list<Point> points) const {
    std::vector<Point> result;
    for (const Point& p : points) result.push_back(place(p));
    return result;
  }

  const Canvas& c_;
  Point centre_;
  float half_;
  ImU32 colour_;
};

void draw_nursery(const Pen& pen) {
  const Point corners[] = {pen.place({-1, 0.9f}), pen.place({-1, -0.8f}), pen.place({1, -0.8f}),
                           pen.place({1, 0.9f})};
  pen.canvas().path(rounded(corners, 0.35f * pen.half()), pen.colour(), pen.stroke() * pen.half());
  pen.disc({0, 0.25f}, 0.28f);
}

void draw_shield(const Pen& pen) {
  pen.line({{-0.8f, -0.8f},
            {0.8f, -0.8f},
            {0.8f, 0.1f},
            {0.6f, 0.6f},
            {0, 1},
            {-0.6f, 0.6f},
            {-0.8f, 0.1f}},
           1, true);
}

void draw_knob(const Pen& pen) {
  pen.line({{-1, -0.45f}, {1, -0.45f}});
  pen.disc({0.35f, -0.45f}, 0.34f);
  pen.line({{-1, 0.5f}, {1, 0.5f}});
  pen.disc({-0.35f, 0.5f}, 0.34f);
}

void draw_net(const Pen& pen) {
  pen.disc({-0.72f, 0}, 0.3f);
  pen.circle({0.72f, 0}, 0.3f, 0.8f);
  pen.line({{-0.35f, 0}, {-0.1f, 0}});
  pen.line({{0.12f, 0}, {0.36f, 0}});
}

void draw_print(const Pen& pen) {
  pen.line({{-0.9f, -0.7f}, {-0.2f, 0}, {-0.9f, 0.7f}});
  pen.line({{0.1f, 0.7f}, {0.95f, 0.7f}});
}

void draw_question_mark(const Pen& pen) {
  pen.canvas().text(pen.place({0, 0}).x, pen.place({0, 0.72f}).y, "?",
                    {.size = pen.half() * 2,
                     .weight = Weight::kExtraBold,
                     .colour = pen.colour(),
                     .align = Align::kMiddle});
}

void draw_cancel_ring(const Pen& pen) {
  pen.circle({0, 0}, 0.92f);
  pen.line({{-0.62f, 0.62f}, {0.62f, -0.62f}});
}

void draw_crown(const Pen& pen) {
  pen.fill({{-0.95f, -0.6f},
            {-0.45f, -0.05f},
            {0, -0.85f},
            {0.45f, -0.05f},
            {0.95f, -0.6f},
            {0.75f, 0.75f},
            {-0.75f, 0.75f}});
}

// Solid but for the slice between its hand and the top.
void draw_stopwatch(const Pen& pen) {
  pen.line({{-0.3f, -0.95f}, {0.3f, -0.95f}}, 1.2f);
  pen.line({{0, -0.95f}, {0, -0.5f}}, 1.2f);
  pen.canvas().pie(pen.place({0, 0.2f}), pen.half() * 0.8f, 0.9f, pen.colour());
}

std::vector<Point> star_points(Point centre, float outer, float inner, int teeth) {
  std::vector<Point> points;
  for (int i = 0; i < teeth * 2; ++i) {
    const float radius = i % 2 == 0 ? outer : inner;
    const float angle = -kPi / 2 + static_cast<float>(i) * kPi / static_cast<float>(teeth);
    points.push_back({centre.x + radius * std::cos(angle), centre.y + radius * std::sin(angle)});
  }
  return points;
}

void draw_flag(const Pen& pen) {
  pen.line({{-0.55f, 1}, {-0.55f, -1}});
  pen.fill({{-0.55f, -1}, {0.9f, -1}, {0.45f, -0.45f}, {0.9f, 0.1f}, {-0.55f, 0.1f}});
}

// A bell, for an event: a pennant would be taken for the flag of a scope.
void draw_bell(const Pen& pen) {
  pen.line({{0, -1}, {0, -0.7f}});
  pen.line({{-0.95f, 0.55f},
            {-0.6f, 0.15f},
            {-0.55f, -0.35f},
            {-0.25f, -0.7f},
            {0.25f, -0.7f},
            {0.55f, -0.35f},
            {0.6f, 0.15f},
            {0.95f, 0.55f}},
           1, true);
  pen.disc({0, 0.85f}, 0.2f);
}

// That it is set is heard.
void draw_ringing_bell(const Pen& pen) {
  pen.fill({{-0.75f, 0.55f},
            {-0.5f, 0.15f},
            {-0.45f, -0.35f},
            {-0.2f, -0.7f},
            {0.2f, -0.7f},
            {0.45f, -0.35f},
            {0.5f, 0.15f},
            {0.75f, 0.55f}});
  pen.line({{0, -0.95f}, {0, -0.7f}});
  pen.disc({0, 0.85f}, 0.2f);
  pen.line({{-0.75f, -0.75f}, {-0.98f, -0.4f}, {-0.98f, 0}}, 0.8f);
  pen.line({{0.75f, -0.75f}, {0.98f, -0.4f}, {0.98f, 0}}, 0.8f);
}

// A message inside a pipe: dots and a ring are the network's.
void draw_capsule(const Pen& pen) {
  const Point at = pen.place({-1, -0.58f});
  pen.canvas().outline({at.x, at.y, 2 * pen.half(), 1.16f * pen.half()}, 0.58f * pen.half(),
                       pen.colour(), pen.stroke() * pen.half() * 0.9f);
  pen.fill({{-0.24f, -0.24f}, {0.24f, -0.24f}, {0.24f, 0.24f}, {-0.24f, 0.24f}});
}

void draw_file(const Pen& pen) {
  pen.line({{0.25f, -0.95f}, {-0.7f, -0.95f}, {-0.7f, 0.95f}, {0.7f, 0.95f}, {0.7f, -0.5f}}, 1,
           true);
  pen.line({{-0.32f, 0}, {0.32f, 0}}, 0.8f);
  pen.line({{-0.32f, 0.45f}, {0.32f, 0.45f}}, 0.8f);
}

// Somebody outside, who points.
void draw_hand(const Pen& pen) {
  pen.fill({{-0.28f, -1},
            {0.02f, -1},
            {0.02f, -0.2f},
            {0.75f, -0.05f},
            {0.85f, 0.2f},
            {0.6f, 0.95f},
            {-0.35f, 0.95f},
            {-0.85f, 0.15f},
            {-0.65f, -0.05f},
            {-0.28f, 0.25f}});
}

void draw_padlock(const Pen& pen, bool open) {
  const float foot = open ? -0.55f : 0;
  const Point shackle[] = {pen.place({-0.5f, 0}), pen.place({-0.5f, -0.95f}),
                           pen.place({0.5f, -0.95f}), pen.place({0.5f, foot})};
  pen.canvas().path(rounded(shackle, 0.5f * pen.half()), pen.colour(), pen.stroke() * pen.half());
  pen.fill({{-0.8f, -0.1f}, {0.8f, -0.1f}, {0.8f, 0.95f}, {-0.8f, 0.95f}});
}

}  // namespace

void draw_glyph(const Canvas& c, Glyph glyph, Point centre, float half, ImU32 colour, float left) {
  const Pen pen(c, centre, half, colour);
  switch (glyph) {
    case Glyph::kRun:
      return pen.fill({{-0.7f, -1}, {1, 0}, {-0.7f, 1}});
    case Glyph::kReady:
      return pen.line({{-0.62f, -0.88f}, {0.86f, 0}, {-0.62f, 0.88f}}, 1, true);
    case Glyph::kSleep:
      pen.circle({0, 0}, 1);
      return c.pie(centre, half * 0.62f, left, colour);
    case Glyph::kNursery:
      return draw_nursery(pen);
    case Glyph::kEvent:
      return draw_bell(pen);
    case Glyph::kLock:
      return draw_padlock(pen, false);
    case Glyph::kNet:
      return draw_net(pen);
    case Glyph::kAsked:
      return pen.line({{0.86f, -0.86f}, {0.86f, 0.8f}, {-0.86f, 0.8f}}, 1, true);
    case Glyph::kCancelling:
      return pen.fill({{1, -1}, {1, 0.9f}, {-1, 0.9f}});
    case Glyph::kCancelled:
      return draw_cancel_ring(pen);
    case Glyph::kFailed:
      pen.line({{-0.7f, -0.7f}, {0.7f, 0.7f}}, 1.5f);
      return pen.line({{-0.7f, 0.7f}, {0.7f, -0.7f}}, 1.5f);
    case Glyph::kEnvelope:
      return draw_envelope(c, centre, half * 2.1f, half * 1.5f, 0, colour,
                           pen.stroke() * half * 0.9f);
    case Glyph::kDone:
      return pen.line({{-0.85f, 0.05f}, {-0.2f, 0.7f}, {0.9f, -0.7f}}, 1.4f);
    case Glyph::kOrphan:
      return draw_question_mark(pen);
    case Glyph::kShield:
      return draw_shield(pen);
    case Glyph::kFlag:
      return draw_flag(pen);
    case Glyph::kWinner:
      return draw_crown(pen);
    case Glyph::kSpawn:
      pen.disc({0, 0}, 0.42f);
      return pen.line({{0, -1}, {0, -0.4f}});
    case Glyph::kKnob:
      return draw_knob(pen);
    case Glyph::kPrint:
      return draw_print(pen);
    case Glyph::kCancelCall:
      pen.circle({0, 0}, 0.9f);
      return pen.fill({{-0.38f, -0.38f}, {0.38f, -0.38f}, {0.38f, 0.38f}, {-0.38f, 0.38f}});
    case Glyph::kFired:
      return draw_stopwatch(pen);
    case Glyph::kCaught:
      return c.path(star_points(centre, half, half * 0.7f, 8), colour, pen.stroke() * half * 0.8f,
                    true);
    case Glyph::kDeadlock:
      pen.circle({-0.42f, 0}, 0.55f);
      return pen.circle({0.42f, 0}, 0.55f);
    case Glyph::kChannel:
      return draw_capsule(pen);
    case Glyph::kThread:
      return pen.line(
          {{-1, 0.35f}, {-0.6f, -0.6f}, {-0.1f, 0.6f}, {0.35f, -0.6f}, {0.7f, 0.5f}, {1, -0.1f}});
    case Glyph::kBellSet:
      return draw_ringing_bell(pen);
    case Glyph::kLockOpen:
      return draw_padlock(pen, true);
    case Glyph::kFuture:
      pen.line({{-0.7f, -0.95f}, {0.7f, -0.95f}, {-0.7f, 0.95f}, {0.7f, 0.95f}}, 1, true);
      return;
    case Glyph::kFile:
      return draw_file(pen);
    case Glyph::kHand:
      return draw_hand(pen);
    case Glyph::kStopped:
      pen.line({{-1, 0}, {0.4f, 0}});
      pen.line({{-0.1f, -0.5f}, {0.4f, 0}, {-0.1f, 0.5f}});
      return pen.line({{0.85f, -0.85f}, {0.85f, 0.85f}});
  }
}

void draw_star(const Canvas& c, Point centre, float outer, float inner, int teeth, ImU32 fill,
               ImU32 rim, float rim_width) {
  const std::vector<Point> points = star_points(centre, outer, inner, teeth);
  c.concave(points, fill);
  if (rim_width > 0) c.path(points, rim, rim_width, true);
}

void draw_envelope(const Canvas& c, Point centre, float width, float height, ImU32 fill, ImU32 rim,
                   float rim_width) {
  const Box box{centre.x - width / 2, centre.y - height / 2, width, height};
  const float corner = std::min(4.0f, height / 5);
  if (fill != 0) c.fill(box, corner, fill);
  c.outline(box, corner, rim, rim_width);
  const float inset = rim_width / 2;
  const Point flap[] = {{box.x + inset, box.y + height * 0.1f},
                        {centre.x, box.y + height * 0.6f},
                        {box.right() - inset, box.y + height * 0.1f}};
  c.path(flap, rim, rim_width);
}

void draw_chevron(const Canvas& c, Point tip, Point towards, float half, ImU32 colour) {
  const Point back{tip.x - towards.x * half * 0.9f, tip.y - towards.y * half * 0.9f};
  const Point across{-towards.y * half, towards.x * half};
  const Point points[] = {
      {back.x + across.x, back.y + across.y}, tip, {back.x - across.x, back.y - across.y}};
  const float width = std::max(2.0f, half * 0.24f) * 1.3f;
  c.path(points, colour, width);
  c.disc(points[0], width / 2, colour);
  c.disc(points[2], width / 2, colour);
}

ImU32 glyph_colour(const Theme& theme, Hue hue, bool hollow) {
  if (hollow) return theme.word(hue);
  return hue == Hue::kBlue ? rgb(0xFFFFFF) : rgb(0x0B1016);
}

void draw_state_disc(const Canvas& c, TaskStatus status, Glyph glyph, Point centre, float radius,
                     ImU32 behind, float left) {
  const Look& look = look_of(status);
  const Theme& theme = c.theme();
  c.disc(centre, radius, look.hollow ? behind : theme.base(look.hue));
  c.circle(centre, radius, theme.outline(look.hue), std::max(2.0f, radius * 0.21f));
  draw_glyph(c, glyph, centre, radius * 0.48f, glyph_colour(theme, look.hue, look.hollow), left);
}

}  // namespace grove
