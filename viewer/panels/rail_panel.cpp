#include "viewer/panels/rail_panel.h"

#include "viewer/core/narration.h"
#include "viewer/panels/drawing/controls.h"

namespace grove {
namespace {

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
  hint(ui, "The library: what lies beside this one (Ctrl+L)");
  draw_books(c, {middle, 34}, colour);
  draw_unfold(ui, region);
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

void RailPanel::draw_unfold(const Ui& ui, const Region& region) {
  const Canvas& c = region.canvas();
  const float y = region.height() - 24, x = region.width() / 2;
  const char* label = "Unfold the library";
  if (rail_button(region, label, y).clicked) ui.send(command::Toggle{Overlay::kLibrary});
  hint(ui, label);
  const Point arrow[] = {{x - 3.5f, y - 8}, {x + 4.5f, y}, {x - 3.5f, y + 8}};
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

}  // namespace grove
