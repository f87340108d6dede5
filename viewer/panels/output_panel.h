// What the program printed so far, and at the end its traceback.
#pragma once

#include <string_view>
#include <vector>

#include "viewer/panels/drawing/panel.h"

namespace grove {

class OutputPanel {
 public:
  // Inside `region`, below the tabs.
  void draw(const Session& session, const Ui& ui, const Region& region, const Box& box);

 private:
  struct OutputLine {
    std::string_view text;  // of the record, or of the recording's errors
    TaskId task;            // that printed it; unset on all but the first line of a print
    SimTime time;
    bool error = false;
  };

  void refresh(const Session& session);
  void add_lines(std::string_view text, OutputLine first);
  void draw_line(const Session& session, const Ui& ui, const Region& region, std::size_t index,
                 const Box& row) const;

  float scroll_ = 0;  // units, from the newest line upwards
  // Of the moment that is shown.
  const Record* record_ = nullptr;
  std::size_t position_ = 0;
  std::vector<OutputLine> lines_;
};

}  // namespace grove
