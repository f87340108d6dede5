#include "viewer/panels/tree/tree_callbacks.h"

#include <fmt/format.h>

#include <algorithm>

#include "engine/picture/words.h"
#include "viewer/panels/drawing/glyphs.h"

namespace grove {
namespace {

constexpr float kWidth = 214, kHeight = 76, kAcross = 92, kDown = 64, kCorner = 12, kBadge = 50;
constexpr float kArrow = 4, kHead = 13;

struct Grid {
  std::size_t columns, rows;
  float scale;
};

Grid grid_of(std::size_t count, const Box& room) {
  Grid best{1, count, 0.1f};
  for (std::size_t columns = 1; columns <= count; ++columns) {
    const std::size_t rows = (count + columns - 1) / columns;
    const float width = static_cast<float>(columns) * (kWidth + kAcross) - kAcross;
    const float height = static_cast<float>(rows) * (kHeight + kDown) - kDown + 60;
    const float scale = std::min({room.w / width, room.h / height, 1.2f});
    if (scale > best.scale) best = {columns, rows, scale};
  }
  return best;
}

Box place_of(std::size_t index, std::size_t columns) {
  return {static_cast<float>(index % columns) * (kWidth + kAcross),
          static_cast<float>(index / columns) * (kHeight + kDown), kWidth, kHeight};
}

void draw_head(const Canvas& c, Point tip, Point along, ImU32 colour) {
  const Point foot{tip.x - along.x * kHead, tip.y - along.y * kHead};
  const Point head[] = {tip,
                        {foot.x - along.y * kHead * 0.7f, foot.y + along.x * kHead * 0.7f},
                        {foot.x + along.y * kHead * 0.7f, foot.y - along.x * kHead * 0.7f}};
  c.convex(head, colour);
}

// From who planned it to what is called, with the time between.
void draw_way(const Canvas& c, const Box& from, const Box& to, const std::string& words) {
  const ImU32 colour = c.theme().wire;
  const TextLook look{.size = 15.5f, .colour = c.theme().text2, .align = Align::kMiddle};
  if (to.x > from.x && to.y == from.y) {
    const Point tip{to.x - 3, to.middle_y()};
    c.line({from.right(), from.middle_y()}, {tip.x - kHead * 0.8f, tip.y}, colour, kArrow);
    draw_head(c, tip, {1, 0}, colour);
    c.text((from.right() + to.x) / 2 - 4, to.middle_y() - 12, words, look);
    return;
  }
  // Into the row below.
  const float turn = to.y - kDown / 2;
  const Point way[] = {{from.middle_x(), from.bottom()},
                       {from.middle_x(), turn},
                       {to.middle_x(), turn},
                       {to.middle_x(), to.y - 3 - kHead * 0.8f}};
  c.path(rounded(way, 14), colour, kArrow);
  draw_head(c, {to.middle_x(), to.y - 3}, {0, 1}, colour);
  c.text((from.middle_x() + to.middle_x()) / 2, turn - 8, words, look);
}

// How long after it was planned; while it is not called nobody knows.
std::string delay_of(const Record& record, const PlannedCall& callback) {
  if (!callback.called) return "later";
  const SimTime later = record[callback.called].t - record[callback.planned].t;
  return later > SimTime{0} ? fmt::format("{} s", short_time(later)) : "at once";
}

void draw_card(const Canvas& c, const PlannedCall& callback, const Model& model, const Box& box) {
  const Theme& theme = c.theme();
  const bool called = static_cast<bool>(callback.called);
  const Hue hue = callback.runs ? Hue::kSky : called ? Hue::kGreen : Hue::kBlue;
  const ImU32 ink = callback.runs ? theme.ink : theme.text;
  c.fill(box, called && !callback.runs ? 2 : kCorner,
         callback.runs ? theme.base(hue) : theme.card(hue));
  c.fill_left({box.x, box.y, kBadge, box.h}, called && !callback.runs ? 2 : kCorner,
              theme.base(hue));
  c.outline(box, called && !callback.runs ? 2 : kCorner, theme.outline(hue), 3);
  draw_glyph(c,
             callback.runs ? Glyph::kRun
             : called      ? Glyph::kDone
                           : Glyph::kSleep,
             {box.x + kBadge / 2, box.middle_y()}, 13, glyph_colour(theme, hue, false), 1);
  const float x = box.x + kBadge + 12, room = box.right() - x - 8;
  const TextLook name{.size = 21, .weight = Weight::kBold, .family = Family::kCode, .colour = ink};
  const std::string label = callback.name.empty() ? "a function" : callback.name;
  c.text(x, box.y + 33, c.fitting_middle(label, name, room), name);
  const Record& record = model.record();
  const std::string words = called ? "called at " + short_time(record[callback.called].t)
                                   : "planned at " + short_time(record[callback.planned].t);
  const TextLook small{.size = 16.5f,
                       .weight = callback.runs ? Weight::kBold : Weight::kSemiBold,
                       .colour = callback.runs ? theme.ink : theme.word(hue)};
  c.text(x, box.y + 59, c.fitting(words, small, room), small);
}

}  // namespace

void draw_callbacks(const Canvas& full, const Model& model, SimTime now, const Box& room) {
  std::vector<PlannedCall> all = callbacks_at(model);
  if (all.empty()) return;
  // A call takes no time: once the clock goes on it is over.
  for (PlannedCall& call : all) call.runs = call.runs && now == model.now();
  const Grid grid = grid_of(all.size(), room);
  const float width = static_cast<float>(grid.columns) * (kWidth + kAcross) - kAcross;
  const float height = static_cast<float>(grid.rows) * (kHeight + kDown) - kDown;
  const ImVec2 corner = full.pixel(room.middle_x() - width * grid.scale / 2,
                                   room.middle_y() - (height - 50) * grid.scale / 2);
  const Canvas c(full.list(), full.style(), {corner.x, corner.y}, full.scale() * grid.scale);
  TextLook title{.size = 18, .colour = c.theme().text2, .align = Align::kMiddle};
  const char* const words = "No tasks: the loop calls one function after another.";
  title.size *= std::min(1.0f, room.w / std::max(1.0f, full.width(words, title)));
  full.text(room.middle_x(), room.middle_y() - (height + 50) * grid.scale / 2 + 14, words, title);
  const Record& record = model.record();
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (all[i].planned_by < 0) continue;
    const auto by = static_cast<std::size_t>(all[i].planned_by);
    draw_way(c, place_of(by, grid.columns), place_of(i, grid.columns), delay_of(record, all[i]));
  }
  for (std::size_t i = 0; i < all.size(); ++i) {
    draw_card(c, all[i], model, place_of(i, grid.columns));
  }
}

}  // namespace grove
