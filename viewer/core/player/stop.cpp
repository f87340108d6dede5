#include "viewer/core/player/stop.h"

namespace grove {

bool is_stop(const Event& event, const Stop& stop, const std::set<int32_t>& breakpoints) {
  const auto* line = event.get_if<Line>();
  switch (stop.what) {
    case Stop::What::kCancellation:
      return event.kind() == EventKind::kScopeCancelled;
    case Stop::What::kException:
      return event.kind() == EventKind::kExceptionRaised;
    case Stop::What::kBreakpoint:
      return line != nullptr && breakpoints.count(line->line) > 0;
    case Stop::What::kLine:
      return line != nullptr && line->line == stop.line;
  }
  return false;
}

std::optional<std::size_t> find_stop(const Record& record, std::size_t position, const Stop& stop,
                                     const std::set<int32_t>& breakpoints) {
  for (std::size_t i = position; i < record.size(); ++i) {
    if (is_stop(record.at(i), stop, breakpoints)) return i + 1;
  }
  return std::nullopt;
}

const char* name_of(Stop::What what) {
  switch (what) {
    case Stop::What::kCancellation:
      return "cancellation";
    case Stop::What::kException:
      return "exception";
    case Stop::What::kBreakpoint:
      return "breakpoint";
    case Stop::What::kLine:
      return "visit to that line";
  }
  return "";
}

}  // namespace grove
