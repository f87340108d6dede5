// The list of events: every happening in a sentence, the present one in the middle. A click goes
// there.
#pragma once

#include "viewer/panels/panel.h"

namespace grove {

class EventsPanel {
 public:
  // Inside `region`, below the tabs.
  void draw(const Session& session, const Ui& ui, const Region& region, const Box& box);

 private:
  float scroll_ = 0;                 // units
  std::size_t position_ = SIZE_MAX;  // that was followed last
};

}  // namespace grove
