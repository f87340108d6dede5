// The program, or a broken file, to be changed in place: what is typed is coloured as the source
// is, faults are underlined with their message behind the line. Tab and Enter indent as Python
// wants it. What is typed goes to the session at once (command::EditProgram), which keeps it.
#pragma once

#include <string>
#include <vector>

#include "viewer/core/highlight.h"
#include "viewer/panels/drawing/panel.h"

struct ImGuiInputTextCallbackData;

namespace grove {

class ProgramEditor {
 public:
  // REQUIRES: session.draft(). `first`: how many lines are above the first one that is in sight at
  // first.
  void draw(const Session& session, const Ui& ui, const Region& region, const Box& box, int first);

 private:
  static int on_edit(ImGuiInputTextCallbackData* data);
  void take(const std::string& text);
  void stay();
  void draw_field(const Ui& ui, ImVec2 size);
  void draw_text(const Canvas& c, float line, float top, float bottom) const;
  void draw_marked(const Canvas& c, float line) const;
  void draw_faults(const Session& session, const Canvas& c, float line) const;
  void show_line(const Session& session, float line);
  // In pixels.
  void follow_caret(const Canvas& c, float line);
  float longest_line(const Canvas& c) const;
  // Where a place of the text is, from the left edge.
  float x_of(const Canvas& c, int at) const;

  std::string text_;  // as the field has it
  std::vector<std::string> lines_;
  std::vector<std::vector<CodePiece>> pieces_;
  // Counts texts that came from elsewhere: the field then begins anew.
  int generation_ = 0;
  int frame_ = -2;            // that was drawn last
  bool active_ = false;       // has the keys
  bool wants_focus_ = false;  // the keys, until it has them
  int leaving_ = 0;  // frames in which it may still be left by the key that runs the program
  bool tab_ = false, newline_ = false;  // have just been typed
  int caret_ = 0, followed_ = 0;        // bytes
  int marked_from_ = 0, marked_to_ = 0;
  // Where the caret is to be once the field has begun anew; -1: wherever it is.
  int caret_again_ = -1;
  int line_asked_ = 0;
  // What is in sight, in pixels from the top; kept for so many frames while the field begins anew.
  float scroll_ = 0;
  int stays_ = 0;
};

}  // namespace grove
