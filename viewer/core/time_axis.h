// TimeAxis: where a time stands on the timeline. Straight, but for one instant that may be opened:
// there, in a band, x is the order in which things happened, since they all share one time.
#pragma once

#include <cstddef>
#include <vector>

#include "engine/picture/ticks.h"
#include "viewer/core/session.h"

namespace grove {

// What the timeline shows of time: the chosen range; else the whole run, or for a long or endless
// one a page of it that holds the present.
TimeRange shown_times(const Session& session);

// The instant that the clock stands in, if more than six step events share it and it may be opened.
struct OpenInstant {
  SimTime time;
  EventIndex::Range step_events;  // of EventIndex::step_events()
};
std::optional<OpenInstant> open_instant(const Session& session);

class TimeAxis {
 public:
  // From `left` to `right`, whatever the units; an opened instant gets `step` for each of its
  // step events, but at most `widest` of the whole width.
  TimeAxis(const Session& session, const TimeRange& times, std::optional<OpenInstant> instant,
           float left, float right, float step, float widest);

  float left() const { return left_; }
  float right() const { return right_; }

  // Of a time; for the opened instant itself the band's left edge.
  float at(SimTime time) const;
  // Of an event: as of its time, but within the opened instant by its order.
  float at(EventId event) const;
  // Of the present.
  float now() const { return now_; }
  // The time that stands at x; inside the band that of the instant.
  SimTime time_at(float x) const;

  bool has_band() const { return instant_.has_value(); }
  float band_left() const { return band_left_; }
  float band_right() const { return band_right_; }
  // The step event whose place in the band is nearest to x, as a rank in the index (from 1).
  std::size_t rank_at(float x) const;
  const std::optional<OpenInstant>& instant() const { return instant_; }

 private:
  float straight(SimTime time) const;  // as if there were no band

  const Record& record_;
  const EventIndex& index_;
  TimeRange times_;
  std::optional<OpenInstant> instant_;
  float left_, right_;
  float band_left_ = 0, band_right_ = 0;
  float now_ = 0;
};

}  // namespace grove
