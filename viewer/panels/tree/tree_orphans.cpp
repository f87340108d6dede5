#include "viewer/panels/tree/tree_orphans.h"

#include <algorithm>
#include <string>

#include "engine/picture/words.h"

namespace grove {
namespace {

constexpr float kCorner = 20, kSide = 24, kTitle = 26, kNumber = 38, kWord = 19;

// "8", with two lines beside it. Returns where it ends.
float draw_number(const Canvas& c, float x, float y, int32_t number, const char* above,
                  const char* below, NodeDetail detail, float room) {
  const ImU32 purple = c.theme().word(Hue::kPurple);
  const bool some = number > 0;
  const float word = detail.legible(kWord);
  const float words = c.text(x, y + 14, std::to_string(number),
                             {.size = kNumber,
                              .weight = Weight::kExtraBold,
                              .family = Family::kCode,
                              .colour = some ? purple : c.theme().text}) +
                      14;
  const float end = c.text(words, y - 4, above, {.size = word, .weight = Weight::kSemiBold});
  const TextLook small{.size = word, .colour = c.theme().text2};
  // The second line is the first to go where the next number stands near.
  if (words + c.width(below, small) > x + room) return end;
  return std::max(end, c.text(words, y - 4 + word * 1.2f, below, small));
}

// A bin with its lid, `size` high, with its middle at a point.
void draw_bin(const Canvas& c, Point at, float size, ImU32 colour) {
  const float half = size / 2, width = size * 0.36f, stroke = std::max(2.0f, size / 11);
  const float lid = at.y - half * 0.62f;
  c.line({at.x - width * 1.3f, lid}, {at.x + width * 1.3f, lid}, colour, stroke);
  c.line({at.x - width * 0.45f, lid - half * 0.28f}, {at.x + width * 0.45f, lid - half * 0.28f},
         colour, stroke);
  const Point body[] = {{at.x - width, lid},
                        {at.x - width * 0.8f, at.y + half},
                        {at.x + width * 0.8f, at.y + half},
                        {at.x + width, lid}};
  c.path(body, colour, stroke);
  for (const float x : {-0.3f, 0.3f}) {
    c.line({at.x + width * x, lid + half * 0.4f}, {at.x + width * x, at.y + half * 0.7f}, colour,
           stroke);
  }
}

}  // namespace

void draw_lost_exceptions(const Canvas& c, const Model& model, Point corner) {
  const std::string words = lost_words(model);
  if (words.empty()) return;
  const ImU32 purple = c.theme().word(Hue::kPurple);
  const TextLook look{.size = kWord, .weight = Weight::kSemiBold};
  constexpr float kBin = 26;
  const float width = c.width(words, look) + 3 * kCorner + kBin;
  const Box box{corner.x - width, corner.y - kLostHeight, width, kLostHeight};
  c.fill(box, 10, c.theme().canvas);
  c.outline(box, 10, c.theme().outline(Hue::kPurple), 2.5f);
  draw_bin(c, {box.x + kCorner + kBin / 3, box.middle_y()}, kBin, purple);
  c.text(box.x + 2 * kCorner + kBin / 2, box.middle_y() + kWord * 0.36f, words, look);
}

void draw_orphan_fence(const Canvas& c, const Box& fence, const Orphans& orphans,
                       NodeDetail detail) {
  const Theme& theme = c.theme();
  c.fill(fence, kCorner, mix(theme.base(Hue::kPurple), theme.canvas, 0.1f));
  c.outline(fence, kCorner, theme.outline(Hue::kPurple), 4.5f, {0.1f, 9, true});
  if (!detail.words) {
    const TextLook look{.size = detail.legible(kTitle, 16), .weight = Weight::kBold};
    const std::string words = "nobody waits for these";
    const bool fits = c.width(words, look) < fence.w - 2 * kSide;
    if (fits) c.text(fence.x + kSide, fence.y + look.size * 1.15f, words, look);
    return;
  }
  const ImU32 purple = theme.word(Hue::kPurple);
  const float top = fence.y + 40;
  c.circle({fence.x + kSide + 15, top - 9}, 15, theme.outline(Hue::kPurple), 3);
  draw_glyph(c, Glyph::kOrphan, {fence.x + kSide + 15, top - 9}, 10, purple);
  const float title = c.text(fence.x + kSide + 42, top, "nobody waits for these",
                             {.size = detail.legible(kTitle, 21), .weight = Weight::kBold});
  const std::string since = "since " + short_time(orphans.since);
  const TextLook when{.size = detail.legible(20),
                      .weight = Weight::kSemiBold,
                      .colour = purple,
                      .align = Align::kRight};
  // Where it is narrow the caption and the timeline tell it.
  if (fence.right() - kSide - c.width(since, when) > title + 12) {
    c.text(fence.right() - kSide, top, since, when);
  }
  const float foot = fence.bottom() - 44;
  c.line({fence.x + kSide, foot - 34}, {fence.right() - kSide, foot - 34},
         theme.outline(Hue::kPurple), 2);
  const float column = (fence.w - 2 * kSide) / 3;
  draw_number(c, fence.x + kSide, foot, orphans.alive, "alive", "all the same", detail, column);
  draw_number(c, fence.x + kSide + column, foot, orphans.started, "started", "after that", detail,
              column);
  const float last = fence.x + kSide + 2 * column;
  const float end = draw_number(c, last, foot, orphans.lost, "exceptions", "lost", detail, column);
  if (orphans.lost > 0 && end + kSide + 26 < fence.right()) {
    draw_bin(c, {end + 24, foot}, 36, purple);
  }
}

}  // namespace grove
