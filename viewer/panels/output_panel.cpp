#include "viewer/panels/output_panel.h"

#include <algorithm>

#include "engine/picture/words.h"

namespace grove {
namespace {

constexpr float kRow = 25, kTimeRight = 82, kName = 96, kText = 204;

}  // namespace

void OutputPanel::add_lines(std::string_view text, OutputLine first) {
  while (true) {
    const std::size_t end = text.find('\n');
    first.text = text.substr(0, end);
    lines_.push_back(first);
    if (end == std::string_view::npos) return;
    text.remove_prefix(end + 1);
    first.task = {};
  }
}

void OutputPanel::refresh(const Session& session) {
  const Record& record = session.record();
  if (record_ == &record && position_ == session.model().position()) return;
  record_ = &record;
  position_ = session.model().position();
  lines_.clear();
  for (const EventId event : session.model().printed()) {
    const auto& printed = record[event].get<Printed>();
    add_lines(record.text(printed.text), {"", printed.task, record[event].t});
  }
  std::string_view errors = session.recording().errors();
  if (!session.model().finished() || errors.empty()) return;
  if (errors.back() == '\n') errors.remove_suffix(1);
  add_lines(errors, {"", {}, session.now(), true});
}

void OutputPanel::draw(const Session& session, const Ui& ui, const Region& region, const Box& box) {
  refresh(session);
  const Canvas& c = region.canvas();
  if (lines_.empty()) {
    c.text(box.x + 16, box.y + 26, "Nothing printed yet.",
           {.size = 17.5f, .colour = c.theme().text2});
    return;
  }
  const float all = static_cast<float>(lines_.size()) * kRow;
  if (region.hovered()) scroll_ += ImGui::GetIO().MouseWheel * 3 * kRow;
  scroll_ = std::clamp(scroll_, 0.0f, std::max(0.0f, all - box.h));
  const float top = box.y + std::min(0.0f, box.h - all) + scroll_;
  const auto first = static_cast<std::size_t>(std::max(0.0f, (box.y - top) / kRow));
  c.push_clip(box);
  for (std::size_t i = first; i < lines_.size(); ++i) {
    const float y = top + static_cast<float>(i) * kRow;
    if (y > box.bottom()) break;
    draw_line(session, ui, region, i, {box.x, y, box.w, kRow});
  }
  c.pop_clip();
}

void OutputPanel::draw_line(const Session& session, const Ui& ui, const Region& region,
                            std::size_t index, const Box& row) const {
  const Canvas& c = region.canvas();
  const Theme& theme = c.theme();
  const OutputLine& line = lines_[index];
  const float baseline = row.middle_y() + 6;
  const TextLook code{.size = 16.5f,
                      .family = Family::kCode,
                      .colour = line.error ? theme.word(Hue::kVermillion) : theme.text};
  if (line.task) {
    c.text(row.x + kTimeRight, baseline, format_time(line.time),
           {.size = 16, .family = Family::kCode, .colour = theme.text2, .align = Align::kRight});
    const TextLook name{.size = 16, .weight = Weight::kBold, .family = Family::kCode};
    c.text(row.x + kName, baseline, c.fitting(label_of(session.model(), line.task), name, 96),
           name);
    ImGui::PushID(static_cast<int>(index));
    if (region.press("printed", {row.x, row.y, kText - 12, kRow}).clicked) {
      ui.send(command::SeekTime{line.time});
    }
    ImGui::PopID();
  }
  c.text(row.x + kText, baseline, c.fitting(line.text, code, row.w - kText - 16), code);
}

}  // namespace grove
