// The bottom of the window: timeline, events and output, one at a time.
#pragma once

#include "viewer/panels/events_panel.h"
#include "viewer/panels/output_panel.h"
#include "viewer/panels/timeline/timeline_panel.h"

namespace grove {

class BottomPanel {
 public:
  // `of`: which run it is about, where there are two.
  void draw(const Session& session, const Ui& ui, const Box& box, const std::string& of = "");

 private:
  // Returns where they end.
  float draw_tabs(const Session& session, const Ui& ui, const Region& region);

  TimelinePanel timeline_;
  EventsPanel events_;
  OutputPanel output_;
};

}  // namespace grove
