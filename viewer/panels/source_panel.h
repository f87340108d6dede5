// The program: with colours, the line of the current event, and on each line the tasks that stand
// there. A click on a line sets a breakpoint, a right click runs to it. In its place: the editor.
//
// Chips never hide code: where a line is too long for its chips, they lose their names; where even
// that is not enough, the line is cut with an ellipsis and the mouse shows it whole. The scroll
// shows the function of the current line from its head on where it fits.
#pragma once

#include <map>
#include <vector>

#include "viewer/core/cleanup_order.h"
#include "viewer/core/highlight.h"
#include "viewer/panels/drawing/panel.h"
#include "viewer/panels/program_editor.h"

namespace grove {

class SourcePanel {
 public:
  void draw(const Session& session, const Ui& ui, const Box& box);
  // The editor with a file that is too faulty to be run. REQUIRES: session.draft().
  void draw_broken(const Session& session, const Ui& ui, const Box& box);

 private:
  void refresh(const Session& session);
  void draw_buttons(const Session& session, const Ui& ui, const Region& region);
  void draw_lines(const Session& session, const Ui& ui, const Region& region);
  void draw_line(const Session& session, const Ui& ui, const Canvas& c, int line, const Box& row);
  float draw_chips(const Session& session, const Ui& ui, const Canvas& c, int line,
                   const Box& row) const;
  float width_of_code(const Canvas& c, int line) const;
  float draw_stamps(const Canvas& c, int line, const Box& row) const;
  float width_of_stamps(const Canvas& c, int line, bool names) const;
  void follow(int visible);
  int first_line_of_block(int line) const;

  ProgramEditor editor_;

  // Of the program that is shown.
  const Record* record_ = nullptr;
  std::size_t line_count_ = 0;
  std::vector<std::vector<CodePiece>> pieces_;
  std::vector<std::string> program_;

  // Of the moment that is shown: by line, the tasks that stand there, in order of spawning.
  std::size_t position_ = SIZE_MAX;
  std::vector<std::vector<TaskId>> standing_;
  int current_line_ = 0;
  CleanupOrder cleanups_;
  std::map<TaskId, std::string> names_;  // of who cleans up
  SimTime now_{-1};
  int pointed_line_ = 0;  // by a lesson
  int wanted_line_ = 0;   // to scroll to; 0: none
  int line_asked_ = 0;
  int first_ = 0;      // lines above the first visible one
  float notches_ = 0;  // of the wheel, below one line
};

}  // namespace grove
