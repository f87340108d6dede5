// The strip of branches: every future of the file as a row over one clock, where it departs from
// the one it was made of, and how it ends. It is there once there is more than one.
#pragma once

#include <string>

#include "viewer/panels/drawing/panel.h"

namespace grove {

class BranchStrip {
 public:
  void draw(const Session& session, const Ui& ui, const Box& box);

 private:
  struct Columns;
  void draw_row(const Session& session, const Ui& ui, const Region& region,
                const Branches::Row& row, const Box& box, const Columns& columns);
  void draw_menu(const Session& session, const Ui& ui);
  void rename(const Branch& branch);
  void draw_name_field(const Ui& ui, const Region& region, const Branch& branch, const Box& box);
  void follow(const Session& session, std::size_t rows, float room);

  float scroll_ = 0;              // units
  BranchId pointed_ = kNoBranch;  // whose menu is open
  BranchId renamed_ = kNoBranch;
  BranchId shown_ = kNoBranch;  // in the last frame
  std::string name_;            // as it is typed
  bool wants_focus_ = false;    // the field of the name, until it has the keys
};

}  // namespace grove
