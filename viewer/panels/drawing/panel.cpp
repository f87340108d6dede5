#include "viewer/panels/drawing/panel.h"

#include <cmath>

#include "viewer/panels/drawing/region_probe.h"

namespace grove {
namespace {

constexpr float kCorner = 8;

Canvas begin_region(const char* name, const Box& box, const Ui& ui) {
  if (RegionProbe* probe = RegionProbe::current()) probe->add(name, box);
  ImGui::SetCursorScreenPos({box.x, box.y});
  ImGui::BeginChild(name, {box.w, box.h}, ImGuiChildFlags_None,
                    ImGuiWindowFlags_NoScrollbar | ImGuiWindowFlags_NoScrollWithMouse |
                        ImGuiWindowFlags_NoBackground);
  return Canvas(*ImGui::GetWindowDrawList(), ui.style, {box.x, box.y}, ui.scale);
}

}  // namespace

Region::Region(const char* name, const Box& box, const Ui& ui, ImU32 ground)
    : canvas_(begin_region(name, box, ui)),
      width_(box.w / ui.scale),
      height_(box.h / ui.scale),
      hovered_(ImGui::IsWindowHovered(ImGuiHoveredFlags_ChildWindows)) {
  canvas_.fill({0, 0, width_, height_}, kCorner, ground);
}

Region::~Region() { ImGui::EndChild(); }

Press Region::press(const char* label, const Box& box) const {
  return grove::press(canvas_, label, box);
}

Press press(const Canvas& c, const char* label, const Box& box) {
  const ImVec2 corner = c.pixel(box.x, box.y);
  const ImVec2 size{std::max(1.0f, box.w * c.scale()), std::max(1.0f, box.h * c.scale())};
  ImGui::SetCursorScreenPos(corner);
  Press press;
  press.clicked = ImGui::InvisibleButton(label, size);
  press.hovered = ImGui::IsItemHovered();
  press.held = ImGui::IsItemActive();
  press.double_clicked = press.hovered && ImGui::IsMouseDoubleClicked(ImGuiMouseButton_Left);
  press.right_clicked = press.hovered && ImGui::IsMouseClicked(ImGuiMouseButton_Right);
  return press;
}

void begin_over(const char* name, const Box& window) {
  ImGui::SetNextWindowPos({window.x, window.y});
  ImGui::SetNextWindowSize({window.w, window.h});
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {0, 0});
  ImGui::PushStyleVar(ImGuiStyleVar_WindowBorderSize, 0);
  ImGui::Begin(name, nullptr,
               ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove |
                   ImGuiWindowFlags_NoBackground | ImGuiWindowFlags_NoSavedSettings);
  ImGui::PopStyleVar(2);
}

void hint(const Ui& ui, const char* text) {
  if (ImGui::IsItemHovered(ImGuiHoveredFlags_DelayNormal | ImGuiHoveredFlags_NoSharedDelay)) {
    tooltip(ui, text);
  }
}

void tooltip(const Ui& ui, const char* text) {
  push_font(ui.style.fonts.get(Family::kWords, Weight::kMedium), 15.5f * ui.scale);
  ImGui::BeginTooltip();
  ImGui::PushTextWrapPos(380 * ui.scale);
  ImGui::TextUnformatted(text);
  ImGui::PopTextWrapPos();
  ImGui::EndTooltip();
  ImGui::PopFont();
}

}  // namespace grove
