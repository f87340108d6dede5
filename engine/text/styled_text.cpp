#include "engine/text/styled_text.h"

#include <fmt/format.h>

#include <algorithm>

#include "engine/base/utf8.h"

namespace grove {

namespace {

// Select Graphic Rendition parameters. The 16 colours of the user's own theme rather than fixed
// ones: they are what the user can read on the user's background.
const char* sgr_of(TextStyle style) {
  switch (style) {
    case TextStyle::kRunning:
      return "1;96";
    case TextStyle::kReady:
      return "36";
    case TextStyle::kWaiting:
      return "94";
    case TextStyle::kAsked:
      return "33";
    case TextStyle::kCancelling:
      return "1;33";
    case TextStyle::kCancelled:
      return "2";
    case TextStyle::kFailed:
      return "1;31";
    case TextStyle::kPassesOn:
      return "31";
    case TextStyle::kDone:
      return "32";
    case TextStyle::kOrphan:
      return "35";
    case TextStyle::kShield:
      return "93";
    case TextStyle::kPlain:
      return "";
    case TextStyle::kStrong:
      return "1";
    case TextStyle::kDim:
      return "2";
    case TextStyle::kBar:
      return "7";
  }
  return "";
}

int width_of(std::string_view text) {
  int width = 0;
  for (std::size_t at = 0; at < text.size();) width += display_width(next_code_point(text, &at));
  return width;
}

std::string in_ascii(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const char32_t c = next_code_point(text, &at);
    const auto code = static_cast<uint32_t>(c);
    if (c == U'×') {  // of explain.h's "Bang ×2"
      out += 'x';
      continue;
    }
    out += c < 0x80      ? std::string(1, static_cast<char>(c))
           : c <= 0xFF   ? fmt::format("\\x{:02x}", code)
           : c <= 0xFFFF ? fmt::format("\\u{:04x}", code)
                         : fmt::format("\\U{:08x}", code);
  }
  return out;
}

// The longest beginning of `text` that takes at most `columns`.
std::string_view cut(std::string_view text, int columns) {
  std::size_t at = 0;
  while (at < text.size()) {
    std::size_t next = at;
    columns -= display_width(next_code_point(text, &next));
    if (columns < 0) break;
    at = next;
  }
  return text.substr(0, at);
}

}  // namespace

TextStyle style_of(TaskStatus status) { return static_cast<TextStyle>(status); }

StyledLine& StyledLine::add(std::string_view text, TextStyle style) {
  if (text.empty()) return *this;
  const std::string shown = visible(text);
  width_ += width_of(shown);
  if (!spans_.empty() && spans_.back().style == style) {
    spans_.back().text += shown;
  } else {
    spans_.push_back({shown, style});
  }
  return *this;
}

StyledLine& StyledLine::add(const StyledLine& other) {
  spans_.insert(spans_.end(), other.spans_.begin(), other.spans_.end());
  width_ += other.width_;
  return *this;
}

StyledLine& StyledLine::pad_to(int column) {
  return add(std::string(static_cast<std::size_t>(std::max(1, column - width_)), ' '));
}

std::string render(const StyledLine& line, OutputLook look, int columns) {
  std::string out;
  if (line.selected && look.colour) out += "\x1b[7m";
  // An ASCII escape is wider than its character, so widths are taken after the conversion.
  std::vector<Span> spans = line.spans();
  int width = 0;
  for (Span& span : spans) {
    if (!look.utf8) span.text = in_ascii(span.text);
    width += width_of(span.text);
  }
  const bool too_long = columns != kWhole && width > columns;
  const std::string_view ellipsis = glyphs(look).ellipsis;
  int left = columns == kWhole ? width : columns;
  if (too_long) left = std::max(0, left - width_of(ellipsis));
  for (const Span& span : spans) {
    const std::string_view shown = cut(span.text, left);
    left -= width_of(shown);
    const std::string_view sgr = look.colour ? sgr_of(span.style) : "";
    if (!sgr.empty()) out += fmt::format("\x1b[{}m", sgr);
    out += shown;
    if (!sgr.empty()) out += line.selected ? "\x1b[0;7m" : "\x1b[0m";
    if (shown.size() < span.text.size()) break;
  }
  if (too_long) out += cut(ellipsis, columns);
  if (line.selected && look.colour) out += "\x1b[0m";
  return out;
}

const Glyphs& glyphs(OutputLook look) {
  static const Glyphs kUtf8{.branch = "├─ ",
                            .last_branch = "└─ ",
                            .created = "├╌ ",
                            .last_created = "└╌ ",
                            .bar = "│  ",
                            .blank = "   ",
                            .dot = " · ",
                            .ellipsis = "…",
                            .status = {"▶", "▷", "◦", "△", "▲", "⊘", "✕", "↑", "✓"},
                            .past = "━",
                            .future = "─",
                            .here = "●",
                            .spawned = "▾",
                            .exited = "▪",
                            .cancelled = "▲",
                            .raised = "✕",
                            .play = "▶",
                            .pause = "‖",
                            .rule = "─",
                            .prompt = "›"};
  static const Glyphs kAscii{.branch = "|- ",
                             .last_branch = "`- ",
                             .created = "|. ",
                             .last_created = "`. ",
                             .bar = "|  ",
                             .blank = "   ",
                             .dot = " - ",
                             .ellipsis = "...",
                             .status = {">", ")", "o", "?", "!", "/", "X", "^", "="},
                             .past = "=",
                             .future = "-",
                             .here = "#",
                             .spawned = "v",
                             .exited = ".",
                             .cancelled = "!",
                             .raised = "X",
                             .play = ">",
                             .pause = "|",
                             .rule = "-",
                             .prompt = ">"};
  return look.utf8 ? kUtf8 : kAscii;
}

}  // namespace grove
