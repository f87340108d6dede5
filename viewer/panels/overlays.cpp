#include "viewer/panels/overlays.h"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <cmath>
#include <vector>

#include "viewer/core/actions.h"
#include "viewer/panels/controls.h"
#include "viewer/panels/glyphs.h"

namespace grove {
namespace {

constexpr float kKeysRow = 31, kKeysColumn = 480;
constexpr std::size_t kMostFound = 9;

std::string lower(std::string_view text) {
  std::string result(text);
  for (char& c : result) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return result;
}

// Every word that is searched for begins or lies within the action's name or group.
std::vector<const Action*> found_actions(std::string_view search) {
  std::vector<const Action*> found;
  for (const Action& action : all_actions()) {
    const std::string name = lower(std::string(action.group) + " " + action.name);
    const std::string wanted = lower(search);
    bool all = true;
    std::size_t at = 0;
    while (all && at < wanted.size()) {
      const std::size_t end = std::min(wanted.find(' ', at), wanted.size());
      all = name.find(wanted.substr(at, end - at)) != std::string::npos;
      at = end + 1;
    }
    if (all) found.push_back(&action);
  }
  return found;
}

float draw_key(const Canvas& c, const std::string& key, float right, float baseline) {
  const TextLook look{
      .size = 16, .weight = Weight::kBold, .family = Family::kCode, .align = Align::kRight};
  const float width = c.width(key, look) + 20;
  const Box box{right - width, baseline - 20, width, 28};
  c.fill(box, 7, c.theme().canvas);
  c.outline(box, 7, c.theme().wire, 2);
  c.text(right - 10, baseline, key, look);
  return box.x;
}

// A region in the middle of the window, over a veil.
Box dialog(const Ui& ui, const Box& window, float width, float height, float from_top) {
  const Canvas whole(*ImGui::GetWindowDrawList(), ui.style, {0, 0}, 1);
  whole.fill(window, 0, with_alpha(ui.style.theme.win, 0.6f));
  const float w = std::min(width * ui.scale, window.w * 0.96f);
  const float h = std::min(height * ui.scale, window.h * 0.96f);
  const float y = from_top > 0 ? window.h * from_top : (window.h - h) / 2;
  return {std::round((window.w - w) / 2), std::round(std::min(y, window.h - h)), w, h};
}

// What is behind the dialog takes no clicks; a click beside it closes it.
bool pressed_beside(const Ui& ui, const Box& window) {
  const Canvas whole(*ImGui::GetWindowDrawList(), ui.style, {0, 0}, 1);
  ImGui::SetNextItemAllowOverlap();
  return press(whole, "beside", window).clicked;
}

}  // namespace

void Overlays::draw(const Session& session, const Ui& ui, const Box& window) {
  const Overlay overlay = session.view().overlay;
  const bool fresh = overlay != shown_;
  shown_ = overlay;
  if (overlay != Overlay::kKeys && overlay != Overlay::kPalette) return;
  ImGui::SetNextWindowPos({window.x, window.y});
  ImGui::SetNextWindowSize({window.w, window.h});
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {0, 0});
  ImGui::PushStyleVar(ImGuiStyleVar_WindowBorderSize, 0);
  ImGui::Begin("overlay", nullptr,
               ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove |
                   ImGuiWindowFlags_NoBackground | ImGuiWindowFlags_NoSavedSettings);
  ImGui::PopStyleVar(2);
  if (fresh) {
    ImGui::SetWindowFocus();
    search_[0] = '\0';
    chosen_ = 0;
  }
  if (pressed_beside(ui, window)) ui.send(command::Close{});
  if (overlay == Overlay::kKeys) {
    draw_keys(ui, window);
  } else {
    if (fresh) ImGui::SetKeyboardFocusHere();
    draw_palette(ui, window);
  }
  ImGui::End();
}

