// The program, to be changed in place: what is typed is coloured as the source is, faults are
// underlined with their message behind the line. Tab and Enter indent as Python wants it. What is
// typed goes to the session at once (command::EditProgram), which keeps it.
#pragma once

#include <string>
#include <vector>

#include "viewer/core/highlight.h"
#include "viewer/panels/panel.h"

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
  void draw_field(const Ui& ui, ImVec2 size);
  void draw_text(const Canvas& c, float line, float top, float bottom) const;
  void draw_faults(const Session& session, const Canvas& c, float line) const;
  // In pixels.
  void follow_caret(float line, float gutter, float advance);
  float longest_line(const Canvas& c) const;

  std::string text_;  // as the field has it
  std::vector<std::string> lines_;
  std::vector<std::vector<CodePiece>> pieces_;
  // Counts texts that came from elsewhere: the field then begins anew.
  int generation_ = 0;
  int frame_ = -2;                      // that was drawn last
  bool active_ = false;                 // has the keys
  bool wants_focus_ = false;            // the keys, until it has them
  bool tab_ = false, newline_ = false;  // have just been typed
  int caret_ = 0, followed_ = 0;        // bytes
};

}  // namespace grove
