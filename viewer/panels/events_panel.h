// The list of events: every step event in a sentence, the present one in the middle. A click goes
// there. While one searches, a field stands above it and what is found is marked.
#pragma once

#include "viewer/panels/drawing/panel.h"

namespace grove {

class EventsPanel {
 public:
  // Inside `region`, below the tabs.
  void draw(const Session& session, const Ui& ui, const Region& region, const Box& box);

 private:
  // Returns what is left for the list.
  Box draw_search(const Session& session, const Ui& ui, const Region& region, const Box& box);

  char search_[96] = "";
  bool searching_ = false;           // in the last frame
  float scroll_ = 0;                 // units
  std::size_t position_ = SIZE_MAX;  // that was followed last
};

}  // namespace grove