void Overlays::draw_keys(const Ui& ui, const Box& window) {
  const auto actions = all_actions();
  const auto rows = static_cast<float>((actions.size() + 6 + 1) / 2);
  const Box box = dialog(ui, window, 2 * kKeysColumn + 60, rows * kKeysRow + 110, 0);
  const Region region("keys", box, ui, ui.style.theme.panel);
  const Canvas& c = region.canvas();
  const Theme& theme = c.theme();
  c.outline({1, 1, region.width() - 2, region.height() - 2}, 8, theme.wire, 2);
  c.text(28, 46, "All keys", {.size = 26, .weight = Weight::kExtraBold});
  float x = 28, y = 84;
  const float column = (region.width() - 84) / 2;
  std::string_view group;
  for (const Action& action : actions) {
    if (group != action.group) {
      // A group never begins at a column's foot.
      if (y > region.height() - 3 * kKeysRow && x < 40) {
        x += column + 28;
        y = 84;
      }
      group = action.group;
      c.text(x, y, action.group, {.size = 16, .weight = Weight::kBold, .colour = theme.text2});
      y += kKeysRow;
    }
    c.text(x, y, action.name, {.size = 17});
    draw_key(c, name_of(action.chord), x + column, y);
    y += kKeysRow;
    if (y > region.height() - 20 && x < 40) {
      x += column + 28;
      y = 84;
    }
  }
}

void Overlays::draw_palette(const Ui& ui, const Box& window) {
  const Box box = dialog(ui, window, 640, 78 + static_cast<float>(kMostFound) * 44, 0.12f);
  const Region region("palette", box, ui, ui.style.theme.panel);
  const Canvas& c = region.canvas();
  const Theme& theme = c.theme();
  c.outline({1, 1, region.width() - 2, region.height() - 2}, 8, theme.wire, 2);
  ImGui::SetCursorScreenPos(c.pixel(16, 14));
  push_font(ui.style.fonts.get(Family::kWords, Weight::kMedium), 20 * ui.scale);
  ImGui::SetNextItemWidth((region.width() - 32) * ui.scale);
  if (shown_ == Overlay::kPalette && !ImGui::IsAnyItemActive()) ImGui::SetKeyboardFocusHere();
  const bool entered = ImGui::InputTextWithHint(
      "##search", "Find an action", search_, sizeof search_, ImGuiInputTextFlags_EnterReturnsTrue);
  ImGui::PopFont();
  const std::vector<const Action*> found = found_actions(search_);
  if (ImGui::IsKeyPressed(ImGuiKey_DownArrow)) ++chosen_;
  if (ImGui::IsKeyPressed(ImGuiKey_UpArrow)) --chosen_;
  const auto shown = static_cast<int>(std::min(found.size(), kMostFound));
  chosen_ = std::clamp(chosen_, 0, std::max(0, shown - 1));
  for (int i = 0; i < shown; ++i) {
    const Action& action = *found[static_cast<std::size_t>(i)];
    const Box row{8, 68 + static_cast<float>(i) * 44, region.width() - 16, 42};
    const Press press = region.press(action.name, row);
    if (i == chosen_ || press.hovered) c.fill(row, 8, theme.highlight);
    c.text(row.x + 14, row.middle_y() + 6, action.name, {.size = 18});
    draw_key(c, name_of(action.chord), row.right() - 12, row.middle_y() + 6);
    if (!press.clicked && !(entered && i == chosen_)) continue;
    ui.send(command::Close{});
    ui.commands.push_back(action.command);
  }
  if (shown == 0) {
    c.text(24, 100, "No action of that name.", {.size = 18, .colour = theme.text2});
  }
}

void draw_problems(const Session& session, const Ui& ui, const Box& box) {
  const Problems& problems = session.problems();
  if (problems.empty()) return;
  std::string text;
  for (const Problem& problem : problems) text += format_problem(problem) + "\n";
  const auto lines = static_cast<float>(std::count(text.begin(), text.end(), '\n'));
  const float height = std::min(box.h, (64 + lines * 22) * ui.scale);
  const Box place{box.x, box.bottom() - height, box.w, height};
  const Region region("problems", place, ui, ui.style.theme.panel);
  const Canvas& c = region.canvas();
  const Theme& theme = c.theme();
  c.outline({1.5f, 1.5f, region.width() - 3, region.height() - 3}, 8,
            theme.outline(Hue::kVermillion), 3);
  draw_glyph(c, Glyph::kFailed, {26, 28}, 8, theme.word(Hue::kVermillion));
  const char* kept = session.empty() ? "" : "; the last good program stays";
  c.text(44, 34,
         fmt::format("{} {}{}", problems.size(), problems.size() == 1 ? "fault" : "faults", kept),
         {.size = 18, .weight = Weight::kBold});
  const TextLook look{.size = 15.5f, .weight = Weight::kMedium, .family = Family::kCode};
  float y = 64;
  for (std::size_t at = 0; at < text.size() && y < region.height() - 8; y += 22) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    const std::string_view line = std::string_view(text).substr(at, end - at);
    c.text(16, y, c.fitting(line, look, region.width() - 32), look);
    at = end + 1;
  }
}

}  // namespace grove
