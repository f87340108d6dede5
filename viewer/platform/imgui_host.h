// ImGuiHost: the ImGui context that every target needs, set up the way the panels expect it: it
// writes no files of its own and handles no keys by itself.
#pragma once

#include <imgui.h>

namespace grove {

class ImGuiHost {
 public:
  ImGuiHost();
  ~ImGuiHost();
  ImGuiHost(const ImGuiHost&) = delete;
  ImGuiHost& operator=(const ImGuiHost&) = delete;

  // Sets the display's size in pixels and the length of the next frame in seconds.
  void begin(float width, float height, float seconds);

 private:
  ImGuiContext* context_;
};

}  // namespace grove
