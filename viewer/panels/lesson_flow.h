// LessonFlow: writes from the top of a column downwards, either to see how high that is or for
// good. Measuring and drawing are one piece of code, so that they cannot differ.
//
//   LessonFlow flow(region, ui, {x, y, width, 0}, 0.9f, false);
//   flow.text("What reaches main?", 29, Weight::kExtraBold);
//   flow.bottom()                        // how high that was
#pragma once

#include <string>
#include <string_view>

#include "viewer/panels/drawing/controls.h"
#include "viewer/panels/drawing/paragraph.h"

namespace grove {

class LessonFlow {
 public:
  // From the column's top left corner; `size` is of all text, 1 as it is named.
  LessonFlow(const Region& region, const Ui& ui, const Box& column, float size, bool draws)
      : region_(region),
        ui_(ui),
        x_(column.x),
        y_(column.y),
        width_(column.w),
        size_(size),
        draws_(draws) {}

  // The same from here on, as if it were to be measured only.
  LessonFlow(const LessonFlow& other, bool draws) : LessonFlow(other) { draws_ = draws; }

  const Region& region() const { return region_; }
  const Canvas& canvas() const { return region_.canvas(); }
  const Ui& ui() const { return ui_; }
  bool draws() const { return draws_; }
  float x() const { return x_; }
  float bottom() const { return y_; }
  float width() const { return width_; }
  // A size of text in this flow; no smaller than can be read.
  float sized(float size) const { return std::max(kSmallest, size * size_); }

  void gap(float height) { y_ += height * size_; }
  void skip(float height) { y_ += height; }
  void text(std::string_view words, float size, Weight weight = Weight::kMedium, ImU32 colour = 0,
            Family family = Family::kWords);
  // A box as wide as the column and so high, which is then behind what is written next.
  Box box(float height) const { return {x_, y_, width_, height}; }

  static constexpr float kSmallest = 15.5f;

 private:
  const Region& region_;
  const Ui& ui_;
  float x_, y_, width_, size_;
  bool draws_;
};

// A key as it looks on a keyboard; returns where it ends.
float draw_keycap(const Canvas& c, const std::string& key, float x, float middle, bool solid);

// "[Enter] lock  [V] reveal" from x on, as far as it fits.
struct KeyHint {
  std::string key;
  std::string words;
};
float draw_key_hints(const Canvas& c, const std::vector<KeyHint>& hints, float x, float middle,
                     float right);
// What the keys do at this moment of the lesson.
std::vector<KeyHint> key_hints(const Session& session);

}  // namespace grove
