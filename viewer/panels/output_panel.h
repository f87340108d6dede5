// What the program printed so far, and at the end its traceback.
#pragma once

#include "viewer/panels/panel.h"

namespace grove {

class OutputPanel {
 public:
  // Inside `region`, below the tabs.
  void draw(const Session& session, const Ui& ui, const Region& region, const Box& box);

 private:
  float scroll_ = 0;  // units, from the newest line upwards
};

}  // namespace grove
