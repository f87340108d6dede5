#include "engine/base/problem.h"

#include <algorithm>

#include "engine/base/utf8.h"
#include "engine/base/visible.h"

namespace grove {

namespace {

// Room for the source line. Longer ones are cut so that the caret stays in view; a terminal of 80
// columns shows the whole of it.
constexpr int kSourceWidth = 76;
constexpr char32_t kEllipsis = 0x2026;

// A source line as it will be shown: what would move the caret or the cursor is replaced.
std::vector<char32_t> shown_characters(std::string_view line) {
  std::vector<char32_t> out;
  for (std::size_t at = 0; at < line.size();) {
    char32_t c = next_code_point(line, &at);
    if (c == '\t') c = ' ';
    if (c < 0x20 || (c >= 0x7F && c < 0xA0)) c = kReplacement;
    out.push_back(c);
  }
  return out;
}

// Which characters of a line are shown, [first, last).
struct Window {
  std::size_t first;
  std::size_t last;
};

Window window_around(std::size_t caret, std::size_t length) {
  if (length <= kSourceWidth) return {0, length};
  // A third of the room before the caret: what follows a fault explains more than what led to it.
  const std::size_t before = kSourceWidth / 3;
  std::size_t first = caret > before ? caret - before : 0;
  first = std::min(first, length - kSourceWidth);
  return {first, first + kSourceWidth};
}

void append_source(const Problem& problem, std::string* out) {
  const std::vector<char32_t> line = shown_characters(problem.source_line);
  const SourceSpan& span = problem.span;
  // A fault at the end of a line stands one past its last character.
  const std::size_t caret =
      std::min(static_cast<std::size_t>(std::max(span.column, 1) - 1), line.size());
  std::size_t end = line.size();
  if (span.end_line <= span.line && span.end_column > 0) {
    end = std::min(static_cast<std::size_t>(span.end_column - 1), line.size());
  }
  const Window window = window_around(caret, line.size());
  end = std::clamp(end, caret, std::max(caret, window.last));

  std::string marks;
  if (window.first > 0) {
    append_utf8(out, kEllipsis);
    marks += ' ';
  }
  for (std::size_t i = window.first; i < window.last; ++i) {
    append_utf8(out, line[i]);
    const char mark = i < caret ? ' ' : i == caret ? '^' : i < end ? '~' : '\0';
    if (mark == '\0') continue;
    const int width = display_width(line[i]);
    if (width > 0) marks += mark;
    // The second half of a wide character continues what its first half shows.
    if (width > 1) marks += mark == '^' && i + 1 < end ? '~' : mark == '^' ? ' ' : mark;
  }
  if (caret >= window.last) marks += '^';
  if (window.last < line.size()) append_utf8(out, kEllipsis);
  marks.erase(marks.find_last_not_of(' ') + 1);
  *out += '\n' + marks + '\n';
}

// Edits (insert, delete, replace, swap of neighbours) that turn `a` into `b`; counting stops when
// it is more than `limit`.
std::size_t edit_distance(const std::vector<char32_t>& a, const std::vector<char32_t>& b,
                          std::size_t limit) {
  std::vector<std::size_t> before_last(b.size() + 1), last(b.size() + 1), now(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) last[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    now[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      now[j] = std::min({last[j] + 1, now[j - 1] + 1, last[j - 1] + (a[i - 1] != b[j - 1])});
      const bool swapped = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
      if (swapped) now[j] = std::min(now[j], before_last[j - 2] + 1);
    }
    if (*std::min_element(now.begin(), now.end()) > limit) return limit + 1;
    before_last.swap(last);
    last.swap(now);
  }
  return last[b.size()];
}

std::vector<char32_t> characters(std::string_view text) {
  std::vector<char32_t> out;
  for (std::size_t at = 0; at < text.size();) out.push_back(next_code_point(text, &at));
  return out;
}

}  // namespace

std::string format_problem(const Problem& problem) {
  std::string out = visible(problem.file);
  if (problem.span.line > 0) {
    out += ':' + std::to_string(problem.span.line);
    if (problem.span.column > 0) out += ':' + std::to_string(problem.span.column);
  }
  if (!out.empty()) out += ": ";
  out += (problem.is_advice ? "warning: " : "error: ") + visible(problem.message);
  if (!problem.pointer.empty()) out += " [" + visible(problem.pointer) + "]";
  out += '\n';
  if (!problem.source_line.empty() && problem.span.line > 0) append_source(problem, &out);
  if (!problem.hint.empty()) out += "hint: " + visible(problem.hint) + '\n';
  return out;
}

std::string format_problems(const Problems& problems) {
  std::string out;
  for (const Problem& problem : problems) out += format_problem(problem);
  return out;
}

std::string_view line_of(std::string_view source, int line) {
  std::size_t start = 0;
  for (int current = 1; start <= source.size(); ++current) {
    const std::size_t end = std::min(source.find_first_of("\r\n", start), source.size());
    if (current == line) return source.substr(start, end - start);
    if (end == source.size()) break;
    const bool two = source[end] == '\r' && end + 1 < source.size() && source[end + 1] == '\n';
    start = end + (two ? 2 : 1);
  }
  return {};
}

std::string nearest_name(std::string_view name, const std::vector<std::string>& candidates) {
  const std::vector<char32_t> wanted = characters(name);
  std::size_t best = wanted.size() / 3 + 1;
  std::string nearest;
  for (const std::string& candidate : candidates) {
    const std::size_t distance = edit_distance(wanted, characters(candidate), best - 1);
    if (distance >= best) continue;
    // It is the very name, and whatever is wrong is not its spelling.
    if (distance == 0) return "";
    best = distance;
    nearest = candidate;
  }
  return nearest;
}

}  // namespace grove
