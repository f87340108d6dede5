#include "viewer/panels/program_editor.h"

#include <misc/cpp/imgui_stdlib.h>

#include <algorithm>

#include "viewer/panels/drawing/code_line.h"
#include "viewer/panels/keys.h"

namespace grove {
namespace {

constexpr float kGutter = 60, kLineNumber = 15.5f;
constexpr int kIndent = 4, kFramesToKeys = 4;

// Where the line begins that holds a place.
int begin_of_line(const char* text, int at) {
  while (at > 0 && text[at - 1] != '\n') --at;
  return at;
}

// How far the line below one that begins there is indented.
int indent_below(const char* text, int begin, int end) {
  int indent = 0;
  while (begin + indent < end && text[begin + indent] == ' ') ++indent;
  while (end > begin && text[end - 1] == ' ') --end;
  return end > begin && text[end - 1] == ':' ? indent + kIndent : indent;
}

std::string_view first_characters(std::string_view text, int count) {
  std::size_t at = 0;
  for (; count > 0 && at < text.size(); --count) {
    ++at;
    while (at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0) == 0x80) ++at;
  }
  return text.substr(0, at);
}

}  // namespace

void ProgramEditor::draw(const Session& session, const Ui& ui, const Region& region, const Box& box,
                         int first) {
  const bool begins = ImGui::GetFrameCount() > frame_ + 1;
  frame_ = ImGui::GetFrameCount();
  wants_focus_ = wants_focus_ || begins;
  if (*session.draft() != text_) {
    take(*session.draft());
    ++generation_;
    if (!begins) stay();
  }
  const Canvas& outer = region.canvas();
  const ImVec2 corner = outer.pixel(box.x, box.y);
  ImGui::SetCursorScreenPos(corner);
  ImGui::BeginChild("program", {box.w * ui.scale, box.h * ui.scale}, ImGuiChildFlags_None,
                    ImGuiWindowFlags_NoBackground | ImGuiWindowFlags_HorizontalScrollbar);
  push_font(ui.style.fonts.get(Family::kCode, Weight::kMedium), kCodeSize * ui.scale);
  const float line = ImGui::GetFontSize();
  if (begins) {
    ImGui::SetScrollY(static_cast<float>(first) * line);
  } else if (stays_ > 0) {
    --stays_;
    ImGui::SetScrollY(scroll_);
  } else {
    scroll_ = ImGui::GetScrollY();
  }
  show_line(session, line);
  const ImVec2 begin = ImGui::GetCursorScreenPos();
  const Canvas c(*ImGui::GetWindowDrawList(), ui.style, {begin.x, begin.y}, ui.scale);
  const float top = ImGui::GetScrollY() / ui.scale, pitch = line / ui.scale;
  draw_marked(c, pitch);
  draw_text(c, pitch, top, top + box.h);
  const float width = std::max(box.w - kGutter - 16, longest_line(c) + 60);
  ImGui::SetCursorScreenPos(begin);
  draw_field(ui,
             {(width + kGutter) * ui.scale, (static_cast<float>(lines_.size()) + 1) * line + 4});
  draw_faults(session, c, pitch);
  follow_caret(c, line);
  ImGui::PopFont();
  ImGui::EndChild();
}

// ImGui scrolls to the beginning of what it gives the keys to, some frames later.
void ProgramEditor::stay() {
  caret_again_ = caret_;
  stays_ = kFramesToKeys;
}

void ProgramEditor::take(const std::string& text) {
  text_ = text;
  lines_.clear();
  for (std::size_t at = 0; at <= text_.size();) {
    const std::size_t end = std::min(text_.find('\n', at), text_.size());
    lines_.push_back(text_.substr(at, end - at));
    at = end + 1;
  }
  pieces_ = highlight(lines_);
}

float ProgramEditor::longest_line(const Canvas& c) const {
  float longest = 0;
  for (const std::string& text : lines_) longest = std::max(longest, c.width(text, code_look(0)));
  return longest;
}

