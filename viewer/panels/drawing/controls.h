// Controls: the buttons, fields and menus of the window. Grey all of them: a hue on screen means a
// state of the program, never a control.
#pragma once

#include <span>
#include <string>

#include "viewer/panels/drawing/panel.h"

namespace grove {

// A button with words on it.
bool text_button(const Region& region, const Ui& ui, const char* label, const Box& box);

// A strip that says something and offers buttons at its right end, the last one first:
//
//   OfferStrip strip("kept", box, ui);
//   if (strip.button("Forget", "Throws away what was kept")) …
//   strip.say("From your last sitting …");
class OfferStrip {
 public:
  OfferStrip(const char* id, const Box& box, const Ui& ui);

  bool button(const char* label, const char* what_it_does);
  // Before the buttons, as much as has room.
  void say(const std::string& words);

 private:
  const Ui& ui_;
  const Region region_;
  float right_;
};

// The ground of a button whose face the caller draws.
Press button_ground(const Region& region, const Ui& ui, const char* label, const Box& box,
                    bool prominent = false);

// "seed 1", "bangs r01 ⌄": a name, a value, and what the value can be.
struct FieldLook {
  const char* id;
  std::string name, value;
  bool opens = false;    // shows the arrow of a menu
  bool steps = false;    // shows − and +
  bool differs = false;  // from the file: marked by a dot
  Family family = Family::kCode;
  float height = 38;
  float corner = 8;
};
struct FieldPress {
  float right;  // where the field ends
  bool opened = false;
  int step = 0;  // −1, +1
  Box box;
};
float field_width(const Canvas& c, const FieldLook& look);
FieldPress field(const Region& region, const Ui& ui, const FieldLook& look, float x, float y);

// Where a menu hangs: under what opened it, or above it in the lower half of the window. Call it
// with that box just before the popup begins.
void anchor_menu(const Canvas& c, const Box& box);

// A menu: open it with ImGui::OpenPopup(id). Returns the index of what was picked, by mouse or by
// arrows and Enter; or -1. `chosen` is marked.
int menu(const Ui& ui, const char* id, std::span<const std::string> items, int chosen);

// ImGui's own widgets (menus, tooltips, scroll bars) in the theme's colours.
void set_imgui_style(const Style& style, float scale);

}  // namespace grove
