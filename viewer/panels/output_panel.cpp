#include "viewer/panels/output_panel.h"

#include <algorithm>

#include "viewer/core/words.h"

namespace grove {
namespace {

constexpr float kRow = 25;

struct OutputLine {
  std::string_view text;
  TaskId task;  // that printed it; unset on all but the first line of a print
  SimTime time;
  bool error = false;
};

void add_lines(std::vector<OutputLine>& lines, std::string_view text, OutputLine first) {
  while (true) {
    const std::size_t end = text.find('\n');
    first.text = text.substr(0, end);
    lines.push_back(first);
    if (end == std::string_view::npos) return;
    text.remove_prefix(end + 1);
    first.task = {};
  }
}

std::vector<OutputLine> lines_of(const Session& session) {
  std::vector<OutputLine> lines;
  const Record& record = session.record();
  for (const EventId event : session.model().printed()) {
    const auto& printed = record[event].get<Printed>();
    add_lines(lines, record.text(printed.text), {"", printed.task, record[event].t});
  }
  const std::string& errors = session.recording().errors();
  if (session.model().finished() && !errors.empty()) {
    std::string_view text = errors;
    if (text.back() == '\n') text.remove_suffix(1);
    add_lines(lines, text, {"", {}, session.now(), true});
  }
  return lines;
}

}  // namespace

void OutputPanel::draw(const Session& session, const Ui& ui, const Region& region,
                       const Box& box) {
  const Canvas& c = region.canvas();
  const Theme& theme = c.theme();
  const std::vector<OutputLine> lines = lines_of(session);
  if (lines.empty()) {
    c.text(box.x + 16, box.y + 26, "Nothing printed yet.", {.size = 17.5f, .colour = theme.text2});
    return;
  }
  const float all = static_cast<float>(lines.size()) * kRow;
  if (region.hovered()) scroll_ += ImGui::GetIO().MouseWheel * 3 * kRow;
  scroll_ = std::clamp(scroll_, 0.0f, std::max(0.0f, all - box.h));
  const float top = box.y + std::min(0.0f, box.h - all) + scroll_;
  c.push_clip(box);
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const float y = top + static_cast<float>(i) * kRow, baseline = y + kRow / 2 + 6;
    if (y + kRow < box.y || y > box.bottom()) continue;
    const OutputLine& line = lines[i];
    const TextLook code{.size = 16.5f,
                        .family = Family::kCode,
                        .colour = line.error ? theme.word(Hue::kVermillion) : theme.text};
    if (line.task) {
      c.text(box.x + 82, baseline, format_time(line.time),
             {.size = 16, .family = Family::kCode, .colour = theme.text2, .align = Align::kRight});
      const TextLook name{.size = 16, .weight = Weight::kBold, .family = Family::kCode};
      c.text(box.x + 96, baseline, c.fitting(label_of(session.model(), line.task), name, 96), name);
      ImGui::PushID(static_cast<int>(i));
      if (region.press("printed", {box.x, y, 190, kRow}).clicked) {
        ui.send(command::SeekTime{line.time});
      }
      ImGui::PopID();
    }
    c.text(box.x + 204, baseline, c.fitting(line.text, code, box.w - 220), code);
  }
  c.pop_clip();
}

}  // namespace grove
