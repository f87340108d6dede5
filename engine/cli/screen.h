// Screen: turns one frame into the next with as few bytes as possible, so that nothing flickers.
//
// Only lines that differ are written, as one string for one write, between the marks of
// "synchronized output" (terminals that do not know them ignore them).
#pragma once

#include <string>
#include <vector>

#include "engine/text/styled_text.h"

namespace grove {

class Screen {
 public:
  explicit Screen(OutputLook look) : look_(look) {}

  // What to write so that the terminal, which shows the last frame, shows this one: its first
  // `rows` lines, cut to `columns`. Empty if nothing changed.
  std::string draw(const std::vector<StyledLine>& frame, int columns, int rows);

  // The terminal shows something else now (resized, resumed): the next frame is drawn whole.
  void forget() { whole_ = true; }

 private:
  OutputLook look_;
  bool whole_ = true;
  std::vector<std::string> shown_;
};

}  // namespace grove
