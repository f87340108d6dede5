#include "viewer/core/player/search.h"

#include "engine/picture/explain.h"

namespace grove {

bool is_found(const Recording& recording, EventId event, const std::string& lower_text) {
  const std::string sentence = plain_text(describe(recording.names(), event));
  return in_lower_case(sentence).find(lower_text) != std::string::npos;
}

std::optional<EventId> find_event(const Recording& recording, std::size_t position,
                                  const std::string& text, int direction) {
  const auto& step_events = recording.index().step_events();
  const std::size_t count = step_events.size();
  const std::string wanted = in_lower_case(text);
  // Of the shown event, which is last of all to be found again.
  const std::size_t shown = recording.index().rank_of(position);
  for (std::size_t step = 1; step <= count; ++step) {
    const std::size_t from = shown + count - 1;  // never negative
    const std::size_t rank = (direction > 0 ? from + step : from + count - step) % count;
    if (is_found(recording, step_events[rank], wanted)) return step_events[rank];
  }
  return std::nullopt;
}

}  // namespace grove
