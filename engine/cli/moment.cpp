#include "engine/cli/moment.h"

#include "engine/model/cursor.h"

namespace grove {

// The position that was asked for; nothing (and a message) if the run does not come to it.
std::optional<std::size_t> find_moment(const MomentOptions& moment, Recording* recording,
                                       Console& console, const Interruption& interruption) {
  const Record& record = recording->record();
  if (moment.at) {
    const SimTime time = *moment.at;
    advance_until(recording, console, interruption,
                  [&] { return record.size() > 0 && record.at(record.size() - 1).t > time; });
    return position_at(record, time);
  }
  if (moment.event) {
    const auto wanted = static_cast<std::size_t>(*moment.event);
    advance_until(recording, console, interruption, [&] { return record.size() > wanted; });
    if (wanted < record.size()) return wanted + 1;
    not_so_many(console, "event", *moment.event, record.size());
    return std::nullopt;
  }
  if (moment.step) {
    // Looked at once each, however many slices it takes.
    std::size_t seen = 0;
    int32_t last = -1;
    const auto reached = [&] {
      for (; seen < record.size() && last < *moment.step; ++seen) {
        if (const auto* step = record.at(seen).get_if<BeforeTaskStep>()) last = step->step;
      }
      return last >= *moment.step;
    };
    advance_until(recording, console, interruption, reached);
    if (reached()) return seen;
    not_so_many(console, "step", *moment.step, static_cast<std::size_t>(last) + 1);
    return std::nullopt;
  }
  advance_until(recording, console, interruption, [] { return false; });
  return record.size();
}

}  // namespace grove
