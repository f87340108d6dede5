// What text a canvas drew, and where, so that a test can ask whether anything covers it.
//
//   TextProbe probe;                       // from here on, and until it goes
//   … one frame …
//   for (const DrawnText& drawn : probe.drawn()) …
//
// One probe at a time. Boxes are pixels, from the highest to the lowest point of figures and
// capitals, cut to what is not clipped away; what is clipped away as a whole is not reported.
#pragma once

#include <string>
#include <vector>

#include "engine/picture/geometry.h"

namespace grove {

struct DrawnText {
  std::string text;
  std::string window;  // of ImGui's that it was drawn in
  Box box;
};

class TextProbe {
 public:
  TextProbe() { current_ = this; }
  ~TextProbe() { current_ = nullptr; }
  TextProbe(const TextProbe&) = delete;
  TextProbe& operator=(const TextProbe&) = delete;

  static TextProbe* current() { return current_; }
  void add(DrawnText text) { drawn_.push_back(std::move(text)); }
  void clear() { drawn_.clear(); }
  const std::vector<DrawnText>& drawn() const { return drawn_; }

 private:
  static inline TextProbe* current_ = nullptr;
  std::vector<DrawnText> drawn_;
};

}  // namespace grove
