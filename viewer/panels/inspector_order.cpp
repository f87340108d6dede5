// What another order of the cards would change.
#include "viewer/panels/inspector_parts.h"

namespace grove {
namespace {

constexpr float kLineRow = 32, kGap = 24, kMark = 22;

// Of the lines that are printed, this run's left and the branch's right.
void draw_lines(const Page& page, const std::vector<Hand::Line>& lines) {
  const Canvas& c = page.region.canvas();
  const Theme& theme = c.theme();
  const float width = (page.region.width() - 2 * kInspectorSide - kGap) / 2;
  const float left = kInspectorSide, right = left + width + kGap;
  const TextLook head{.size = 17.5f, .weight = Weight::kBold};
  if (const auto y = page.rows.next(kInspectorRow)) {
    c.text(left, *y, "this run", head);
    c.text(right, *y, "the branch", head);
  }
  const TextLook look{.size = 16.5f, .weight = Weight::kSemiBold, .family = Family::kCode};
  for (const Hand::Line& line : lines) {
    const auto y = page.rows.next(kLineRow);
    if (!y) continue;
    TextLook own = look;
    own.colour = line.differs ? theme.text2 : theme.text;
    c.text(left, *y, c.fitting(line.now, own, width), own);
    const Box there{right - 8, *y - 21, width + 8, kLineRow - 3};
    if (line.differs) c.fill(there, 5, theme.highlight);
    const float room = width - (line.differs ? kMark : 0);
    c.text(right, *y, c.fitting(line.then, look, room), look);
    if (line.differs) {
      c.text(there.right() - 8, *y, "≠",
             {.size = 17.5f, .weight = Weight::kBold, .align = Align::kRight});
    }
  }
}

}  // namespace

void draw_what_would_change(const Page& page) {
  const Hand& hand = page.session.hand();
  const Canvas& c = page.region.canvas();
  const float width = page.region.width() - 2 * kInspectorSide;
  c.text(kInspectorSide, 34, "What would change", {.size = 24, .weight = Weight::kBold});
  const TextLook look{.size = 17.5f, .colour = c.theme().text2};
  if (!page.compact) {
    c.text(kInspectorSide, 62, c.fitting("The run and its branch, up to the end.", look, width),
           look);
    draw_rule(page.region, 77);
  }
  if (hand.what_if() == nullptr) {
    return draw_line_of_text(page, "Nothing: it stands where it did.");
  }
  if (!hand.what_if()->finished()) return draw_line_of_text(page, "…");
  draw_line_of_text(page, "The branch " + hand.change() + ".");
  if (!hand.printed().empty()) draw_lines(page, hand.printed());
}

}  // namespace grove
