// Stop: what "run to the next …" looks for.
#pragma once

#include <optional>
#include <set>

#include "engine/record/record.h"

namespace grove {

struct Stop {
  enum class What : uint8_t { kCancellation, kException, kBreakpoint, kLine };
  What what = What::kCancellation;
  int32_t line = 0;  // of kLine
};

// Whether an event is one. `breakpoints` are lines.
bool is_stop(const Event& event, const Stop& stop, const std::set<int32_t>& breakpoints);

// The position just after the first such event behind `position`; none if none is recorded.
std::optional<std::size_t> find_stop(const Record& record, std::size_t position, const Stop& stop,
                                     const std::set<int32_t>& breakpoints);

// "exception", for saying that there is none.
const char* name_of(Stop::What what);

}  // namespace grove
