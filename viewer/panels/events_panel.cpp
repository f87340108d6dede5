#include "viewer/panels/events_panel.h"

#include <algorithm>
#include <cmath>
#include <cstdio>

#include "viewer/core/player/search.h"
#include "viewer/panels/drawing/caption.h"
#include "viewer/panels/drawing/sentence.h"

namespace grove {
namespace {

constexpr float kRow = 27, kSearch = 42;

// `wanted`: what is searched for, in lower case; empty if nothing is.
void draw_event(const Session& session, const Ui& ui, const Region& region, std::size_t rank,
                const Box& row, const std::string& wanted) {
  const Canvas& c = region.canvas();
  const Theme& theme = c.theme();
  const EventId event = session.recording().index().step_events()[rank];
  const Event& e = session.record()[event];
  const bool shown = event.index() < session.model().position();
  const bool present = event == session.shown_event();
  ImGui::PushID(static_cast<int>(rank));
  ImGui::SetNextItemAllowOverlap();
  const Press press = region.press("event", row);
  ImGui::PopID();
  if (present || press.hovered) {
    c.fill(row, 4, present ? theme.highlight : with_alpha(theme.text, 0.05f));
  }
  if (!wanted.empty() && is_found(session.recording(), event, wanted)) {
    c.fill({row.x, row.y + 3, 5, row.h - 6}, 2, theme.text);
  }
  const Canvas shade = shown ? c : c.faded(0.5f);
  const float baseline = row.middle_y() + 6;
  // The time stands once for all that happens at it.
  const bool first_at_time =
      rank == 0 || session.record()[session.recording().index().step_events()[rank - 1]].t != e.t;
  if (first_at_time || present) {
    shade.text(
        row.x + 78, baseline, format_time(e.t),
        {.size = 16, .weight = Weight::kBold, .family = Family::kCode, .align = Align::kRight});
  }
  const EventMark mark = mark_of(e);
  const Point disc{row.x + 104, row.middle_y()};
  shade.disc(disc, 10, theme.base(mark.hue));
  draw_glyph(shade, mark.glyph, disc, 5.2f, glyph_colour(theme, mark.hue, false));
  draw_sentence(shade, ui, static_cast<int>(rank), sentence_of(session, event), row.x + 126,
                baseline, row.right() - 70, {.size = 17, .links = shown});
  shade.text(
      row.right() - 12, baseline, std::to_string(event.value),
      {.size = 15.5f, .family = Family::kCode, .colour = theme.text3, .align = Align::kRight});
  if (press.clicked) ui.send(command::Seek{event.index() + 1});
}

}  // namespace

Box EventsPanel::draw_search(const Session& session, const Ui& ui, const Region& region,
                             const Box& box) {
  const Search& search = session.view().search;
  const bool fresh = search.open && !searching_;
  searching_ = search.open;
  if (!search.open) return box;
  if (fresh) std::snprintf(search_, sizeof search_, "%s", search.text.c_str());
  const Canvas& c = region.canvas();
  const float width = std::min(480.0f, box.w * 0.5f);
  ImGui::SetCursorScreenPos(c.pixel(box.x + 10, box.y + 2));
  push_font(ui.style.fonts.get(Family::kWords, Weight::kMedium), 17 * ui.scale);
  ImGui::SetNextItemWidth(width * ui.scale);
  if (fresh || !ImGui::IsAnyItemActive()) ImGui::SetKeyboardFocusHere();
  const bool entered = ImGui::InputTextWithHint(
      "##search the events", "Search the events", search_, sizeof search_,
      ImGuiInputTextFlags_EnterReturnsTrue | ImGuiInputTextFlags_AutoSelectAll);
  ImGui::PopFont();
  if (entered) ui.send(command::Find{search_, ImGui::GetIO().KeyShift ? -1 : +1});
  const bool missed = search.missed && search.text == search_;
  const TextLook look{.size = 16, .colour = c.theme().text2};
  const std::string words =
      missed ? "Nothing is said of that." : "Enter: next  ·  Shift+Enter: before  ·  Esc: leave";
  const float x = box.x + width + 28;
  c.text(x, box.y + 26, c.fitting(words, look, box.right() - x - 8), look);
  return {box.x, box.y + kSearch, box.w, box.h - kSearch};
}

void EventsPanel::draw(const Session& session, const Ui& ui, const Region& region,
                       const Box& whole) {
  const Canvas& c = region.canvas();
  const auto& index = session.recording().index();
  const auto count = index.step_events().size();
  const Box box = draw_search(session, ui, region, whole);
  const std::string wanted = session.view().search.open ? in_lower_case(search_) : "";
  if (position_ != session.model().position()) {
    position_ = session.model().position();
    const auto present = static_cast<float>(index.rank_of(position_)) - 1;
    // On a whole row, so that the first one is not cut.
    scroll_ = std::round(present - (box.h / kRow - 1) * 0.6f) * kRow;
  }
  if (region.hovered()) scroll_ -= ImGui::GetIO().MouseWheel * 3 * kRow;
  const auto visible = static_cast<std::size_t>(std::max(1.0f, box.h / kRow));
  const std::size_t most = count > visible ? count - visible : 0;
  scroll_ = std::clamp(scroll_, 0.0f, static_cast<float>(most) * kRow);
  const auto first = static_cast<std::size_t>(scroll_ / kRow);
  for (std::size_t rank = first; rank < std::min(count, first + visible); ++rank) {
    const float y = box.y + static_cast<float>(rank - first) * kRow;
    draw_event(session, ui, region, rank, {box.x + 4, y, box.w - 8, kRow}, wanted);
  }
  if (most == 0) return;
  const float length =
      std::max(20.0f, box.h * static_cast<float>(visible) / static_cast<float>(count));
  const float way = (box.h - length) * scroll_ / (static_cast<float>(most) * kRow);
  c.fill({box.right() - 3, box.y + way, 4, length}, 2, c.theme().line);
}

}  // namespace grove
