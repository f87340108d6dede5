#include "engine/language/syntax/faults.h"

#include <algorithm>
#include <tuple>

namespace grove {
namespace {

// More than an author can use; a text that is no Python at all would have one for every line.
constexpr std::size_t kMostFaults = 200;
// A line that is longer is shown with the first of its faults only: two hundred times a line of
// megabytes is too much.
constexpr std::size_t kLongLine = 10'000;

auto place(const Fault& fault) { return std::tie(fault.span.line, fault.span.column); }

std::vector<std::string_view> split_lines(std::string_view source) {
  std::vector<std::string_view> lines;
  std::size_t start = 0;
  while (start <= source.size()) {
    std::size_t end = std::min(source.find('\n', start), source.size());
    lines.push_back(source.substr(start, end - start));
    start = end + 1;
  }
  return lines;
}

}  // namespace

Problems Faults::take(const std::string& file, std::string_view source) {
  std::stable_sort(faults_.begin(), faults_.end(),
                   [](const Fault& a, const Fault& b) { return place(a) < place(b); });
  const auto same = [](const Fault& a, const Fault& b) {
    return a.span == b.span && a.message == b.message;
  };
  faults_.erase(std::unique(faults_.begin(), faults_.end(), same), faults_.end());
  const std::size_t total = faults_.size() + not_kept_;
  if (total > kMostFaults) faults_.resize(std::min(faults_.size(), kMostFaults));

  const std::vector<std::string_view> lines = split_lines(source);
  Problems problems;
  int long_line = 0;  // that was shown last
  for (Fault& fault : faults_) {
    Problem problem{file, fault.span, std::move(fault.message), std::move(fault.hint), {}, {}};
    const auto line = static_cast<std::size_t>(problem.span.line);
    if (line >= 1 && line <= lines.size()) {
      const bool is_long = lines[line - 1].size() > kLongLine;
      if (!is_long || problem.span.line != long_line) problem.source_line = lines[line - 1];
      if (is_long) long_line = problem.span.line;
    }
    problems.push_back(std::move(problem));
  }
  if (total > kMostFaults) {
    problems.push_back({file,
                        {},
                        std::to_string(total - kMostFaults) + " more faults follow",
                        "mend the first ones and look again",
                        {},
                        {}});
  }
  faults_.clear();
  return problems;
}

std::string quoted(std::string_view words) {
  std::string text = "`";
  text += words;
  text += '`';
  return text;
}

}  // namespace grove
