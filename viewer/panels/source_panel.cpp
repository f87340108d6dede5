#include "viewer/panels/source_panel.h"

#include <fmt/format.h>

#include <cmath>
#include <map>

#include "viewer/panels/task_face.h"

namespace grove {
namespace {

constexpr float kHead = 40, kLineHeight = 23.6f, kCodeSize = 16.5f, kGutter = 60;
constexpr float kChipHeight = 22, kChipGap = 5;
// More names than this become a number.
constexpr std::size_t kMostNames = 3;

TextLook code_look(ImU32 colour, Weight weight = Weight::kMedium) {
  return {.size = kCodeSize, .weight = weight, .family = Family::kCode, .colour = colour};
}

ImU32 colour_of(const Theme& theme, CodeKind kind) {
  switch (kind) {
    case CodeKind::kKeyword:
      return theme.code.keyword;
    case CodeKind::kString:
      return theme.code.string;
    case CodeKind::kNumber:
      return theme.code.number;
    case CodeKind::kFunction:
      return theme.code.function;
    case CodeKind::kComment:
      return theme.code.comment;
    case CodeKind::kType:
      return theme.code.type;
    case CodeKind::kPlain:
      break;
  }
  return theme.text;
}

// The line of the current event: that of the event itself, else where its task stood.
int line_of_moment(const Session& session) {
  const EventId event = session.shown_event();
  if (!event) return 0;
  const Event& e = session.record()[event];
  const int own = visit_event(e, [](const auto& kind) -> int {
    if constexpr (requires { kind.line; }) {
      return kind.line;
    } else {
      return 0;
    }
  });
  const TaskId task = task_of(e);
  return own > 0 || !task ? own : session.recording().names().line_at(task, event);
}

// Tasks of one look, in one chip.
struct Chip {
  TaskFace face;
  std::string names;
  TaskId task;  // the only one, or the first
  std::size_t count = 0;
};

std::vector<Chip> chips_of(const Session& session, const std::vector<TaskId>& tasks) {
  std::vector<Chip> chips;
  for (const TaskId task : tasks) {
    const TaskFace face = face_of(session.model(), task, session.now());
    auto same = std::find_if(chips.begin(), chips.end(), [&](const Chip& chip) {
      return chip.face.status == face.status && chip.face.glyph == face.glyph &&
             chip.face.orphaned == face.orphaned;
    });
    if (same == chips.end()) {
      chips.push_back({face, "", task, 0});
      same = chips.end() - 1;
    }
    ++same->count;
    if (same->count > kMostNames) continue;
    if (!same->names.empty()) same->names += ' ';
    same->names += label_of(session.model(), task);
  }
  for (Chip& chip : chips) {
    if (chip.count > kMostNames) chip.names = fmt::format("{} tasks", chip.count);
  }
  return chips;
}

void draw_chip(const Canvas& c, const Chip& chip, const Box& box, const TextLook& text) {
  const Theme& theme = c.theme();
  const Look& look = look_of(chip.face.status);
  const Hue hue = chip.face.orphaned ? Hue::kPurple : look.hue;
  c.fill(box, box.h / 2,
         look.solid ? theme.base(look.hue) : mix(theme.base(hue), theme.panel, 0.22f));
  if (chip.face.orphaned) {
    c.outline(box, box.h / 2, theme.outline(hue), 2, {0.1f, 4, true});
  } else if (chip.face.status == TaskStatus::kCancelled) {
    c.outline(box, box.h / 2, theme.outline(hue), 2, {5, 4, false});
  } else {
    c.outline(box, box.h / 2, theme.outline(hue), 2);
  }
  const ImU32 ink = rgb(0x0B1016);
  draw_glyph(c, chip.face.glyph, {box.x + 12, box.middle_y()}, 6,
             look.solid ? ink : theme.word(look.hue), chip.face.left);
  TextLook name = text;
  name.colour = look.solid ? ink : theme.text;
  c.text(box.x + 23, box.middle_y() + 5.5f, chip.names, name);
}

void draw_breakpoint(const Canvas& c, Point at) {
  std::vector<Point> octagon;
  for (int i = 0; i < 8; ++i) {
    const float angle = 3.14159265f * (0.125f + 0.25f * static_cast<float>(i));
    octagon.push_back({at.x + 9 * std::cos(angle), at.y + 9 * std::sin(angle)});
  }
  c.convex(octagon, c.theme().breakpoint);
  c.path(octagon, c.theme().text, 2, true);
}

}  // namespace

void SourcePanel::draw(const Session& session, const Ui& ui, const Box& box) {
  const Theme& theme = ui.style.theme;
  const Region region("source", box, ui, theme.panel);
  refresh(session);
  const Canvas& c = region.canvas();
  const TextLook file{.size = 17, .weight = Weight::kSemiBold, .family = Family::kCode};
  c.text(16, 27, session.recording().program_file(), file);
  draw_lines(session, ui, region);
}

void SourcePanel::refresh(const Session& session) {
  const Record& record = session.record();
  if (record_ != &record || line_count_ != record.header.program.size()) {
    record_ = &record;
    program_ = record.header.program;
    line_count_ = program_.size();
    pieces_ = highlight(program_);
    position_ = SIZE_MAX;
    scroll_ = 0;
  }
  if (line_asked_ != session.view().line_asked) {
    line_asked_ = session.view().line_asked;
    wanted_line_ = session.view().line;
  }
  if (position_ == session.model().position()) return;
  position_ = session.model().position();
  current_line_ = line_of_moment(session);
  wanted_line_ = current_line_;
  standing_.assign(line_count_ + 1, {});
  const Model& model = session.model();
  const SimTime now = model.now();
  for (std::size_t i = 0; i < model.task_count(); ++i) {
    const TaskFacts& task = model.task(TaskId{static_cast<int32_t>(i)});
    if (task.stack.empty() || (!task.alive && task.exited_at != now)) continue;
    const int32_t line = task.stack.back().line;
    if (line >= 1 && static_cast<std::size_t>(line) <= line_count_) {
      standing_[static_cast<std::size_t>(line)].push_back(task.id);
    }
  }
}

void SourcePanel::follow(float visible) {
  if (wanted_line_ == 0) return;
  const float top = static_cast<float>(wanted_line_ - 1) * kLineHeight;
  wanted_line_ = 0;
  const float margin = kLineHeight * 2;
  if (top - margin < scroll_) scroll_ = top - margin;
  if (top + kLineHeight + margin > scroll_ + visible) {
    scroll_ = top + kLineHeight + margin - visible;
  }
}

void SourcePanel::draw_lines(const Session& session, const Ui& ui, const Region& region) {
  const Canvas& c = region.canvas();
  const float visible = region.height() - kHead - 6;
  const auto lines = static_cast<int>(line_count_);
  follow(visible);
  if (region.hovered()) scroll_ -= ImGui::GetIO().MouseWheel * 3 * kLineHeight;
  const float most = std::max(0.0f, static_cast<float>(lines) * kLineHeight - visible);
  // Whole lines only: half a line at the edge is noise.
  scroll_ = std::clamp(std::round(scroll_ / kLineHeight) * kLineHeight, 0.0f,
                       std::ceil(most / kLineHeight) * kLineHeight);
  const auto first = static_cast<int>(scroll_ / kLineHeight);
  const auto count = static_cast<int>(visible / kLineHeight);
  c.push_clip({0, kHead, region.width(), visible});
  for (int line = first + 1; line <= std::min(lines, first + count); ++line) {
    const float y = kHead + static_cast<float>(line - 1 - first) * kLineHeight;
    draw_line(session, ui, c, line, {0, y, region.width(), kLineHeight});
  }
  c.pop_clip();
}

void SourcePanel::draw_line(const Session& session, const Ui& ui, const Canvas& c, int line,
                            const Box& row) {
  const Theme& theme = c.theme();
  const bool current = line == current_line_;
  if (current) {
    c.fill(row, 0, theme.highlight);
    c.fill({row.x, row.y, 5, row.h}, 0, theme.text);
  }
  const std::string id = fmt::format("line {}", line);
  ImGui::SetNextItemAllowOverlap();
  const Press pressed = press(c, id.c_str(), row);
  if (pressed.clicked) ui.send(command::ToggleBreakpoint{line});
  const bool stops = session.view().breakpoints.count(line) > 0;
  if (stops) {
    draw_breakpoint(c, {row.x + 16, row.middle_y()});
  } else if (pressed.hovered) {
    c.circle({row.x + 16, row.middle_y()}, 6, theme.wire, 2);
  }
  const float baseline = row.middle_y() + kCodeSize * 0.35f;
  c.text(kGutter - 14, baseline, std::to_string(line),
         {.size = kCodeSize - 2,
          .family = Family::kCode,
          .colour = current ? theme.text : theme.text3,
          .align = Align::kRight});
  const float chips = draw_chips(session, ui, c, line, row);
  c.push_clip({row.x, row.y, chips - row.x - 4, row.h});
  draw_code(c, line, kGutter, baseline);
  c.pop_clip();
}

void SourcePanel::draw_code(const Canvas& c, int line, float x, float baseline) const {
  const std::string& text = program_[static_cast<std::size_t>(line) - 1];
  const float advance = c.width("0", code_look(0));
  float column = 0;
  std::size_t at = 0;
  for (const CodePiece& piece : pieces_[static_cast<std::size_t>(line) - 1]) {
    for (; at < piece.begin; ++at) {
      if ((static_cast<unsigned char>(text[at]) & 0xC0) != 0x80) ++column;
    }
    const Weight weight = piece.kind == CodeKind::kKeyword ? Weight::kSemiBold : Weight::kMedium;
    c.text(x + column * advance, baseline,
           std::string_view(text).substr(piece.begin, piece.end - piece.begin),
           code_look(colour_of(c.theme(), piece.kind), weight));
  }
}

float SourcePanel::draw_chips(const Session& session, const Ui& ui, const Canvas& c, int line,
                              const Box& row) const {
  const std::vector<Chip> chips = chips_of(session, standing_[static_cast<std::size_t>(line)]);
  const TextLook text{.size = 15.5f, .weight = Weight::kBold, .family = Family::kCode};
  float right = row.right() - 12;
  for (auto chip = chips.rbegin(); chip != chips.rend(); ++chip) {
    const float width = c.width(chip->names, text) + 32;
    const Box box{right - width, row.middle_y() - kChipHeight / 2, width, kChipHeight};
    draw_chip(c, *chip, box, text);
    const std::string id = fmt::format("chip {} {}", line, chip->task.value);
    if (press(c, id.c_str(), box).clicked) ui.send(command::Select{Selection::of(chip->task)});
    right = box.x - kChipGap;
  }
  return right;
}

}  // namespace grove