// ImGui's own text is not seen: what draw_text() has drawn below it is.
void ProgramEditor::draw_field(const Ui& ui, ImVec2 size) {
  ImGui::PushStyleVar(ImGuiStyleVar_FramePadding, {kGutter * ui.scale, 0});
  ImGui::PushStyleColor(ImGuiCol_FrameBg, 0);
  ImGui::PushStyleColor(ImGuiCol_Text, with_alpha(ui.style.theme.text, 0));
  // Nor is what it lays over selected text: draw_marked() has drawn that below the text.
  ImGui::PushStyleColor(ImGuiCol_TextSelectedBg, 0);
  ImGui::PushID(generation_);
  if (wants_focus_) {
    ImGui::SetWindowFocus();
    ImGui::SetKeyboardFocusHere();
  }
  // With the flag for Tab ImGui does not give it the keys.
  const ImGuiInputTextFlags tab = active_ ? ImGuiInputTextFlags_AllowTabInput : 0;
  std::string text = text_;
  const bool changed = ImGui::InputTextMultiline("program text", &text, size,
                                                 tab | ImGuiInputTextFlags_CallbackAlways |
                                                     ImGuiInputTextFlags_CallbackCharFilter |
                                                     ImGuiInputTextFlags_NoHorizontalScroll,
                                                 on_edit, this);
  active_ = ImGui::IsItemActive();
  // The frame in which it is left it is still active.
  leaving_ = active_ ? std::max(0, leaving_ - 1) : 0;
  if (active_ && leaving_ == 0) wants_focus_ = false;
  const bool active = ImGui::IsItemActive() || ImGui::IsItemDeactivated();
  ImGui::PopID();
  ImGui::PopStyleColor(3);
  ImGui::PopStyleVar();
  if (active && ImGui::IsKeyPressed(ImGuiKey_Enter, false) &&
      held_with(ImGuiMod_Ctrl, ImGuiKey_Enter)) {
    ui.send(command::RunProgram{});
    wants_focus_ = true;
    leaving_ = 3;
    stay();
  }
  // Esc leaves the editor; that ImGui takes back what was typed then is not wanted.
  if (ImGui::IsKeyPressed(ImGuiKey_Escape)) {
    ++generation_;
    wants_focus_ = false;
    ImGui::SetWindowFocus(nullptr);  // so that the next key is not its own any more
    return;
  }
  if (!changed || text == text_) return;
  take(text);
  ui.send(command::EditProgram{text});
}

int ProgramEditor::on_edit(ImGuiInputTextCallbackData* data) {
  auto& self = *static_cast<ProgramEditor*>(data->UserData);
  if (data->EventFlag == ImGuiInputTextFlags_CallbackCharFilter) {
    self.newline_ = self.newline_ || data->EventChar == '\n';
    self.tab_ = self.tab_ || data->EventChar == '\t';
    return data->EventChar == '\t' ? 1 : 0;
  }
  if (data->EventFlag != ImGuiInputTextFlags_CallbackAlways) return 0;
  if (self.caret_again_ >= 0) {
    data->CursorPos = std::min(self.caret_again_, data->BufTextLen);
    data->SelectionStart = data->SelectionEnd = data->CursorPos;
    self.caret_again_ = -1;
  }
  const int begin = begin_of_line(data->Buf, data->CursorPos);
  int blanks = 0;
  if (self.tab_) blanks = kIndent - (data->CursorPos - begin) % kIndent;
  if (self.newline_ && begin > 0) {
    blanks = indent_below(data->Buf, begin_of_line(data->Buf, begin - 1), begin - 1);
  }
  self.tab_ = self.newline_ = false;
  const std::string indent(static_cast<std::size_t>(blanks), ' ');
  if (blanks > 0) data->InsertChars(data->CursorPos, indent.c_str());
  self.caret_ = data->CursorPos;
  self.marked_from_ = std::min(data->SelectionStart, data->SelectionEnd);
  self.marked_to_ = std::max(data->SelectionStart, data->SelectionEnd);
  return 0;
}

float ProgramEditor::x_of(const Canvas& c, int at) const {
  const auto begin = static_cast<std::size_t>(begin_of_line(text_.c_str(), at));
  const std::string_view before =
      std::string_view(text_).substr(begin, static_cast<std::size_t>(at) - begin);
  return kGutter + c.width(before, code_look(0));
}

// Line by line, with the end of the line where it goes on.
void ProgramEditor::draw_marked(const Canvas& c, float line) const {
  if (!active_) return;
  const int end = std::min(marked_to_, static_cast<int>(text_.size()));
  const auto row_of = [this](int at) {
    return static_cast<float>(std::count(text_.begin(), text_.begin() + at, '\n'));
  };
  for (int at = marked_from_; at < end;) {
    const auto found = text_.find('\n', static_cast<std::size_t>(at));
    const bool goes_on = found != std::string::npos && static_cast<int>(found) < end;
    const int stop = goes_on ? static_cast<int>(found) : end;
    const float from = x_of(c, at), to = x_of(c, stop) + (goes_on ? 8 : 0);
    c.fill({from, row_of(at) * line, to - from, line}, 0, c.theme().marked());
    at = stop + 1;
  }
}

