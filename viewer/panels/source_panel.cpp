#include "viewer/panels/source_panel.h"

#include <fmt/format.h>

#include <cmath>
#include <map>

#include "viewer/core/pointed.h"
#include "viewer/panels/drawing/code_line.h"
#include "viewer/panels/drawing/controls.h"
#include "viewer/panels/drawing/task_face.h"

namespace grove {
namespace {

constexpr float kHead = 40, kLineHeight = 23.6f, kGutter = 60;
constexpr float kChipHeight = 22, kChipGap = 4, kEllipsis = 16;
// Of line numbers: the least that may be written.
constexpr float kSmallest = 15.5f;
// The radius of a stamp's disc.
constexpr float kStamp = 10;
// More names than this become a number.
constexpr std::size_t kMostNames = 3;

// Between two events nothing happens at any line; but a deadline that is about to pass has one.
int line_of_quiet(const Session& session) {
  const Record& record = session.record();
  for (std::size_t i = session.model().position(); i < record.size(); ++i) {
    const Event& event = record.at(i);
    if (event.kind() == EventKind::kClockJumped) continue;
    const auto* cancelled = event.get_if<ScopeCancelled>();
    if (cancelled == nullptr || cancelled->reason != CancelReason::kDeadline) return 0;
    return session.model().scope(cancelled->scope).line;
  }
  return 0;
}

// That of the last event itself, else where its task stood.
int line_of_event(const Session& session) {
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

// Where one was last, for what has no line of its own.
int last_line(const Session& session) {
  constexpr std::size_t kFarthest = 200;  // events back
  const std::size_t from = session.model().position();
  for (std::size_t i = from; i > 0 && from - i < kFarthest; --i) {
    if (const auto* line = session.record().at(i - 1).get_if<Line>()) return line->line;
  }
  return 0;
}

// Whether a task shows at its line: while it lives, and where a failure began until time goes on.
bool stands(const Model& model, const TaskFacts& task) {
  if (task.stack.empty()) return false;
  const bool began_here = model.status(task.id) == TaskStatus::kFailed;
  return task.alive || (began_here && task.exited_at == model.now());
}

// Tasks of one look, in one chip.
struct Chip {
  TaskFace face;
  std::string names;  // or how many there are
  TaskId task;        // the only one, or the first
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

TextLook chip_look() { return {.size = 15.5f, .weight = Weight::kBold, .family = Family::kCode}; }

float chip_width(const Canvas& c, const Chip& chip) {
  return c.width(chip.names, chip_look()) + 28;
}

float chips_width(const Canvas& c, const std::vector<Chip>& chips) {
  float width = 0;
  for (const Chip& chip : chips) width += chip_width(c, chip) + kChipGap;
  return width;
}

// The widest chips give up their names for their number until all fit; a lone task keeps its own.
void make_fit(const Canvas& c, std::vector<Chip>* chips, float room) {
  while (chips_width(c, *chips) > room) {
    Chip* widest = nullptr;
    for (Chip& chip : *chips) {
      const bool shorter = chip.count > 1 && chip.names.size() > std::to_string(chip.count).size();
      if (shorter && (widest == nullptr || chip.names.size() > widest->names.size())) {
        widest = &chip;
      }
    }
    if (widest == nullptr) return;
    widest->names = std::to_string(widest->count);
  }
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
  draw_glyph(c, chip.face.glyph, {box.x + 11, box.middle_y()}, 6,
             look.solid ? ink : theme.word(look.hue), chip.face.left);
  TextLook name = text;
  name.colour = look.solid ? ink : theme.text;
  c.text(box.x + 20, box.middle_y() + 5.5f, chip.names, name);
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
  draw_buttons(session, ui, region);
  if (session.draft() != nullptr) {
    editor_.draw(session, ui, region, {0, kHead, region.width(), region.height() - kHead - 4},
                 first_);
  } else {
    draw_lines(session, ui, region);
  }
}

void SourcePanel::draw_broken(const Session& session, const Ui& ui, const Box& box) {
  const Region region("source", box, ui, ui.style.theme.panel);
  const TextLook file{.size = 17, .weight = Weight::kSemiBold, .family = Family::kCode};
  const Canvas& c = region.canvas();
  c.text(16, 27, c.fitting(*session.broken_file(), file, region.width() - 280), file);
  draw_buttons(session, ui, region);
  editor_.draw(session, ui, region, {0, kHead, region.width(), region.height() - kHead - 4}, 0);
}

void SourcePanel::draw_buttons(const Session& session, const Ui& ui, const Region& region) {
  if (!session.empty() && session.recording().scenario() == nullptr) return;
  float right = region.width() - 12;
  const auto button = [&](const char* label, float width, const char* words) {
    right -= width;
    const bool clicked = text_button(region, ui, label, {right, 6, width - 6, 30});
    hint(ui, words);
    return clicked;
  };
  if (session.draft() == nullptr) {
    const bool differs = session.draft_differs();
    if (button(differs ? "Edits, not run" : "Edit", differs ? 136 : 64,
               "Change the program here (Ctrl+E)")) {
      ui.send(command::ToggleEditing{});
    }
    return;
  }
  const char* done = "Back to what runs; edits that were not run are kept (Esc)";
  if (!session.empty() && button("Done", 70, done)) {
    ui.send(command::ToggleEditing{});
  }
  if (!session.draft_differs()) return;
  if (button("Discard", 86, "Back to the program that runs")) ui.send(command::DiscardEdits{});
  if (button("Run  Ctrl+Enter", 148, "Run the edited program")) {
    ui.send(command::RunProgram{});
  }
}

void SourcePanel::refresh(const Session& session) {
  const Record& record = session.record();
  if (record_ != &record || line_count_ != record.header.program.size()) {
    record_ = &record;
    program_ = record.header.program;
    line_count_ = program_.size();
    pieces_ = highlight(program_);
    position_ = SIZE_MAX;
    first_ = 0;
  }
  if (line_asked_ != session.view().line_asked) {
    line_asked_ = session.view().line_asked;
    wanted_line_ = session.view().line;
  }
  const int pointed = pointed_line(session);
  const bool points_anew = pointed != pointed_line_;
  pointed_line_ = pointed;
  if (points_anew && pointed > 0) wanted_line_ = pointed;
  if (position_ == session.model().position() && now_ == session.now()) return;
  const bool moved = position_ != session.model().position();
  position_ = session.model().position();
  now_ = session.now();
  const int before = current_line_;
  const bool quiet = session.now() > session.model().now();
  current_line_ = quiet ? line_of_quiet(session) : line_of_event(session);
  if (current_line_ != before || moved) {
    wanted_line_ = current_line_ > 0 ? current_line_ : line_of_event(session);
    if (wanted_line_ == 0) wanted_line_ = last_line(session);
    // What a lesson speaks of comes first.
    if (pointed > 0) wanted_line_ = pointed;
  }
  if (!moved) return;
  cleanups_.update(session, position_);
  names_.clear();
  for (const Cleanup& cleanup : cleanups_.all()) {
    names_.emplace(cleanup.task, label_of(session.model(), cleanup.task));
  }
  standing_.assign(line_count_ + 1, {});
  const Model& model = session.model();
  for (std::size_t i = 0; i < model.task_count(); ++i) {
    const TaskFacts& task = model.task(TaskId{static_cast<int32_t>(i)});
    if (!stands(model, task)) continue;
    const int32_t line = task.stack.back().line;
    if (line >= 1 && static_cast<std::size_t>(line) <= line_count_) {
      standing_[static_cast<std::size_t>(line)].push_back(task.id);
    }
  }
}

// Where the function or class begins that a line belongs to, at the module's level; the line
// itself for others.
int SourcePanel::first_line_of_block(int line) const {
  const auto begins = [&](int at) {
    const std::string& text = program_[static_cast<std::size_t>(at) - 1];
    return text.rfind("def ", 0) == 0 || text.rfind("async def ", 0) == 0 ||
           text.rfind("class ", 0) == 0;
  };
  for (int at = line; at >= 1; --at) {
    if (begins(at)) return at;
    const std::string& text = program_[static_cast<std::size_t>(at) - 1];
    const bool outside = !text.empty() && text[0] != ' ' && text[0] != '\t' && text[0] != '#';
    if (outside && text[0] != ')') return line;
  }
  return line;
}

// Shows the wanted line, if it is not in sight.
void SourcePanel::follow(int visible) {
  if (wanted_line_ == 0) return;
  const int line = std::min(wanted_line_, static_cast<int>(line_count_));
  wanted_line_ = 0;
  if (line > first_ && line <= first_ + visible) return;
  const int head = first_line_of_block(line);
  first_ = line - head + 2 <= visible ? head - 1 : line - 1 - visible / 2;
}

void SourcePanel::draw_lines(const Session& session, const Ui& ui, const Region& region) {
  const Canvas& c = region.canvas();
  const auto lines = static_cast<int>(line_count_);
  // Whole lines only: half a line at the edge is noise.
  const int visible = std::max(1, static_cast<int>((region.height() - kHead - 4) / kLineHeight));
  follow(visible);
  if (region.hovered()) notches_ -= ImGui::GetIO().MouseWheel * 3;
  const auto whole = static_cast<int>(notches_);
  notches_ -= static_cast<float>(whole);
  first_ = std::clamp(first_ + whole, 0, std::max(0, lines - visible));
  for (int line = first_ + 1; line <= std::min(lines, first_ + visible); ++line) {
    const float y = kHead + static_cast<float>(line - 1 - first_) * kLineHeight;
    draw_line(session, ui, c, line, {0, y, region.width(), kLineHeight});
  }
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
  if (pressed.right_clicked) ui.send(command::RunTo{Stop{.what = Stop::What::kLine, .line = line}});
  const bool stops = session.breakpoints().count(line) > 0;
  if (stops) {
    draw_breakpoint(c, {row.x + 16, row.middle_y()});
  } else if (pressed.hovered) {
    c.circle({row.x + 16, row.middle_y()}, 6, theme.wire, 2);
  }
  const float baseline = row.middle_y() + kCodeSize * 0.35f;
  c.text(kGutter - 14, baseline, std::to_string(line),
         {.size = kSmallest,
          .family = Family::kCode,
          .colour = current ? theme.text : theme.text3,
          .align = Align::kRight});
  const float chips = draw_chips(session, ui, c, line, row);
  const bool cut = width_of_code(c, line) > chips - kGutter + 1;
  c.push_clip({row.x, row.y, chips - (cut ? kEllipsis : 0), row.h});
  draw_code_line(c, program_[static_cast<std::size_t>(line) - 1],
                 pieces_[static_cast<std::size_t>(line) - 1], kGutter, baseline);
  c.pop_clip();
  if (!cut) return;
  c.text(chips - kEllipsis + 2, baseline, "…", code_look(theme.text2));
  if (pressed.hovered) tooltip(ui, program_[static_cast<std::size_t>(line) - 1].c_str());
}

float SourcePanel::width_of_code(const Canvas& c, int line) const {
  return c.width(program_[static_cast<std::size_t>(line) - 1], code_look(0));
}

// With the names of tasks beside the numbers, where there is room for them.
float SourcePanel::width_of_stamps(const Canvas& c, int line, bool names) const {
  float width = 0;
  for (const Cleanup& cleanup : cleanups_.all()) {
    if (cleanup.line != line) continue;
    width += 2 * kStamp + kChipGap;
    if (names) width += c.width(names_.at(cleanup.task), chip_look()) + 2 * kChipGap;
  }
  return width > 0 ? width + kChipGap * 3 : 0;
}

// In which order tasks came to this line of a `finally`, behind its code. Returns where they end.
float SourcePanel::draw_stamps(const Canvas& c, int line, const Box& row) const {
  float x = kGutter + width_of_code(c, line);
  const bool names = x + width_of_stamps(c, line, true) < row.right() - 12;
  if (width_of_stamps(c, line, names) == 0) return x;
  x += kChipGap * 3;
  const Theme& theme = c.theme();
  for (const Cleanup& cleanup : cleanups_.all()) {
    if (cleanup.line != line) continue;
    c.disc({x + kStamp, row.middle_y()}, kStamp, theme.text);
    c.text(x + kStamp, row.middle_y() + 5.6f, std::to_string(cleanup.number),
           {.size = kSmallest,
            .weight = Weight::kExtraBold,
            .colour = theme.panel,
            .align = Align::kMiddle});
    x += 2 * kStamp + kChipGap;
    if (!names) continue;
    x = c.text(x, row.middle_y() + 5.6f, names_.at(cleanup.task), chip_look()) + 2 * kChipGap;
  }
  return x;
}

// Returns where the chips begin.
float SourcePanel::draw_chips(const Session& session, const Ui& ui, const Canvas& c, int line,
                              const Box& row) const {
  std::vector<Chip> chips = chips_of(session, standing_[static_cast<std::size_t>(line)]);
  float right = row.right() - 12;
  const float room = right - draw_stamps(c, line, row);
  make_fit(c, &chips, room);
  // Code is not cut for a name that the tree tells too.
  if (chips.size() == 1 && chips_width(c, chips) > room) chips.front().names.clear();
  for (auto chip = chips.rbegin(); chip != chips.rend(); ++chip) {
    const float width = chip_width(c, *chip);
    const Box box{right - width, row.middle_y() - kChipHeight / 2, width, kChipHeight};
    draw_chip(c, *chip, box, chip_look());
    const std::string id = fmt::format("chip {} {}", line, chip->task.value);
    const Press pressed = press(c, id.c_str(), box);
    if (pressed.clicked) ui.send(command::Select{Selection::of(chip->task)});
    if (chip->names.empty() && pressed.hovered) {
      tooltip(ui, std::string(label_of(session.model(), chip->task)).c_str());
    }
    right = box.x - kChipGap;
  }
  return right;
}

}  // namespace grove
