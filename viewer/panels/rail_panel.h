// The rail: the way to the library, the open scenario's presets, and the bookmarks.
#pragma once

#include "viewer/panels/drawing/panel.h"

namespace grove {

class RailPanel {
 public:
  void draw(const Session& session, const Ui& ui, const Box& box);

 private:
  void draw_presets(const Session& session, const Ui& ui, const Region& region);
  void draw_bookmarks(const Session& session, const Ui& ui, const Region& region, float y);
  void draw_unfold(const Ui& ui, const Region& region);
};

}  // namespace grove
