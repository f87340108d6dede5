#include "viewer/panels/rail_panel.h"

#include <algorithm>

#include "viewer/panels/controls.h"

namespace grove {
namespace {

constexpr float kRow = 92, kLibraryHead = 56, kLibraryWidth = 440;

void draw_books(const Canvas& c, Point at, ImU32 colour) {
  for (const float x : {-9.0f, -3.0f, 3.0f}) {
    c.line({at.x + x, at.y - 8}, {at.x + x, at.y + 8}, colour, 2.8f);
  }
  c.line({at.x + 7, at.y - 7.5f}, {at.x + 11, at.y + 8}, colour, 2.8f);
}

void draw_list(const Canvas& c, Point at, ImU32 colour) {
  for (const float y : {-6.0f, 0.0f, 6.0f}) {
    c.line({at.x - 9, at.y + y}, {at.x + 9, at.y + y}, colour, 2.8f);
  }
}

Press rail_button(const Region& region, const char* label, float y) {
  const Box box{4, y - 20, region.width() - 8, 40};
  const Press press = region.press(label, box);
  if (press.hovered) region.canvas().fill(box, 8, region.canvas().theme().raised);
  return press;
}

}  // namespace

void RailPanel::draw(const Session& session, const Ui& ui, const Box& box) {
  const Region region("rail", box, ui, ui.style.theme.panel);
  const Canvas& c = region.canvas();
  const float middle = region.width() / 2;
  const ImU32 colour = c.theme().text2;
  if (rail_button(region, "Library", 34).clicked) ui.send(command::Toggle{Overlay::kLibrary});
  hint(ui, "The scenarios beside this one");
  draw_books(c, {middle, 34}, colour);
  const bool has_presets = !session.empty() && session.recording().scenario() != nullptr &&
                           !session.recording().scenario()->presets.empty();
  if (!has_presets) return;
  if (rail_button(region, "Presets", 86).clicked) ImGui::OpenPopup("presets");
  hint(ui, "This scenario's presets");
  draw_list(c, {middle, 86}, colour);
  draw_presets(session, ui);
}

void RailPanel::draw_presets(const Session& session, const Ui& ui) {
  std::vector<std::string> names;
  for (const Preset& preset : session.recording().scenario()->presets) names.push_back(preset.name);
  const int picked = menu(ui, "presets", names, -1);
  if (picked >= 0) ui.send(command::ApplyPreset{names[static_cast<std::size_t>(picked)]});
}

void RailPanel::draw_library(const Session& session, const Ui& ui, const Box& box) {
  const std::string folder = folder_of(session.path());
  if (!listed_ || folder != folder_) {
    entries_ = list_scenarios(folder);
    folder_ = folder;
    listed_ = true;
    scroll_ = 0;
  }
  const Box drawer{box.x, box.y, std::min(box.w, kLibraryWidth * ui.scale), box.h};
  const Region region("library", drawer, ui, ui.style.theme.panel);
  const Canvas& c = region.canvas();
  c.outline({1, 1, region.width() - 2, region.height() - 2}, 8, c.theme().wire, 2);
  c.text(18, 36, "Library", {.size = 22, .weight = Weight::kBold});
  const float all = static_cast<float>(entries_.size()) * kRow;
  const float room = region.height() - kLibraryHead - 8;
  if (region.hovered()) scroll_ -= ImGui::GetIO().MouseWheel * kRow / 2;
  scroll_ = std::clamp(scroll_, 0.0f, std::max(0.0f, all - room));
  c.push_clip({0, kLibraryHead, region.width(), room});
  for (std::size_t i = 0; i < entries_.size(); ++i) {
    const Box row{8, kLibraryHead + static_cast<float>(i) * kRow - scroll_, region.width() - 16,
                  kRow - 4};
    if (row.bottom() < kLibraryHead || row.y > region.height()) continue;
    draw_entry(session, ui, region, entries_[i], row);
  }
  c.pop_clip();
}

void RailPanel::draw_entry(const Session& session, const Ui& ui, const Region& region,
                           const LibraryEntry& entry, const Box& row) {
  const Canvas& c = region.canvas();
  const Theme& theme = c.theme();
  ImGui::PushID(entry.path.c_str());
  const Press press = region.press(entry.title.c_str(), row);
  ImGui::PopID();
  const bool open = entry.path == session.path();
  if (open || press.hovered) c.fill(row, 8, theme.highlight);
  if (open) c.fill({row.x, row.y, 5, row.h}, 2, theme.text);
  const float room = row.w - 28;
  const TextLook title{.size = 18.5f, .weight = Weight::kSemiBold};
  c.text(row.x + 14, row.y + 26, c.fitting(entry.title, title, room), title);
  const TextLook about{.size = 15.5f, .colour = theme.text2};
  const std::string words =
      entry.faulty ? "cannot be read: open it to see its faults" : entry.about;
  // Two lines of it.
  std::string first = words;
  while (c.width(first, about) > room && first.find(' ') != std::string::npos) {
    first.resize(first.rfind(' '));
  }
  c.text(row.x + 14, row.y + 50, first, about);
  if (first.size() < words.size()) {
    c.text(row.x + 14, row.y + 71, c.fitting(words.substr(first.size() + 1), about, room), about);
  }
  if (!press.clicked) return;
  ui.send(command::Open{entry.path});
  ui.send(command::Close{});
}

}  // namespace grove
