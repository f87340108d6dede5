#include "viewer/panels/rail_panel.h"

#include <algorithm>

#include "viewer/core/narration.h"
#include "viewer/panels/drawing/controls.h"

namespace grove {
namespace {

constexpr float kRow = 92, kPart = 44, kLibraryHead = 56, kLibraryWidth = 440;

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

void draw_pennant(const Canvas& c, Point at, ImU32 colour) {
  c.line({at.x - 8, at.y - 9}, {at.x - 8, at.y + 10}, colour, 2.8f);
  const Point cloth[] = {{at.x - 8, at.y - 8},
                         {at.x + 9, at.y - 8},
                         {at.x + 4, at.y - 2.5f},
                         {at.x + 9, at.y + 3},
                         {at.x - 8, at.y + 3}};
  c.path(cloth, colour, 2.6f);
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
  draw_unfold(session, ui, region);
  if (session.empty()) return;
  if (!session.bookmarks().empty()) draw_bookmarks(session, ui, region, 138);
  const bool has_presets =
      session.recording().scenario() != nullptr && !session.recording().scenario()->presets.empty();
  if (!has_presets) return;
  if (rail_button(region, "Presets", 86).clicked) ImGui::OpenPopup("presets");
  hint(ui, "This scenario's presets");
  draw_list(c, {middle, 86}, colour);
  draw_presets(session, ui, region);
}

void RailPanel::draw_unfold(const Session& session, const Ui& ui, const Region& region) {
  const Canvas& c = region.canvas();
  const bool open = session.view().overlay == Overlay::kLibrary;
  const float y = region.height() - 24, x = region.width() / 2, way = open ? -1.0f : 1.0f;
  const char* label = open ? "Fold the library" : "Unfold the library";
  if (rail_button(region, label, y).clicked) ui.send(command::Toggle{Overlay::kLibrary});
  hint(ui, label);
  const Point arrow[] = {{x - 3.5f * way, y - 8}, {x + 4.5f * way, y}, {x - 3.5f * way, y + 8}};
  c.path(arrow, c.theme().text2, 2.8f);
}

void RailPanel::draw_bookmarks(const Session& session, const Ui& ui, const Region& region,
                               float y) {
  if (rail_button(region, "Bookmarks", y).clicked) ImGui::OpenPopup("bookmarks");
  hint(ui, "Bookmarks; M sets one");
  draw_pennant(region.canvas(), {region.width() / 2, y}, region.canvas().theme().text2);
  std::vector<std::string> items;
  std::vector<std::size_t> places;
  for (const std::size_t place : session.bookmarks()) {
    if (place == 0 || place > session.record().size()) continue;
    const EventId event{static_cast<int32_t>(place - 1)};
    const std::string time = format_time(session.record()[event].t);
    items.push_back(time + "  " + plain_text(sentence_of(session, event)));
    places.push_back(place);
  }
  anchor_menu(region.canvas(), {4, y - 20, 40, 40});
  const int picked = menu(ui, "bookmarks", items, -1);
  if (picked >= 0) ui.send(command::Seek{places[static_cast<std::size_t>(picked)]});
}

void RailPanel::draw_presets(const Session& session, const Ui& ui, const Region& region) {
  std::vector<std::string> names;
  for (const Preset& preset : session.recording().scenario()->presets) names.push_back(preset.name);
  anchor_menu(region.canvas(), {4, 66, 40, 40});
  const int picked = menu(ui, "presets", names, -1);
  if (picked >= 0) ui.send(command::ApplyPreset{names[static_cast<std::size_t>(picked)]});
}

std::vector<RailPanel::LibraryRow> RailPanel::library_rows() const {
  std::vector<LibraryRow> rows;
  float y = 0;
  const std::string* part = nullptr;
  for (const LibraryEntry& entry : entries_) {
    if (!entry.part.empty() && (part == nullptr || *part != entry.part)) {
      rows.push_back({nullptr, entry.part, y, kPart});
      y += kPart;
    }
    part = &entry.part;
    rows.push_back({&entry, "", y, kRow});
    y += kRow;
  }
  return rows;
}

void RailPanel::draw_library(const Session& session, const Ui& ui, const Box& box) {
  const std::string folder = folder_of(session.path());
  if (!listed_ || folder != folder_) {
    entries_ = list_scenarios(session.files(), folder);
    folder_ = folder;
    listed_ = true;
    shows_open_ = true;
  }
  const Box drawer{box.x, box.y, std::min(box.w, kLibraryWidth * ui.scale), box.h};
  const Region region("library", drawer, ui, ui.style.theme.panel);
  const Canvas& c = region.canvas();
  c.outline({1, 1, region.width() - 2, region.height() - 2}, 8, c.theme().wire, 2);
  c.text(18, 36, "Library", {.size = 22, .weight = Weight::kBold});
  const std::vector<LibraryRow> rows = library_rows();
  const float all = rows.empty() ? 0 : rows.back().y + rows.back().height;
  const float room = region.height() - kLibraryHead - 8;
  if (region.hovered()) scroll_ -= ImGui::GetIO().MouseWheel * kRow / 2;
  for (const LibraryRow& row : rows) {
    // Where the one that is open stands, with what is taught before it.
    if (shows_open_ && row.entry != nullptr && row.entry->path == session.path()) {
      scroll_ = row.y - room / 3;
    }
  }
  shows_open_ = false;
  scroll_ = std::clamp(scroll_, 0.0f, std::max(0.0f, all - room));
  c.push_clip({0, kLibraryHead, region.width(), room});
  for (const LibraryRow& row : rows) {
    const Box place{8, kLibraryHead + row.y - scroll_, region.width() - 16, row.height - 4};
    if (place.bottom() < kLibraryHead || place.y > region.height()) continue;
    if (row.entry != nullptr) {
      draw_entry(session, ui, region, *row.entry, place);
    } else {
      c.text(place.x + 10, place.bottom() - 8, row.title,
             {.size = 16, .weight = Weight::kBold, .colour = c.theme().text2});
    }
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
  const std::size_t fits = c.words_fitting(words, about, room);
  const std::string first = words.substr(0, fits > 0 ? fits : words.find(' '));
  c.text(row.x + 14, row.y + 50, first, about);
  if (first.size() < words.size()) {
    c.text(row.x + 14, row.y + 71, c.fitting(words.substr(first.size() + 1), about, room), about);
  }
  if (!press.clicked) return;
  ui.send(command::Open{entry.path});
  ui.send(command::Close{});
}

}  // namespace grove
