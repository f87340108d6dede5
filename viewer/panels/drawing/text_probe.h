// What text a canvas drew, and where, so that a test can ask whether anything covers it.
//
//   TextProbe probe;                       // from here on, and until it goes
//   … one frame …
//   for (const DrawnText& drawn : probe.drawn()) …
//
// One probe at a time. Boxes are pixels, from the highest to the lowest point of figures and
// capitals, cut to what is not clipped away; what is clipped away as a whole is in hidden().
#pragma once

#include <map>
#include <string>
#include <vector>

#include "engine/picture/geometry.h"

namespace grove {

struct DrawnText {
  std::string text;
  std::string window;  // of ImGui's that it was drawn in
  Box box;
  // What was to be said, where that was shortened to fit; else the text.
  std::string whole{};
  bool clipped = false;  // in part, at its left or right
  bool cut() const { return clipped || whole != text; }
};

class TextProbe {
 public:
  TextProbe() { current_ = this; }
  ~TextProbe() { current_ = nullptr; }
  TextProbe(const TextProbe&) = delete;
  TextProbe& operator=(const TextProbe&) = delete;

  static TextProbe* current() { return current_; }
  // A text made shorter; from then on, whoever draws what is left of it draws that.
  void shorten(std::string_view whole, const std::string& shown) { wholes_[shown] = whole; }
  void add(DrawnText text) {
    const auto whole = wholes_.find(text.text);
    text.whole = whole == wholes_.end() ? text.text : whole->second;
    (text.box.empty() ? hidden_ : drawn_).push_back(std::move(text));
  }
  void clear() {
    drawn_.clear();
    hidden_.clear();
  }
  const std::vector<DrawnText>& drawn() const { return drawn_; }
  const std::vector<DrawnText>& hidden() const { return hidden_; }

 private:
  static inline TextProbe* current_ = nullptr;
  std::vector<DrawnText> drawn_, hidden_;
  std::map<std::string, std::string> wholes_;  // by what is left of them
};

}  // namespace grove
