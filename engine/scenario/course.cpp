#include "engine/scenario/course.h"

#include <algorithm>

#include "engine/base/utf8.h"

namespace grove {

namespace {

std::string_view trimmed(std::string_view text) {
  constexpr std::string_view kSpace = " \t\r";
  const std::size_t first = text.find_first_not_of(kSpace);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(kSpace) + 1 - first);
}

bool is_slug(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
  });
}

}  // namespace

Course read_course(std::string_view text, const std::string& file) {
  Course course;
  int number = 0;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    const std::string_view whole = text.substr(0, end);
    const std::string_view line = trimmed(whole);
    text.remove_prefix(std::min(end + 1, text.size()));
    ++number;
    if (line.empty()) continue;
    if (line[0] == '#') {
      const std::size_t title = std::min(line.find_first_not_of('#'), line.size());
      course.parts.push_back({std::string(trimmed(line.substr(title))), {}});
    } else if (is_slug(line)) {
      if (course.parts.empty()) course.parts.emplace_back();
      course.parts.back().slugs.emplace_back(line);
    } else {
      Problem problem;
      problem.file = file;
      const int width = static_cast<int>(count_code_points(whole));
      problem.span = {number, 1, number, width + 1};
      problem.source_line = std::string(whole);
      problem.message = "this is no name of a scenario";
      problem.hint = "write its file name without folder and ending, or `# ` before a title";
      course.problems.push_back(std::move(problem));
    }
  }
  return course;
}

}  // namespace grove
