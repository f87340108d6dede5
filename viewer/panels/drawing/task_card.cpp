#include "viewer/panels/drawing/task_card.h"

#include <cmath>

namespace grove {
namespace {

constexpr float kCorner = 12, kDoneCorner = 2;
constexpr float kToothHeight = 6, kToothPitch = 14;
// In units of the window, like kSmallestName.
constexpr float kSmallestWordOnFill = 18.7f, kSmallestText = 15.5f;
constexpr float kBesideWords = 8;  // of a card's right edge
constexpr float kSmallestName = 18;
// How much of a card goes when all is over with it.
constexpr float kFadedAway = 0.4f;
// Two glyphs in one badge, in halves of the size that one has.
constexpr float kOfTwo = 0.84f, kTwoApart = 2.3f;
// A name may come nearer to the edge than words; sizes of text are rounded to whole pixels.
constexpr float kNameFurther = 5, kRounding = 0.97f;
// To how much of their size words shrink before shorter ones are taken.
constexpr float kWordsShrink = 0.8f;
// The zoom from which on all text in the tree is as large as the person wants it.
constexpr float kAllKept = 0.75f;
// The winner's second outline.
constexpr float kWinnerAway = 6.5f, kWinnerEdge = 4;
constexpr ImU32 kInk = rgb(0x0B1016);

// A box with teeth all round, for where a failure began.
std::vector<Point> toothed(const Box& box) {
  std::vector<Point> points;
  const auto edge = [&](Point a, Point b) {
    const float length = std::hypot(b.x - a.x, b.y - a.y);
    if (length <= 0) return;
    const int teeth = std::max(2, static_cast<int>(std::lround(length / kToothPitch)));
    const Point along{(b.x - a.x) / length, (b.y - a.y) / length};
    for (int i = 0; i < teeth; ++i) {
      const float at = static_cast<float>(i) / static_cast<float>(teeth) * length;
      const float peak = at + length / static_cast<float>(teeth) / 2;
      points.push_back({a.x + along.x * at, a.y + along.y * at});
      points.push_back({a.x + along.x * peak + along.y * kToothHeight,
                        a.y + along.y * peak - along.x * kToothHeight});
    }
  };
  edge({box.x, box.y}, {box.right(), box.y});
  edge({box.right(), box.y}, {box.right(), box.bottom()});
  edge({box.right(), box.bottom()}, {box.x, box.bottom()});
  edge({box.x, box.bottom()}, {box.x, box.y});
  return points;
}

void draw_toothed_card(const Canvas& c, const Box& box, ImU32 fill, ImU32 rim) {
  const std::vector<Point> points = toothed(box);
  c.fill(box, 0, fill);
  for (std::size_t i = 0; i < points.size(); i += 2) {
    const Point tooth[] = {points[i], points[i + 1], points[(i + 2) % points.size()]};
    c.convex(tooth, fill);
  }
  c.path(points, rim, 3, true);
}

Hue edge_hue(const TaskFace& face) {
  return face.orphaned ? Hue::kPurple : look_of(face.status).hue;
}

// The badge of a cancelling task: striped as far up as it has been told, and its foot.
void draw_told_badge(const Canvas& c, const Box& box, float corner, float width, float told) {
  const Theme& theme = c.theme();
  const Box badge{box.x, box.y, width, box.h};
  if (told < 1) {
    c.fill_left(badge, corner, theme.canvas);
    c.push_clip({box.x, box.bottom() - box.h * told, box.w, box.h * told});
  }
  c.fill_left(badge, corner, theme.base(Hue::kOrange));
  c.stripes(badge, corner, mix(rgb(0x000000), theme.base(Hue::kOrange), 0.32f), 14, 5);
  if (told < 1) c.pop_clip();
  const float foot = box.w - width;
  c.stripes({box.x + width, box.bottom() - 11, foot * told, 11}, 0, theme.base(Hue::kOrange), 14,
            6);
}

void draw_badge(const Canvas& c, const TaskFace& face, const Box& box, float corner, float width,
                float told) {
  const Theme& theme = c.theme();
  const Look& look = look_of(face.status);
  if (face.status == TaskStatus::kCancelled || look.solid) return;
  if (face.status == TaskStatus::kCancelling) {
    return draw_told_badge(c, box, corner, width, told);
  }
  c.fill_left({box.x, box.y, width, box.h}, corner,
              look.hollow ? theme.canvas : theme.base(look.hue));
  if (look.hollow) {
    c.line({box.x + width, box.y}, {box.x + width, box.bottom()}, theme.outline(edge_hue(face)), 2);
  }
}

void draw_edge(const Canvas& c, const TaskFace& face, const Box& box, float corner) {
  const Theme& theme = c.theme();
  const Look& look = look_of(face.status);
  const ImU32 colour = look.solid ? theme.rim(look.hue) : theme.outline(edge_hue(face));
  if (face.orphaned) {
    c.outline(box, corner, theme.outline(Hue::kPurple), 4.5f, {0.1f, 8, true});
  } else if (face.status == TaskStatus::kCancelled) {
    c.outline(box, corner, colour, look.edge, {9, 7, false});
  } else {
    c.outline(box, corner, colour, look.edge);
  }
}

void draw_card(const Canvas& full, const TaskFace& face, const Box& box, float badge, float faded,
               float told) {
  // A solid card stays as it is: that is where it began.
  const Canvas c = look_of(face.status).solid ? full : full.faded(1 - kFadedAway * faded);
  const Theme& theme = c.theme();
  const Look& look = look_of(face.status);
  if (face.status == TaskStatus::kFailed && !face.orphaned) {
    return draw_toothed_card(c, box, theme.base(look.hue), theme.rim(look.hue));
  }
  const float corner = face.status == TaskStatus::kDone ? kDoneCorner : kCorner;
  ImU32 fill = theme.card(edge_hue(face));
  if (face.status == TaskStatus::kCancelled) fill = theme.canvas;
  if (look.solid) fill = theme.base(look.hue);
  c.fill(box, corner, fill);
  draw_badge(c, face, box, corner, badge, told);
  draw_edge(c, face, box, corner);
  if (face.won) {
    c.outline(box.grown(kWinnerAway), corner + kWinnerAway, theme.outline(look.hue), kWinnerEdge);
  }
}

ImU32 badge_glyph_colour(const Theme& theme, const TaskFace& face) {
  const Look& look = look_of(face.status);
  if (face.status == TaskStatus::kCancelled) return theme.word(Hue::kAsh);
  if (look.hollow) return theme.outline(look.hue);
  return look.hue == Hue::kBlue ? rgb(0xFFFFFF) : kInk;
}

void draw_badge_glyph(const Canvas& c, const TaskFace& face, const Box& box,
                      const CardSizes& sizes) {
  const Point middle{box.x + sizes.badge / 2, box.middle_y()};
  if (face.status == TaskStatus::kCancelling) {
    c.disc(middle, sizes.glyph_half * 1.75f, c.theme().base(Hue::kOrange));
  }
  const ImU32 colour = badge_glyph_colour(c.theme(), face);
  if (!face.first) {
    return draw_glyph(c, face.glyph, middle, sizes.glyph_half, colour, face.left);
  }
  // Read from top to bottom: what came first, how it ended.
  const float half = sizes.glyph_half * kOfTwo, apart = sizes.glyph_half * kTwoApart / 2;
  draw_glyph(c, *face.first, {middle.x, middle.y - apart}, half, colour);
  draw_glyph(c, face.glyph, {middle.x, middle.y + apart}, half, colour);
}

// The longest way to say it that fits, rather smaller than shorter; the shortest cut off where none
// does. `look` gets its size, which is not below `least`.
std::string fitting_words(const Canvas& c, const std::vector<std::string>& ways, TextLook* look,
                          float room, float least) {
  const float smallest = std::max(std::min(least, look->size), look->size * kWordsShrink);
  for (const std::string& words : ways) {
    const float width = c.width(words, *look);
    if (width <= room) return words;
    const float size = look->size * kRounding * room / width;
    if (size < smallest) continue;
    look->size = size;
    return words;
  }
  // Rather the beginning of it than nothing, if that says anything.
  if (ways.empty() || room < look->size * 3) return "";
  look->size = std::min(least, look->size);
  return c.fitting(ways.back(), *look, room);
}

void draw_call(const Canvas& c, const std::vector<std::string>& ways, const Box& box,
               const CardSizes& sizes, const TaskFace& face, NodeDetail detail, float name_end,
               float word_end) {
  const TextLook text{.size = detail.legible(sizes.word_size * 0.95f),
                      .weight = Weight::kSemiBold,
                      .family = Family::kCode};
  for (const std::string& call : ways) {
    const float width = c.width(call, text) + 16;
    const Box chip{box.right() - width - 10, box.y + box.h * 0.14f, width, sizes.word_size * 1.55f};
    if (chip.x < name_end + 8) continue;
    const bool over_words = chip.bottom() > sizes.word_line - sizes.word_size * 0.8f;
    if (over_words && chip.x < word_end + 8) continue;
    const Theme& theme = c.theme();
    c.fill(chip, 6, theme.dark ? rgb(0x0F151C) : rgb(0xFFFFFF));
    c.outline(chip, 6, theme.outline(edge_hue(face)), 2);
    c.text(chip.x + 8, chip.y + sizes.word_size * 1.13f, call, text);
    return;
  }
}

void draw_card_text(const Canvas& c, const TaskFace& face, const Box& box, const CardSizes& sizes,
                    const std::string& name, const std::string& words, float least_name) {
  const Theme& theme = c.theme();
  const bool filled = look_of(face.status).solid;
  const float x = box.x + sizes.badge + sizes.padding;
  const float room = box.right() - x - kBesideWords;
  TextLook name_look{.size = sizes.name_size,
                     .weight = Weight::kBold,
                     .family = Family::kCode,
                     .colour = filled ? kInk : theme.text};
  // Rather smaller than cut.
  const float width = c.width(name, name_look);
  const float name_room = room + kNameFurther;
  if (width > name_room) {
    name_look.size = std::max(least_name, name_look.size * kRounding * name_room / width);
  }
  c.text(x, sizes.name_line, c.fitting_middle(name, name_look, name_room), name_look);
  if (words.empty()) return;
  const TextLook word_look{.size = sizes.word_size,
                           .weight = filled ? Weight::kBold : Weight::kSemiBold,
                           .colour = filled ? kInk : theme.word(edge_hue(face))};
  c.text(x, sizes.word_line, words, word_look);
}

TextLook word_look_of(const CardSizes& sizes, const TaskFace& face, NodeDetail detail) {
  const bool filled = look_of(face.status).solid;
  const float size =
      filled ? detail.legible(sizes.word_size * 1.06f, kSmallestWordOnFill) : sizes.word_size;
  return {.size = size, .weight = filled ? Weight::kBold : Weight::kSemiBold};
}

}  // namespace

bool fits_on_fill(const Canvas& c, const std::string& words, const Box& box, const CardLook& look) {
  const CardSizes sizes = card_sizes(box, look.density, look.detail);
  const TextLook text{.size = look.detail.smallest(kSmallestWordOnFill), .weight = Weight::kBold};
  return c.width(words, text) <= box.w - sizes.badge - sizes.padding - kBesideWords;
}

NodeDetail detail_at(float zoom, float growth) {
  const float kept = std::clamp(zoom / kAllKept, 1 / growth, 1.0f);
  return {.name = zoom >= 0.35f * kept,
          .words = zoom >= kWordsZoom * kept,
          .zoom = zoom,
          .growth = growth,
          .kept = kept};
}

CardSizes card_sizes(const Box& box, TreeDensity density, NodeDetail detail) {
  CardSizes sizes{
      std::round(box.h * 0.66f), box.h * 0.17f,        box.h * 0.34f, box.h * 0.235f, box.h * 0.15f,
      box.y + box.h * 0.44f,     box.y + box.h * 0.80f};
  if (density == TreeDensity::kCompact) {
    sizes = {38, 10, 21, 16.5f, 6, box.y + box.h * 0.44f, box.y + box.h * 0.79f};
  }
  sizes.name_size = detail.legible(sizes.name_size, kSmallestName);
  sizes.word_size = detail.legible(sizes.word_size);
  if (!detail.words) sizes.name_line = box.middle_y() + sizes.name_size * 0.36f;
  return sizes;
}

void draw_task_card(const Canvas& c, const TaskFace& face, const Box& box, const CardWords& words,
                    const CardLook& look) {
  if (box.empty()) return;
  CardSizes sizes = card_sizes(box, look.density, look.detail);
  draw_card(c, face, box, sizes.badge, look.faded, look.told);
  draw_badge_glyph(c, face, box, sizes);
  if (!look.detail.name) return;
  std::string way;
  const bool filled = look_of(face.status).solid;
  const float least = look.detail.smallest(filled ? kSmallestWordOnFill : kSmallestText);
  if (look.detail.words) {
    TextLook text = word_look_of(sizes, face, look.detail);
    way = fitting_words(c, words.ways, &text, box.w - sizes.badge - sizes.padding - kBesideWords,
                        least);
    sizes.word_size = text.size;
  }
  draw_card_text(c, face, box, sizes, words.name, way, std::min(least, sizes.name_size));
  if (!look.detail.words || words.calls.empty()) return;
  const float name_end =
      box.x + sizes.badge + sizes.padding +
      c.width(words.name,
              {.size = sizes.name_size, .weight = Weight::kBold, .family = Family::kCode});
  const float word_end =
      box.x + sizes.badge + sizes.padding +
      c.width(way, {.size = sizes.word_size, .weight = filled ? Weight::kBold : Weight::kSemiBold});
  draw_call(c, words.calls, box, sizes, face, look.detail, name_end, word_end);
}

void draw_cards_behind(const Canvas& c, const TaskFace& face, const Box& box) {
  const ImU32 edge = c.theme().outline(edge_hue(face));
  for (const float behind : {10.0f, 5.0f}) {
    const Box card{box.x + behind, box.y + behind, box.w, box.h};
    c.fill(card, kCorner, c.theme().card(edge_hue(face)));
    c.outline(card, kCorner, edge, 2);
  }
}

void draw_orphan_tab(const Canvas& c, const Box& box) {
  const Point at{box.x + 3, box.y + 3};
  c.disc(at, 13, c.theme().canvas);
  c.circle(at, 13, c.theme().outline(Hue::kPurple), 3);
  draw_glyph(c, Glyph::kOrphan, at, 9, c.theme().word(Hue::kPurple));
}

}  // namespace grove
