#include "viewer/panels/drawing/controls.h"

#include <algorithm>
#include <cmath>

namespace grove {
namespace {

constexpr float kStepWidth = 20, kStepHeight = 22;

TextLook name_look(const Theme& theme) {
  return {.size = 17, .weight = Weight::kMedium, .colour = theme.text2};
}

TextLook value_look(const FieldLook& look) {
  return {.size = 17, .weight = Weight::kSemiBold, .family = look.family};
}

void draw_arrow(const Canvas& c, Point middle, ImU32 colour) {
  const Point points[] = {
      {middle.x - 5.5f, middle.y - 3}, {middle.x, middle.y + 3}, {middle.x + 5.5f, middle.y - 3}};
  c.path(points, colour, 2.5f);
}

// Which item of a menu of `count` the arrow keys stand at; at first that which is chosen.
int walk_menu(int count, int chosen) {
  ImGuiStorage& storage = *ImGui::GetStateStorage();
  const ImGuiID key = ImGui::GetID("at");
  if (ImGui::IsWindowAppearing()) storage.SetInt(key, chosen);
  int at = storage.GetInt(key, chosen);
  if (ImGui::IsKeyPressed(ImGuiKey_DownArrow)) at = std::min(at + 1, count - 1);
  if (ImGui::IsKeyPressed(ImGuiKey_UpArrow)) at = std::max(at - 1, 0);
  storage.SetInt(key, at);
  return at;
}

}  // namespace

OfferStrip::OfferStrip(const char* id, const Box& box, const Ui& ui)
    : ui_(ui), region_(id, box, ui, ui.style.theme.panel), right_(region_.width() - 8) {
  const Canvas& c = region_.canvas();
  c.outline({1, 1, region_.width() - 2, region_.height() - 2}, 8, c.theme().wire, 2);
}

bool OfferStrip::button(const char* label, const char* what_it_does) {
  const float middle = region_.height() / 2, height = std::min(34.0f, region_.height() - 6);
  const float width = region_.canvas().width(label, {.size = 16, .weight = Weight::kSemiBold}) + 28;
  right_ -= width + 6;
  const bool clicked =
      text_button(region_, ui_, label, {right_, middle - height / 2, width, height});
  hint(ui_, what_it_does);
  return clicked;
}

void OfferStrip::say(const std::string& words) {
  const TextLook look{.size = 17.5f, .weight = Weight::kSemiBold};
  const Canvas& c = region_.canvas();
  c.text(16, region_.height() / 2 + 6, c.fitting(words, look, right_ - 28), look);
}

Press button_ground(const Region& region, const Ui& ui, const char* label, const Box& box,
                    bool prominent) {
  const Theme& theme = ui.style.theme;
  const Press press = region.press(label, box);
  ImU32 ground = prominent ? theme.text : theme.raised;
  if (press.hovered) ground = mix(theme.text2, ground, prominent ? 0.25f : 0.16f);
  if (press.held) ground = mix(theme.text2, ground, prominent ? 0.45f : 0.3f);
  region.canvas().fill(box, box.h > 40 ? 10.0f : 8.0f, ground);
  return press;
}

bool text_button(const Region& region, const Ui& ui, const char* label, const Box& box) {
  const Press press = button_ground(region, ui, label, box);
  const TextLook look{.size = 16, .weight = Weight::kSemiBold, .align = Align::kMiddle};
  region.canvas().text(box.middle_x(), box.middle_y() + 5.8f, label, look);
  return press.clicked;
}

float field_width(const Canvas& c, const FieldLook& look) {
  float width = c.width(look.name, name_look(c.theme())) + c.width(look.value, value_look(look));
  width += look.name.empty() ? 24 : 34;
  if (look.opens) width += 20;
  if (look.steps) width += 48;
  return width;
}

FieldPress field(const Region& region, const Ui& ui, const FieldLook& look, float x, float y) {
  const Canvas& c = region.canvas();
  const Theme& theme = ui.style.theme;
  FieldPress result;
  result.box = {x, y, field_width(c, look), look.height};
  result.right = result.box.right();
  const float baseline = result.box.middle_y() + 6;
  const Box ground = look.steps ? Box{x, y, result.box.w - 48, look.height} : result.box;
  const Press press = region.press(look.id, ground);
  result.opened = press.clicked && look.opens;
  const bool lit = press.hovered && look.opens;
  c.fill(result.box, look.corner, lit ? mix(theme.text2, theme.raised, 0.16f) : theme.raised);
  float at = x + 12;
  if (!look.name.empty()) at = c.text(at, baseline, look.name, name_look(theme)) + 10;
  c.text(at, baseline, look.value, value_look(look));
  if (look.differs) {
    c.disc({x + 2, y + 2}, 7, theme.panel);
    c.disc({x + 2, y + 2}, 5, theme.text);
  }
  if (look.opens) draw_arrow(c, {result.right - 18, result.box.middle_y() + 1}, theme.text2);
  if (look.steps) {
    for (const int step : {-1, +1}) {
      const Box key{result.right - 48 + (step > 0 ? kStepWidth + 3 : 0),
                    result.box.middle_y() - kStepHeight / 2, kStepWidth, kStepHeight};
      const std::string id = std::string(look.id) + (step > 0 ? " up" : " down");
      const Press key_press = region.press(id.c_str(), key);
      c.fill(key, 5, key_press.hovered ? mix(theme.text2, theme.line, 0.25f) : theme.line);
      c.text(key.middle_x(), key.middle_y() + 6, step > 0 ? "+" : "−",
             {.size = 17, .weight = Weight::kBold, .align = Align::kMiddle});
      if (key_press.clicked) result.step = step;
    }
  }
  return result;
}

void anchor_menu(const Canvas& c, const Box& box) {
  constexpr float kGap = 5;
  const bool below = c.pixel(0, box.middle_y()).y < ImGui::GetIO().DisplaySize.y / 2;
  const ImVec2 corner = c.pixel(box.x, below ? box.bottom() + kGap : box.y - kGap);
  ImGui::SetNextWindowPos(corner, ImGuiCond_Always, {0, below ? 0.0f : 1.0f});
}

int menu(const Ui& ui, const char* id, std::span<const std::string> items, int chosen) {
  int picked = -1;
  if (!ImGui::BeginPopup(id)) return picked;
  push_font(ui.style.fonts.get(Family::kWords, Weight::kMedium), 17 * ui.scale);
  const int at = walk_menu(static_cast<int>(items.size()), chosen);
  for (std::size_t i = 0; i < items.size(); ++i) {
    const auto index = static_cast<int>(i);
    const ImVec2 corner = ImGui::GetCursorScreenPos();
    ImGui::SetCursorScreenPos({corner.x + 20 * ui.scale, corner.y});
    if (ImGui::Selectable(items[i].c_str(), index == at)) picked = index;
    if (index != chosen) continue;
    const float middle = corner.y + ImGui::GetTextLineHeight() / 2;
    ImGui::GetWindowDrawList()->AddCircleFilled({corner.x + 7 * ui.scale, middle}, 4 * ui.scale,
                                                ui.style.theme.text);
  }
  if (ImGui::IsKeyPressed(ImGuiKey_Enter) && at >= 0) picked = at;
  if (picked >= 0 || ImGui::IsKeyPressed(ImGuiKey_Escape)) ImGui::CloseCurrentPopup();
  ImGui::PopFont();
  ImGui::EndPopup();
  return picked;
}

void set_imgui_style(const Style& style, float scale) {
  const Theme& theme = style.theme;
  ImGuiStyle& imgui = ImGui::GetStyle();
  imgui.WindowPadding = {10 * scale, 10 * scale};
  imgui.FramePadding = {10 * scale, 7 * scale};
  imgui.ItemSpacing = {8 * scale, 8 * scale};
  imgui.WindowRounding = imgui.PopupRounding = imgui.FrameRounding = 8 * scale;
  imgui.PopupBorderSize = std::max(1.0f, std::round(2 * scale));
  imgui.ScrollbarSize = 12 * scale;
  imgui.ScrollbarRounding = 6 * scale;
  const auto set = [&](ImGuiCol slot, ImU32 colour) {
    imgui.Colors[slot] = ImGui::ColorConvertU32ToFloat4(colour);
  };
  set(ImGuiCol_Text, theme.text);
  set(ImGuiCol_TextDisabled, theme.text3);
  set(ImGuiCol_PopupBg, theme.panel);
  set(ImGuiCol_Border, theme.wire);
  set(ImGuiCol_FrameBg, theme.raised);
  set(ImGuiCol_FrameBgHovered, theme.raised);
  set(ImGuiCol_FrameBgActive, theme.raised);
  set(ImGuiCol_Header, theme.highlight);
  set(ImGuiCol_HeaderHovered, theme.highlight);
  set(ImGuiCol_HeaderActive, theme.line);
  set(ImGuiCol_ScrollbarBg, with_alpha(theme.panel, 0));
  set(ImGuiCol_ScrollbarGrab, theme.line);
  set(ImGuiCol_ScrollbarGrabHovered, theme.wire);
  set(ImGuiCol_ScrollbarGrabActive, theme.wire);
  set(ImGuiCol_TextSelectedBg, theme.marked());
  set(ImGuiCol_ModalWindowDimBg, with_alpha(theme.win, 0.6f));
  set(ImGuiCol_InputTextCursor, theme.text);
}

}  // namespace grove
