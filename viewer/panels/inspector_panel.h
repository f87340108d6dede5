// The inspector: what is selected, where it comes from and why it is as it is; with nothing
// selected, what everybody waits for.
#pragma once

#include <vector>

#include "viewer/panels/inspector_parts.h"

namespace grove {

class InspectorPanel {
 public:
  void draw(const Session& session, const Ui& ui, const Box& box);

 private:
  void draw_moment(const Page& page);
  void list_alive(const Session& session);
  void draw_more(const Ui& ui, const Region& region, float y, float page);

  // Of the moment that is shown: who is alive, by when they wake.
  const Record* record_ = nullptr;
  std::size_t position_ = 0;
  std::vector<TaskId> alive_;
  SimTime longest_{1};  // of the sleeps that last, as they were asked for

  float scroll_ = 0;
  int below_ = 0;       // rows that were hidden there in the last frame
  Selection scrolled_;  // what scroll_ belongs to
};

}  // namespace grove