// A line that somebody asked to see, with some of what stands above it.
void ProgramEditor::show_line(const Session& session, float line) {
  if (line_asked_ == session.view().line_asked) return;
  line_asked_ = session.view().line_asked;
  if (session.view().line < 1) return;
  // A broken file is there to be mended: one types at its fault at once.
  if (session.empty()) {
    std::size_t at = 0;
    for (int32_t i = 1; i < session.view().line && at < text_.size(); ++i) {
      at = std::min(text_.find('\n', at), text_.size() - 1) + 1;
    }
    caret_again_ = static_cast<int>(at);
  }
  const float y = static_cast<float>(session.view().line - 1) * line;
  const float top = ImGui::GetScrollY(), room = ImGui::GetWindowHeight();
  if (y >= top && y + 2 * line <= top + room) return;
  scroll_ = std::max(0.0f, y - std::min(6 * line, room / 3));
  ImGui::SetScrollY(scroll_);
}

void ProgramEditor::draw_text(const Canvas& c, float line, float top, float bottom) const {
  const Theme& theme = c.theme();
  const int caret_line = static_cast<int>(std::count(
      text_.begin(), text_.begin() + std::min<std::ptrdiff_t>(caret_, std::ssize(text_)), '\n'));
  for (std::size_t i = 0; i < lines_.size(); ++i) {
    const float y = static_cast<float>(i) * line;
    if (y + line < top || y > bottom) continue;
    const float baseline = y + line * 0.77f;
    const bool current = static_cast<int>(i) == caret_line;
    // It must not veil what is selected.
    if (current && marked_from_ == marked_to_) {
      c.fill({0, y, 4000, line}, 0, with_alpha(theme.highlight, 0.55f));
    }
    c.text(kGutter - 14, baseline, std::to_string(i + 1),
           {.size = kLineNumber,
            .family = Family::kCode,
            .colour = current ? theme.text : theme.text3,
            .align = Align::kRight});
    draw_code_line(c, lines_[i], pieces_[i], kGutter, baseline);
  }
}

void ProgramEditor::draw_faults(const Session& session, const Canvas& c, float line) const {
  const Theme& theme = c.theme();
  for (const Problem& problem : session.problems()) {
    const SourceSpan& span = problem.span;
    // Those of a scenario's own text are no faults of its program.
    const bool here = session.empty() ? problem.file == *session.broken_file()
                                      : problem.pointer.empty() && session.broken_file() == nullptr;
    if (!here || span.line < 1 || static_cast<std::size_t>(span.line) > lines_.size()) continue;
    const std::string& text = lines_[static_cast<std::size_t>(span.line) - 1];
    const auto x_at = [&](int column) {
      return kGutter + c.width(first_characters(text, column - 1), code_look(0));
    };
    const float y = static_cast<float>(span.line) * line - 2;
    const float from = x_at(std::max(1, span.column));
    const bool one_line = span.end_line == span.line && span.end_column > span.column;
    const float to = std::max(from + 8, x_at(one_line ? span.end_column : span.column + 1));
    std::vector<Point> wave;
    const auto steps = static_cast<int>((to + 0.5f - from) / 3);
    for (int i = 0; i <= steps; ++i) {
      wave.push_back({from + 3 * static_cast<float>(i), y + (i % 2 == 0 ? 1.5f : -1.5f)});
    }
    c.path(wave, theme.outline(Hue::kVermillion), 2);
    c.text(kGutter + c.width(text, code_look(0)) + 22, y - line * 0.23f + 2, problem.message,
           {.size = 15.5f, .weight = Weight::kSemiBold, .colour = theme.word(Hue::kVermillion)});
  }
}

// Keeps the caret in sight when it has moved.
void ProgramEditor::follow_caret(const Canvas& c, float line) {
  if (caret_ == followed_ || caret_again_ >= 0) return;
  followed_ = caret_;
  const int at = std::min(caret_, static_cast<int>(text_.size()));
  const float gutter = kGutter * c.scale();
  const auto row = static_cast<float>(std::count(text_.begin(), text_.begin() + at, '\n'));
  const float y = row * line, room = ImGui::GetWindowHeight() - 2 * line;
  if (y < ImGui::GetScrollY()) ImGui::SetScrollY(y);
  if (y > ImGui::GetScrollY() + room) ImGui::SetScrollY(y - room);
  const float x = x_of(c, at) * c.scale();
  const float across = ImGui::GetWindowWidth() - 2 * gutter;
  if (x < ImGui::GetScrollX()) ImGui::SetScrollX(std::max(0.0f, x - 2 * gutter));
  if (x > ImGui::GetScrollX() + across) ImGui::SetScrollX(x - across);
}

}  // namespace grove
