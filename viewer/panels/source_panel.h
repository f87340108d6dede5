// The program: with colours, the line of the current event, and on each line the tasks that stand
// there. A click on a line sets a breakpoint.
#pragma once

#include <vector>

#include "viewer/core/highlight.h"
#include "viewer/panels/panel.h"

namespace grove {

class SourcePanel {
 public:
  void draw(const Session& session, const Ui& ui, const Box& box);

 private:
  void refresh(const Session& session);
  void draw_lines(const Session& session, const Ui& ui, const Region& region);
  void draw_line(const Session& session, const Ui& ui, const Canvas& c, int line, const Box& row);
  void draw_code(const Canvas& c, int line, float x, float baseline) const;
  float draw_chips(const Session& session, const Ui& ui, const Canvas& c, int line,
                   const Box& row) const;
  void follow(float visible);

  // Of the program that is shown.
  const Record* record_ = nullptr;
  std::size_t line_count_ = 0;
  std::vector<std::vector<CodePiece>> pieces_;
  std::vector<std::string> program_;

  // Of the moment that is shown: by line, the tasks that stand there, in order of spawning.
  std::size_t position_ = SIZE_MAX;
  std::vector<std::vector<TaskId>> standing_;
  int current_line_ = 0;
  int wanted_line_ = 0;  // to scroll to; 0: none
  int line_asked_ = 0;
  float scroll_ = 0;  // units
};

}  // namespace grove
