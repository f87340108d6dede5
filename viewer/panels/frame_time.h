// FrameTime: how long the program takes to build a frame, and the small panel that says so. What
// the graphics card then does with it is not counted.
#pragma once

#include <array>
#include <chrono>
#include <cstddef>

#include "viewer/panels/drawing/panel.h"

namespace grove {

class FrameTime {
 public:
  void begin() { begin_ = std::chrono::steady_clock::now(); }
  void end();

  // Of the last second or so, in milliseconds.
  float mean() const;
  float worst() const;

  // In the lower left corner of `box`, which is in pixels, above the caption.
  void draw(const Ui& ui, const Box& box) const;

 private:
  std::chrono::steady_clock::time_point begin_;
  std::array<float, 60> times_{};
  std::size_t count_ = 0;
};

}  // namespace grove
