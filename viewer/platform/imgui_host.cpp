#include "viewer/platform/imgui_host.h"

#include "viewer/platform/platform.h"

namespace grove {

ImGuiHost::ImGuiHost() : context_(ImGui::CreateContext()) {
  ImGuiIO& io = ImGui::GetIO();
  // What is remembered between starts is Grove's own business.
  io.IniFilename = nullptr;
  io.LogFilename = nullptr;
  // ImGui would take Space and the arrows for itself; here they play and step.
  io.ConfigFlags &= ~ImGuiConfigFlags_NavEnableKeyboard;
  io.ConfigWindowsMoveFromTitleBarOnly = true;
}

ImGuiHost::~ImGuiHost() { ImGui::DestroyContext(context_); }

void ImGuiHost::begin(float width, float height, float seconds) {
  ImGuiIO& io = ImGui::GetIO();
  io.DisplaySize = ImVec2(width, height);
  io.DeltaTime = seconds;
}

void copy_text(const std::string& text) { ImGui::SetClipboardText(text.c_str()); }

}  // namespace grove
