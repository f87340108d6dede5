#include "viewer/panels/lesson_flow.h"

namespace grove {

void LessonFlow::text(std::string_view words, float size, Weight weight, ImU32 colour,
                      Family family) {
  const TextLook look{.size = sized(size), .weight = weight, .family = family, .colour = colour};
  if (draws_) {
    y_ = draw_paragraph(canvas(), words, {x_, y_}, width_, look);
  } else {
    y_ += paragraph_height(canvas(), words, look, width_);
  }
}

float draw_keycap(const Canvas& c, const std::string& key, float x, float middle, bool solid) {
  const Theme& theme = c.theme();
  const TextLook look{.size = 17,
                      .weight = Weight::kBold,
                      .family = Family::kCode,
                      .colour = solid ? theme.canvas : theme.text};
  const float width = std::max(30.0f, c.width(key, look) + 18);
  const Box box{x, middle - 15, width, 30};
  c.fill(box, 7, solid ? theme.text : theme.canvas);
  if (!solid) c.outline(box, 7, theme.text, 2.2f);
  c.text(x + (width - c.width(key, look)) / 2, middle + 6, key, look);
  return box.right();
}

float draw_key_hints(const Canvas& c, const std::vector<KeyHint>& hints, float x, float middle,
                     float right) {
  const TextLook look{.size = 17, .weight = Weight::kMedium};
  for (const KeyHint& hint : hints) {
    const float key = std::max(
        30.0f,
        c.width(hint.key, {.size = 17, .weight = Weight::kBold, .family = Family::kCode}) + 18);
    if (x + key + 8 + c.width(hint.words, look) > right) return x;
    x = draw_keycap(c, hint.key, x, middle, false) + 8;
    x = c.text(x, middle + 6, hint.words, look) + 14;
  }
  return x;
}

std::vector<KeyHint> key_hints(const Session& session) {
  const Classroom& room = session.classroom();
  const LessonWalk& walk = *room.walk();
  if (room.travelling()) return {{"PageDown", "at once"}};
  switch (walk.phase()) {
    case LessonWalk::Phase::kVoting: {
      const bool draws = walk.step().draw.has_value();
      const bool until = draws && walk.step().draw->kind == Drawing::Kind::kUntil;
      const std::size_t count = draws ? walk.step().draw->among.size() : walk.step().choices.size();
      std::vector<KeyHint> hints;
      if (until) {
        hints.push_back({"↑ ↓", "draw"});
      } else {
        const std::size_t last = std::min<std::size_t>(count, 9);
        hints.push_back({"1–" + std::to_string(last), draws ? "mark" : "vote"});
      }
      hints.push_back({"Enter", "lock"});
      hints.push_back({"V", "answer"});
      return hints;
    }
    case LessonWalk::Phase::kLocked: {
      const bool again = walk.answer().round + 1 < walk.step().rounds;
      if (again) return {{"PageDown", "vote again"}, {"V", "answer"}};
      return {{"PageDown", "show the answer"}};
    }
    case LessonWalk::Phase::kOver:
      if (session.classroom().next_path().empty()) return {{"PageUp", "back"}};
      return {{"N", "next"}, {"PageUp", "back"}};
    default:
      return {{"PageDown", "goes on"}, {"PageUp", "back"}};
  }
}

}  // namespace grove
