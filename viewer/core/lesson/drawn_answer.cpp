#include "viewer/core/lesson/drawn_answer.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "engine/picture/words.h"

namespace grove {

namespace {

bool holds(const std::vector<std::string>& names, const std::string& name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

}  // namespace

void DrawnAnswer::mark(const std::string& task) {
  const auto at = std::find(marked.begin(), marked.end(), task);
  if (at == marked.end()) {
    marked.push_back(task);
  } else {
    marked.erase(at);
  }
}

DrawnGap gap_of(const Drawing& drawing, const DrawnAnswer& answer, const DrawingTruth& truth) {
  DrawnGap gap;
  if (drawing.kind == Drawing::Kind::kUntil) {
    if (answer.until == kNever || truth.until == kNever) {
      gap.met = answer.until == truth.until;
      return gap;
    }
    gap.off = answer.until - truth.until;
    gap.met = std::abs(gap.off.ns) <= drawing.tolerance.ns;
    return gap;
  }
  if (drawing.kind == Drawing::Kind::kOrder) {
    for (std::size_t i = 0; i < truth.tasks.size(); ++i) {
      const bool same = i < answer.marked.size() && answer.marked[i] == truth.tasks[i];
      if (!same) gap.missed.push_back(truth.tasks[i]);
    }
    gap.met = gap.missed.empty();
    return gap;
  }
  for (const std::string& task : drawing.among) {
    const bool marked = holds(answer.marked, task), true_of_it = holds(truth.tasks, task);
    if (true_of_it && !marked) gap.missed.push_back(task);
    if (marked && !true_of_it) gap.wrong.push_back(task);
  }
  gap.met = gap.missed.empty() && gap.wrong.empty();
  return gap;
}

std::string gap_words(const Drawing& drawing, const DrawnGap& gap) {
  if (gap.met) return "All as it happens.";
  if (drawing.kind == Drawing::Kind::kUntil) {
    if (gap.off == SimTime{}) return "Not drawn.";
    const SimTime off{std::abs(gap.off.ns)};
    return fmt::format("{} s too {}.", short_time(off), gap.off.ns > 0 ? "late" : "early");
  }
  const std::size_t off = gap.missed.size() + gap.wrong.size();
  return fmt::format("{} of {} {} otherwise.", off, drawing.among.size(),
                     off == 1 ? "happens" : "happen");
}

}  // namespace grove
