#include "viewer/panels/lesson_bars.h"

#include <fmt/format.h>

#include "viewer/panels/drawing/controls.h"
#include "viewer/panels/drawing/glyphs.h"

namespace grove {
namespace {

using Phase = LessonWalk::Phase;

constexpr float kDot = 7.5f, kDotPitch = 26;

std::string stop_words(const LessonWalk& walk) {
  if (walk.phase() == Phase::kOver) return "the end";
  return fmt::format("stop {} of {}", walk.stop() + 1, walk.size());
}

void draw_stop(const Canvas& c, const LessonWalk& walk, std::size_t stop, Point at) {
  const Theme& theme = c.theme();
  const bool over = walk.phase() == Phase::kOver;
  if (!over && stop == walk.stop()) {
    c.circle(at, kDot + 3.5f, theme.text, 3);
    return c.disc(at, kDot - 3, theme.text);
  }
  if (!walk.fits(stop)) {
    c.line({at.x - 6, at.y - 6}, {at.x + 6, at.y + 6}, theme.text3, 3);
    return c.line({at.x - 6, at.y + 6}, {at.x + 6, at.y - 6}, theme.text3, 3);
  }
  if (over || stop < walk.stop()) return c.disc(at, kDot, theme.text);
  c.circle(at, kDot - 1, theme.text2, 2.5f);
}

void draw_triangle(const Canvas& c, Point at, float way, ImU32 colour) {
  const Point forward[] = {{at.x - 7, at.y - 10}, {at.x + 9, at.y}, {at.x - 7, at.y + 10}};
  const Point back[] = {{at.x + 7, at.y + 10}, {at.x - 9, at.y}, {at.x + 7, at.y - 10}};
  c.convex(way > 0 ? forward : back, colour);
}

std::string hint_words(const Session& session) {
  const Classroom& room = session.classroom();
  const LessonWalk& walk = *room.walk();
  if (room.travelling()) return "PageDown goes there at once.";
  switch (walk.phase()) {
    case Phase::kTold:
      return "PageDown plays to the next stop.";
    case Phase::kVoting:
      return walk.step().draw ? "Mark first. PageDown then plays the answer."
                              : "Vote first. PageDown then plays the answer.";
    case Phase::kLocked:
      return walk.answer().round + 1 < walk.step().rounds ? "Talk. PageDown opens the second vote."
                                                          : "PageDown plays the answer.";
    case Phase::kRevealed:
      return "PageDown plays to the next stop.";
    case Phase::kOver:
      return room.next_path().empty() ? "The lesson is over." : "N opens the next one.";
  }
  return "";
}

}  // namespace

void draw_lesson_stops(const Session& session, const Region& region, float x, float limit) {
  const LessonWalk& walk = *session.classroom().walk();
  const Canvas& c = region.canvas();
  const float middle = region.height() / 2;
  const TextLook look{.size = 18, .weight = Weight::kSemiBold, .align = Align::kRight};
  const std::string words = stop_words(walk);
  const float right = limit - 14;
  if (right - c.width(words, look) < x) return;
  c.text(right, middle + 6.5f, words, look);
  const float dots = static_cast<float>(walk.size()) * kDotPitch;
  const float left = right - c.width(words, look) - 22 - dots;
  if (left < x) return;
  for (std::size_t i = 0; i < walk.size(); ++i) {
    draw_stop(c, walk, i, {left + (static_cast<float>(i) + 0.5f) * kDotPitch, middle});
  }
}

float draw_lesson_buttons(const Session& session, const Ui& ui, const Region& region) {
  const Canvas& c = region.canvas();
  const Theme& theme = c.theme();
  const float y = region.height() / 2 - 23;
  const Box back{16, y, 58, 46}, on{82, y, 82, 46};
  Press press = button_ground(region, ui, "Stop before", back);
  hint(ui, "To the stop before (PageUp)");
  draw_triangle(c, {back.middle_x(), back.middle_y()}, -1, theme.text);
  if (press.clicked) ui.send(command::LessonBack{});
  press = button_ground(region, ui, "Go on", on, true);
  hint(ui, "Goes on (PageDown or Space)");
  draw_triangle(c, {on.middle_x(), on.middle_y()}, +1, theme.canvas);
  if (press.clicked) ui.send(command::LessonOn{});
  const Box free{172, y, c.width("Play freely", {.size = 16, .weight = Weight::kSemiBold}) + 28,
                 46};
  if (session.view().regions.presenting) return on.right() + 14;
  if (text_button(region, ui, "Play freely", free)) ui.send(command::PlayFreely{});
  hint(ui, "The run is yours; G comes back to this stop");
  return free.right() + 14;
}

void draw_lesson_hint(const Session& session, const Region& region, float x, float right) {
  const Canvas& c = region.canvas();
  const TextLook look{.size = 19, .colour = c.theme().text2};
  c.text(x + 8, region.height() / 2 + 7, c.fitting(hint_words(session), look, right - x - 16),
         look);
}

bool offers_lesson(const Session& session) {
  const Classroom& room = session.classroom();
  return !session.empty() && session.untouched() && room.has_lesson() && room.walk() == nullptr &&
         session.view().overlay == Overlay::kNone && !session.view().editing;
}

void draw_lesson_offer(const Session& session, const Ui& ui, const Box& tree) {
  if (!offers_lesson(session)) return;
  const Lesson& lesson = *session.branches().trunk().scenario->lesson;
  const float s = ui.scale, height = 66 * s, above_caption = 76 * s;
  const float width = std::min(340 * s, tree.w * 0.6f);
  const Box box{tree.x + 14 * s, tree.bottom() - height - above_caption, width, height};
  const Region region("lesson offer", box, ui, ui.style.theme.text);
  const Canvas& c = region.canvas();
  const Press press = region.press("Start the lesson", {0, 0, region.width(), region.height()});
  if (press.hovered) {
    c.fill({0, 0, region.width(), region.height()}, 8, mix(c.theme().text2, c.theme().text, 0.25f));
  }
  const ImU32 ink = c.theme().canvas;
  c.text(20, 30, "Start the lesson", {.size = 21, .weight = Weight::kBold, .colour = ink});
  std::string words = fmt::format("{} stops", lesson.steps.size());
  if (lesson.minutes > 0) words += fmt::format(" · {} minutes", lesson.minutes);
  c.text(20, 53, words + " · Enter", {.size = 16.5f, .weight = Weight::kSemiBold, .colour = ink});
  if (press.clicked) ui.send(command::StartLesson{});
}

bool lesson_waits(const Session& session) {
  const Classroom& room = session.classroom();
  return room.walk() != nullptr && !room.walking() && !session.empty();
}

void draw_way_back(const Session& session, const Ui& ui, const Box& box) {
  const Classroom& room = session.classroom();
  OfferStrip strip("way back", box, ui);
  if (strip.button("End the lesson", "What is shown stays")) ui.send(command::EndLesson{});
  if (strip.button("Back to the lesson", "At the stop where it waits (G)")) {
    ui.send(command::PlayFreely{});
  }
  const std::string where = room.walk()->phase() == Phase::kOver
                                ? "at its end"
                                : fmt::format("at stop {}", room.walk()->stop() + 1);
  strip.say(room.changed()
                ? fmt::format("The run was changed: this is not what the lesson speaks of. It "
                              "waits {}.",
                              where)
                : fmt::format("You play freely. The lesson waits {}.", where));
}

}  // namespace grove
