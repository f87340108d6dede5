#include "viewer/panels/tree/tree_orphans.h"

#include <algorithm>
#include <string>

#include "engine/picture/words.h"

namespace grove {
namespace {

constexpr float kCorner = 20, kSide = 24, kTitle = 26, kNumber = 38, kWord = 19;

// "8", with two lines beside it. Returns where it ends.
float draw_number(const Canvas& c, float x, float y, int32_t number, const char* above,
                  const char* below, NodeDetail detail) {
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
  return std::max(
      end, c.text(words, y - 4 + word * 1.2f, below, {.size = word, .colour = c.theme().text2}));
}

}  // namespace

void draw_orphan_fence(const Canvas& c, const Box& fence, const Orphans& orphans,
                       NodeDetail detail) {
  const Theme& theme = c.theme();
  c.fill(fence, kCorner, mix(theme.base(Hue::kPurple), theme.canvas, 0.1f));
  c.outline(fence, kCorner, theme.outline(Hue::kPurple), 4.5f, {0.1f, 9, true});
  if (!detail.words) return;
  const ImU32 purple = theme.word(Hue::kPurple);
  const float top = fence.y + 40;
  c.circle({fence.x + kSide + 15, top - 9}, 15, theme.outline(Hue::kPurple), 3);
  draw_glyph(c, Glyph::kOrphan, {fence.x + kSide + 15, top - 9}, 10, purple);
  c.text(fence.x + kSide + 42, top, "nobody waits for these",
         {.size = detail.legible(kTitle, 21), .weight = Weight::kBold});
  c.text(fence.right() - kSide, top, "since " + short_time(orphans.since),
         {.size = detail.legible(20),
          .weight = Weight::kSemiBold,
          .colour = purple,
          .align = Align::kRight});
  const float foot = fence.bottom() - 44;
  c.line({fence.x + kSide, foot - 34}, {fence.right() - kSide, foot - 34},
         theme.outline(Hue::kPurple), 2);
  const float column = (fence.w - 2 * kSide) / 3;
  draw_number(c, fence.x + kSide, foot, orphans.alive, "alive", "all the same", detail);
  draw_number(c, fence.x + kSide + column, foot, orphans.started, "started", "after that", detail);
  draw_number(c, fence.x + kSide + 2 * column, foot, orphans.lost, "exceptions", "lost", detail);
}

}  // namespace grove
