#include "viewer/core/lesson/lesson_stage.h"

#include <algorithm>
#include <utility>

#include "engine/model/cursor.h"
#include "engine/record/names.h"

namespace grove {

LessonStage::LessonStage(std::shared_ptr<const Scenario> scenario,
                         std::shared_ptr<const Scenario> other)
    : scenario_(std::move(scenario)) {
  add(scenario_);
  if (other != nullptr && problems_.empty()) add(std::move(other));
}

void LessonStage::add(std::shared_ptr<const Scenario> scenario) {
  const Inputs inputs = scenario->inputs;
  Side side;
  side.whole = Recording::of_scenario(std::move(scenario), inputs, &problems_);
  if (side.whole != nullptr) sides_.push_back(std::move(side));
}

void LessonStage::compute(int64_t operations, Onlooker* onlooker) {
  for (Side& side : sides_) {
    if (side.whole->complete()) continue;
    return side.whole->advance(operations, onlooker);
  }
  if (!ready()) find_stops();
}

void LessonStage::find_stops() {
  const Record* right = has_two() ? &sides_[1].whole->record() : nullptr;
  LessonStops found = grove::find_stops(lesson(), sides_[0].whole->record(), right);
  stops_ = std::move(found.places);
  for (std::size_t i = 0; i < stops_.size(); ++i) fits_.push_back(is_there(lesson().steps[i], i));
  for (Side& side : sides_) side.beginning = Recording::beginning_of(*side.whole);
}

bool LessonStage::is_there(const LessonStep& step, std::size_t stop) const {
  const Record& record = side(step.on.pane).whole->record();
  // One that names a time has no event.
  const bool there = step.on.kind
                         ? static_cast<bool>(stops_[stop].event)
                         : record.size() > 0 && stops_[stop].t <= record.at(record.size() - 1).t;
  if (!there || !step.draw) return there;
  const Names names(record);
  std::vector<std::string> tasks = step.draw->among;
  if (!step.draw->task.empty()) tasks.push_back(step.draw->task);
  return std::all_of(tasks.begin(), tasks.end(),
                     [&](const std::string& task) { return names.find_task(task); });
}

std::size_t LessonStage::place(std::size_t stop, bool behind, Pane pane) const {
  const LessonStop& at = stops_[stop];
  const bool own = !has_two() || lesson().steps[stop].on.pane == pane;
  if (own) return behind ? at.behind : at.position;
  // The other one stands at the end of that instant, so that one clock is right for both. A
  // question may be about it, and gives nothing away; nor does a stop of the pane's own that comes
  // in the same instant.
  const Record& record = side(pane).whole->record();
  if (!at.event) return position_at(record, at.t);
  const bool asks = lesson().steps[stop].kind == LessonStep::Kind::kAsk && !behind;
  std::size_t place =
      position_at(record, SimTime{asks ? std::max(at.t.ns - 1, int64_t{0}) : at.t.ns});
  const auto is_own = [&](std::size_t i) { return lesson().steps[i].on.pane == pane && fits_[i]; };
  for (std::size_t i = stop + 1; i < stops_.size(); ++i) {
    if (is_own(i) && stops_[i].event) place = std::min(place, stops_[i].event.index());
  }
  // But not before where a stop of its own came to.
  for (std::size_t i = 0; i < stop; ++i) {
    if (is_own(i)) place = std::max(place, stops_[i].behind);
  }
  return place;
}

void LessonStage::open(std::size_t stop, bool behind) {
  for (const Pane pane : {Pane::kLeft, Pane::kRight}) {
    if (pane == Pane::kRight && !has_two()) break;
    side(pane).beginning->reveal(place(stop, behind, pane));
  }
  const auto count = static_cast<float>(stops_.size() + 1);
  share_ = std::max(share_, static_cast<float>(stop + 1) / count);
}

void LessonStage::open_all() {
  for (const Side& side : sides_) side.beginning->reveal(side.whole->record().size());
  share_ = 1;
}

bool LessonStage::all_open() const {
  return std::all_of(sides_.begin(), sides_.end(), [](const Side& side) {
    return side.beginning->record().size() == side.whole->record().size();
  });
}

DrawingTruth LessonStage::truth(std::size_t stop) const {
  const LessonStep& step = lesson().steps[stop];
  return step.draw ? truth_of(*step.draw, side(step.on.pane).whole->record()) : DrawingTruth{};
}

}  // namespace grove
