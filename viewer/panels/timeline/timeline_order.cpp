#include "viewer/panels/timeline/timeline_order.h"

#include <algorithm>

#include "engine/picture/words.h"
#include "viewer/panels/timeline/timeline_lanes.h"

namespace grove {
namespace {

using Turn = Hand::Turn;

constexpr float kTurn = 108, kInside = 14, kMost = 0.45f, kAbove = 24, kHead = 12, kTickRoom = 24;

// "the branch: anna, dora, ben, cleo"
std::string title_of(const Session& session, const std::vector<Turn>& turns) {
  std::string words = "the branch: ";
  for (const Turn& turn : turns) {
    if (&turn != &turns.front()) words += ", ";
    words += label_of(session.model(), turn.task);
  }
  return words;
}

// Hollow, with what it prints; at its end how the task ended, if it did.
void draw_turn(const Canvas& c, const Turn& turn, const LaneRow& row, float left, float width) {
  const Theme& theme = c.theme();
  const float height = row.height - 6;
  const Box box{left, row.middle - height / 2, width, height};
  c.fill(box, 3, theme.panel);
  c.outline(box, 3, theme.outline(Hue::kSky), 2);
  const float mark = std::clamp(row.height * 0.36f, 5.0f, 10.0f);
  const TextLook look{.size = 15.5f, .weight = Weight::kSemiBold};
  const float room = width - 10 - (turn.end ? 2 * mark : 0);
  c.text(box.x + 6, row.middle + look.size * 0.35f, c.fitting(turn.printed, look, room), look);
  if (turn.end) draw_end_mark(c, *turn.end, false, {box.right(), row.middle}, mark);
}

// From one turn to the next.
void draw_next(const Canvas& c, Point from, Point to) {
  const float bend = 16;
  c.curve(from, {from.x + bend, from.y}, {to.x - bend, to.y}, to, c.theme().text2, 2.5f);
}

// Where the branch leaves this run.
void draw_fork(const Canvas& c, Point from, Point to) {
  const ImU32 colour = c.theme().text;
  c.line(from, {to.x - kHead, to.y}, colour, 3);
  c.disc(from, 5, colour);
  const Point head[] = {
      to, {to.x - kHead, to.y - kHead * 0.6f}, {to.x - kHead, to.y + kHead * 0.6f}};
  c.convex(head, colour);
}

}  // namespace

float draw_new_order(const Canvas& c, const TimelineChart& chart) {
  const std::vector<Turn>& turns = chart.session.hand().turns();
  if (turns.empty()) return 0;
  const Theme& theme = c.theme();
  const auto count = static_cast<float>(turns.size());
  const float room = (chart.box.right() - chart.axis.left()) * kMost;
  const float pitch = std::min(kTurn, (room - 2 * kInside) / count);
  const float width = pitch * count + 2 * kInside;
  const Box panel{chart.box.right() - width - kInside, chart.box.y - kAbove, width,
                  chart.box.h + kAbove};
  // With the number of a tick that would be cut at its edge.
  c.fill({panel.x - kTickRoom, panel.y - 4, panel.w + kTickRoom, kAbove}, 0, theme.panel);
  c.fill(panel, 8, theme.panel);
  c.outline(panel, 8, theme.text, 2.5f);
  draw_fork(c, {chart.axis.now(), panel.bottom() - 8}, {panel.x, panel.bottom() - 8});
  std::optional<Point> last;
  float left = panel.x + kInside;
  for (const Turn& turn : turns) {
    const LaneRow* row = chart.row_of(turn.task);
    if (row != nullptr) {
      if (last) draw_next(c, *last, {left, row->middle});
      draw_turn(c, turn, *row, left, pitch - 8);
      last = Point{left + pitch - 8, row->middle};
    }
    left += pitch;
  }
  const TextLook look{.size = 16, .weight = Weight::kBold, .align = Align::kRight};
  c.text(panel.right(), chart.box.y - 30,
         c.fitting(title_of(chart.session, turns), look, panel.right() - chart.tabs), look);
  return panel.right();
}

}  // namespace grove
