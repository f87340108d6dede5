// The menu of acts: what can be done to the thing that was pointed at, where it will land, and what
// would come of the act that the mouse or the arrow keys stand at. What would change nothing is
// grey, with its reason.
#pragma once

#include "viewer/panels/drawing/panel.h"

namespace grove {

class ActMenu {
 public:
  // `tree`: it opens on the right of it, so that it does not cover what it speaks of. Pixels.
  void draw(const Session& session, const Ui& ui, const Box& window, const Box& tree);

 private:
  Box place(const Session& session, const Ui& ui, const Box& window) const;
  void draw_rows(const Session& session, const Ui& ui, const Canvas& c, float width);
  void walk(int count);

  bool open_ = false;
  Point corner_;  // pixels
  float width_ = 0;
  int at_ = -1;  // the act that is considered
};

}  // namespace grove
