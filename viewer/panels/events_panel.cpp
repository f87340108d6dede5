#include "viewer/panels/events_panel.h"

#include <algorithm>

#include "viewer/panels/caption.h"
#include "viewer/panels/sentence.h"

namespace grove {
namespace {

constexpr float kRow = 27;

void draw_event(const Session& session, const Ui& ui, const Region& region, std::size_t rank,
                const Box& row) {
  const Canvas& c = region.canvas();
  const Theme& theme = c.theme();
  const EventId event = session.recording().index().happenings()[rank];
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
  const Canvas shade = shown ? c : c.faded(0.5f);
  const float baseline = row.middle_y() + 6;
  // The time stands once for all that happens at it.
  const bool first_at_time =
      rank == 0 || session.record()[session.recording().index().happenings()[rank - 1]].t != e.t;
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
  shade.text(row.right() - 12, baseline, std::to_string(event.value),
             {.size = 15, .family = Family::kCode, .colour = theme.text3, .align = Align::kRight});
  if (press.clicked) ui.send(command::Seek{event.index() + 1});
}

}  // namespace

void EventsPanel::draw(const Session& session, const Ui& ui, const Region& region, const Box& box) {
  const Canvas& c = region.canvas();
  const auto& index = session.recording().index();
  const auto count = index.happenings().size();
  if (position_ != session.model().position()) {
    position_ = session.model().position();
    const auto present = static_cast<float>(index.rank_of(position_)) - 1;
    scroll_ = present * kRow - (box.h - kRow) * 0.6f;
  }
  if (region.hovered()) scroll_ -= ImGui::GetIO().MouseWheel * 3 * kRow;
  scroll_ = std::clamp(scroll_, 0.0f, std::max(0.0f, static_cast<float>(count) * kRow - box.h));
  c.push_clip(box);
  const auto first = static_cast<std::size_t>(scroll_ / kRow);
  for (std::size_t rank = first; rank < count; ++rank) {
    const float y = box.y + static_cast<float>(rank) * kRow - scroll_;
    if (y > box.bottom()) break;
    draw_event(session, ui, region, rank, {box.x + 4, y, box.w - 8, kRow});
  }
  c.pop_clip();
}

}  // namespace grove
