#include "viewer/core/sandbox/trials.h"

#include <algorithm>

#include "engine/record/interventions.h"

namespace grove {
namespace {

// Operations between two looks at the record: few near the acts, whose moment must not be passed.
constexpr int64_t kNear = 64, kSlice = 1'000;
// How near the acts the copies begin.
constexpr std::size_t kNearEvents = 256;
// Operations after which an act is offered untried.
constexpr int64_t kMost = 1'000'000;

void advance(Run* run, int64_t operations, Onlooker* onlooker) {
  run->watch(onlooker);
  run->advance(operations);
  run->watch(nullptr);
}

}  // namespace

Trials::Trials(const Recording& recording, std::size_t position)
    : position_(position), inputs_(recording.inputs()) {
  inputs_.interventions.emplace_back();
}

void Trials::compute(const Recording& recording, Offer* offer, int64_t operations,
                     Onlooker* onlooker) {
  if (!come_near(recording, &operations, onlooker)) return;
  while (!finished(*offer) && operations > 0) {
    OfferedAct& act = offer->acts[next_];
    if (!run_) begin(recording, act.what);
    auto why_not = answer(act.what);
    if (!why_not && (spent_ > kMost || run_->stopped())) why_not = "";
    if (why_not) {
      act.why_not = *why_not;
      run_.reset();
      ++next_;
      continue;
    }
    advance(&*run_, kSlice, onlooker);
    operations -= kSlice;
    spent_ += kSlice;
  }
}

// Once, for all of them. False while it is still on the way.
bool Trials::come_near(const Recording& recording, int64_t* operations, Onlooker* onlooker) {
  // What was stopped is no moment of the run.
  if (!before_ || before_->stopped()) before_ = recording.branch_of(recording.inputs(), position_);
  while (!before_->finished() && before_->record().size() + kNearEvents < position_) {
    if (*operations <= 0) return false;
    advance(&*before_, kNear, onlooker);
    *operations -= kNear;
    if (before_->stopped()) return false;
  }
  return true;
}

void Trials::begin(const Recording& recording, const Intervention& act) {
  inputs_.interventions.back() = act;
  run_ = before_->branch(*recording.scenario(), inputs_);
  seen_ = run_->record().size();
  spent_ = 0;
}

// Why the act changes nothing, "" if it changes something; nothing while it is not known.
std::optional<std::string> Trials::answer(const Intervention& act) {
  const Record& record = run_->record();
  for (; seen_ < record.size(); ++seen_) {
    const auto* applied = record.at(seen_).get_if<InputApplied>();
    if (applied == nullptr || record.input(applied->input).known != act) continue;
    return std::string(record.text(applied->why_not));
  }
  if (run_->finished()) return "the run is over";
  return std::nullopt;
}

}  // namespace grove
