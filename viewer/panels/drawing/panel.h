// What all panels share: the context they draw in, and Region, the piece of the window that each
// one has to itself.
//
//   Region region("tree", box, ui, ui.style.theme.canvas);
//   const Canvas& c = region.canvas();               // origin: the region's corner; units
//   if (region.press("Fit", {14, 12, 48, 32}).clicked) ui.commands.push_back(command::Aim{…});
//
// A pressable area carries a label by which a test, and later a screen reader, finds it.
#pragma once

#include "viewer/core/session.h"
#include "viewer/panels/drawing/canvas.h"

namespace grove {

struct Ui {
  const Style& style;
  float scale;         // pixels per unit
  float seconds;       // since the last frame
  bool still;          // nothing may move by itself: pictures, reduced motion
  Commands& commands;  // what the person wants; the session applies it after the frame
  float growth = 1;    // how much larger text is than it must be to be read

  void send(Command command) const { commands.push_back(std::move(command)); }
};

struct Press {
  bool clicked = false;
  bool hovered = false;
  bool held = false;
  bool double_clicked = false;
  bool right_clicked = false;
};

class Region {
 public:
  // `box` is in pixels of the window. Draws the panel's ground.
  Region(const char* name, const Box& box, const Ui& ui, ImU32 ground);
  ~Region();
  Region(const Region&) = delete;
  Region& operator=(const Region&) = delete;

  const Canvas& canvas() const { return canvas_; }
  float width() const { return width_; }    // units
  float height() const { return height_; }  // units
  bool hovered() const { return hovered_; }

  // An area that can be pressed, in units.
  Press press(const char* label, const Box& box) const;

 private:
  Canvas canvas_;
  float width_, height_;
  bool hovered_;
};

// The same on any canvas of the current ImGui window.
Press press(const Canvas& c, const char* label, const Box& box);

// Begins an ImGui window without a ground over the whole of the window, for what lies over the
// regions; ImGui::End() ends it.
void begin_over(const char* name, const Box& window);

// What stands there when the mouse rests on the last pressable area.
void hint(const Ui& ui, const char* text);
// The same at once, whatever the mouse is on.
void tooltip(const Ui& ui, const char* text);

}  // namespace grove
