#include "viewer/panels/bottom_panel.h"

#include <fmt/format.h>

#include "viewer/panels/compare_panel.h"
#include "viewer/panels/timeline/timeline_legend.h"

namespace grove {
namespace {

constexpr float kTabs = 40;

// What stands at the right of the tabs: the first of these that has room.
std::vector<std::string> asides(const Session& session) {
  switch (session.view().tab) {
    case BottomTab::kTimeline:
      if (const auto instant = open_instant(session)) {
        return {fmt::format("{} events share this instant  ·  Shift+I closes it",
                            instant->step_events.size()),
                "Shift+I closes it"};
      }
      if (session.view().time_range.chosen) {
        return {"W S A D zoom and pan  ·  Shift+W shows all", "Shift+W shows all"};
      }
      return {"dashed: what each sleep asked for"};
    case BottomTab::kEvents:
      return {fmt::format("{} of {} events", session.model().position(), session.record().size())};
    case BottomTab::kOutput:
      return {fmt::format("{} printed", session.model().printed().size())};
    case BottomTab::kAlive:
      return {"how many tasks are alive; dotted: what comes"};
  }
  return {};
}

// Returns where it begins.
float draw_aside(const Session& session, const Region& region, float left, const std::string& of) {
  const Canvas& c = region.canvas();
  const TextLook look{.size = 16, .colour = c.theme().text2, .align = Align::kRight};
  std::vector<std::string> ways = asides(session);
  if (!of.empty()) ways = {of};
  for (const std::string& words : ways) {
    if (region.width() - 16 - c.width(words, look) <= left) continue;
    c.text(region.width() - 16, 25, words, look);
    return region.width() - 16 - c.width(words, look);
  }
  return region.width();
}

}  // namespace

void BottomPanel::draw(const Session& session, const Ui& ui, const Box& box,
                       const std::string& of) {
  const Region region("bottom", box, ui, ui.style.theme.panel);
  float left = draw_tabs(session, ui, region);
  const Box below{6, kTabs, region.width() - 12, region.height() - kTabs - 6};
  switch (session.view().tab) {
    case BottomTab::kTimeline:
      // The axis shares the tabs' height, so that the lanes get the room.
      left = std::max(left, timeline_.draw(session, ui, region,
                                           {below.x, below.y - 8, below.w, below.h + 8}, left));
      break;
    case BottomTab::kEvents:
      events_.draw(session, ui, region, below);
      break;
    case BottomTab::kOutput:
      output_.draw(session, ui, region, below);
      break;
    case BottomTab::kAlive:
      if (session.comparing()) draw_alive_chart(session, ui, region, below);
      break;
  }
  // The signs come before what else could be said.
  const bool has_signs = session.view().tab == BottomTab::kTimeline;
  const float signs = has_signs ? bar_signs_width(region.canvas(), timeline_.signs()) : 0;
  const float aside = draw_aside(session, region, left + 12 + signs, of);
  if (session.view().tab != BottomTab::kTimeline) return;
  draw_bar_signs(region.canvas(), timeline_.signs(), left + 24, aside - 24, 25);
}

float BottomPanel::draw_tabs(const Session& session, const Ui& ui, const Region& region) {
  const Canvas& c = region.canvas();
  const Theme& theme = c.theme();
  struct Tab {
    const char* name;
    BottomTab tab;
  };
  constexpr Tab kTabNames[] = {{"Timeline", BottomTab::kTimeline},
                               {"Events", BottomTab::kEvents},
                               {"Output", BottomTab::kOutput},
                               {"Alive", BottomTab::kAlive}};
  float x = 16;
  for (const auto& [name, tab] : kTabNames) {
    // Of two runs only.
    if (tab == BottomTab::kAlive && !session.comparing()) continue;
    const bool on = session.view().tab == tab;
    const TextLook look{.size = 17,
                        .weight = on ? Weight::kBold : Weight::kMedium,
                        .colour = on ? theme.text : theme.text2};
    const std::size_t printed = session.model().printed().size();
    const bool counts = tab == BottomTab::kOutput && printed > 0;
    const std::string words = counts ? fmt::format("{} · {}", name, printed) : name;
    const float width = c.width(words, {.size = 17, .weight = Weight::kBold});
    const Press press = region.press(name, {x - 8, 4, width + 16, 32});
    c.text(x, 25, words, look);
    if (on) c.fill({x, 32, width, 4}, 2, theme.text);
    if (press.hovered && !on) c.fill({x, 32, width, 2}, 1, theme.wire);
    if (press.clicked) ui.send(command::ShowTab{tab});
    x += width + 26;
  }
  return x;
}

}  // namespace grove
