#include "viewer/core/time_axis.h"

#include <algorithm>
#include <cmath>

namespace grove {
namespace {

// Step events on one page of a long run, and how many of them may lie behind the present.
constexpr std::size_t kPage = 400;
constexpr std::size_t kLeastInInstant = 7;
// A page shows at least that part of the run.
constexpr int64_t kLeastOfRun = 20;

SimTime time_of(const Record& record, const EventIndex& index, std::size_t rank) {
  const auto& all = index.step_events();
  if (all.empty()) return SimTime{0};
  return record[all[std::min(rank, all.size() - 1)]].t;
}

// Where no time has gone by yet: until when limits reach that are set, so that an axis of nothing
// does not tell microseconds.
SimTime first_limits(const Model& model) {
  SimTime to{100'000'000};
  for (std::size_t i = 0; i < model.scope_count(); ++i) {
    const ScopeFacts& scope = model.scope(ScopeId{static_cast<int32_t>(i)});
    if (scope.open && scope.deadline != kNever) to = std::max(to, scope.deadline);
  }
  return to;
}

}  // namespace

TimeRange shown_times(const Session& session) {
  const TimeRange& chosen = session.view().time_range;
  if (chosen.chosen) return chosen;
  const Record& record = session.record();
  const EventIndex& index = session.recording().index();
  const std::size_t count = index.step_events().size();
  SimTime from{0}, to = time_of(record, index, count);
  if (count > 2 * kPage || !session.recording().complete()) {
    // Pages overlap by half, so that turning one leaves the present in the middle.
    const std::size_t rank = index.rank_of(session.model().position());
    const std::size_t begin = rank / (kPage / 2) * (kPage / 2);
    const std::size_t first = begin >= kPage / 2 ? begin - kPage / 2 : 0;
    from = first == 0 ? SimTime{0} : time_of(record, index, first);
    to = std::max(time_of(record, index, begin + kPage), session.now());
    // A page of one instant would tell microseconds.
    const SimTime last = time_of(record, index, count);
    from = std::min(from, SimTime{std::max<int64_t>(0, to.ns - last.ns / kLeastOfRun)});
  }
  // A lesson's clock may stand where nothing has happened yet.
  to = std::max(to, session.now());
  // What sleeps asked for beyond the end is worth some room, but not most of it.
  const SimTime wish = session.recording().lanes().latest_wish();
  if (from.ns == 0 && wish > to) {
    to = to.ns == 0 ? wish : std::min(wish, SimTime{to.ns + to.ns * 2 / 5});
  }
  if (to.ns == 0) to = first_limits(session.model());
  const SimTime span = to - from;
  const int64_t tick = tick_ns(std::max(span, SimTime{1'000'000}), 10);
  from.ns = from.ns / tick * tick;
  // Beyond the last event by at least half a tick, so that what ends there is seen to end.
  to.ns = (to.ns + tick / 2 + tick - 1) / tick * tick;
  return {false, from, to};
}

std::optional<OpenInstant> open_instant(const Session& session) {
  const EventId shown = session.shown_event();
  if (!session.view().open_instants || !shown) return std::nullopt;
  const Record& record = session.record();
  if (record[shown].t != session.now()) return std::nullopt;
  const auto range = session.recording().index().instant_of(record, shown);
  if (range.size() < kLeastInInstant) return std::nullopt;
  return OpenInstant{record[shown].t, range};
}

TimeAxis::TimeAxis(const Session& session, const TimeRange& times,
                   std::optional<OpenInstant> instant, float left, float right, float step,
                   float widest)
    : record_(session.record()),
      index_(session.recording().index()),
      times_(times),
      left_(left),
      right_(right) {
  if (instant && instant->time >= times.from && instant->time <= times.to) {
    const float width =
        std::min(static_cast<float>(instant->step_events.size()) * step, (right - left) * widest);
    const double share = static_cast<double>((instant->time - times.from).ns) /
                         static_cast<double>((times.to - times.from).ns);
    band_left_ = left + (right - left - width) * static_cast<float>(share);
    band_right_ = band_left_ + width;
    instant_ = instant;
  }
  const EventId shown = session.shown_event();
  now_ = instant_ && shown ? at(shown) : at(session.now());
}

float TimeAxis::straight(SimTime time) const {
  const double share = static_cast<double>(time.ns - times_.from.ns) /
                       static_cast<double>(times_.to.ns - times_.from.ns);
  const float band = band_right_ - band_left_;
  return left_ + (right_ - left_ - band) * static_cast<float>(std::clamp(share, -1.0, 3.0));
}

float TimeAxis::at(SimTime time) const {
  const float x = straight(time);
  return instant_ && time > instant_->time ? x + band_right_ - band_left_ : x;
}

float TimeAxis::at(EventId event) const {
  const SimTime time = record_[event].t;
  if (!instant_ || time != instant_->time) return at(time);
  const std::size_t rank = index_.rank_of(event.index() + 1);
  const float place = static_cast<float>(rank) - static_cast<float>(instant_->step_events.first);
  const auto count = static_cast<float>(instant_->step_events.size());
  return band_left_ + (band_right_ - band_left_) * std::clamp((place - 0.5f) / count, 0.0f, 1.0f);
}

SimTime TimeAxis::time_at(float x) const {
  if (instant_ && x >= band_left_) {
    if (x <= band_right_) return instant_->time;
    x -= band_right_ - band_left_;
  }
  const float width = right_ - left_ - (band_right_ - band_left_);
  const double share = static_cast<double>((x - left_) / width);
  const double span = static_cast<double>(times_.to.ns - times_.from.ns);
  return SimTime{times_.from.ns + static_cast<int64_t>(span * share)};
}

std::size_t TimeAxis::rank_at(float x) const {
  const auto count = static_cast<float>(instant_->step_events.size());
  const float place = (x - band_left_) / (band_right_ - band_left_) * count;
  const auto step = static_cast<std::size_t>(std::clamp(place, 0.0f, count - 1));
  return instant_->step_events.first + step + 1;
}

}  // namespace grove
