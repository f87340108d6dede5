// What lies over the window: the list of keys, the search for an action, the curtain, a notice of
// what was just done, and the faults of a file.
#pragma once

#include <string>

#include "viewer/core/palette.h"
#include "viewer/panels/drawing/panel.h"

namespace grove {

class Overlays {
 public:
  void draw(const Session& session, const Ui& ui, const Box& window);

 private:
  void draw_keys(const Ui& ui, const Box& window);
  void draw_palette(const Session& session, const Ui& ui, const Box& window);
  void draw_found(const Region& region, const Ui& ui, const FoundAction& found, int index,
                  bool entered);
  void walk_found(int count);

  Overlay shown_ = Overlay::kNone;  // in the last frame
  char search_[64] = "";
  int chosen_ = 0, first_ = 0;  // of what was found; the first that is shown
};

// The faults of what was asked for last, over the source they belong to. Returns the height that
// they take, in pixels.
float draw_problems(const Session& session, const Ui& ui, const Box& box);

// How far an export is; nothing while there is none.
void draw_exporting(const Session& session, const Ui& ui, const Box& box);
// What was kept of an earlier sitting, and what can be done with it; nothing if none is offered.
void draw_kept_offer(const Session& session, const Ui& ui, const Box& box);

}  // namespace grove
