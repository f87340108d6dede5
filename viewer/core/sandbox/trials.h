// Trials: which acts of an offer change nothing, and why, found by doing each to a copy of the run.
// In slices, so that no frame waits for a program that computes for long.
//
//   Trials trials(recording, offer.point.position);
//   while (!trials.finished(offer)) trials.compute(recording, &offer, 2'000, &onlooker);
//
// What takes too long, or is left because the onlooker wished so, is offered untried.
#pragma once

#include <optional>

#include "viewer/core/sandbox/acts.h"

namespace grove {

class Trials {
 public:
  // `position`: the events that come before the acts.
  Trials(const Recording& recording, std::size_t position);

  bool finished(const Offer& offer) const { return next_ >= offer.acts.size(); }
  // That many of the acts have their answer.
  std::size_t tried() const { return next_; }
  // A slice of about so many operations; `recording` is the same, which may be computed further
  // meanwhile.
  void compute(const Recording& recording, Offer* offer, int64_t operations, Onlooker* onlooker);

 private:
  bool come_near(const Recording& recording, int64_t* operations, Onlooker* onlooker);
  void begin(const Recording& recording, const Intervention& act);
  std::optional<std::string> answer(const Intervention& act);

  std::size_t position_;
  Inputs inputs_;              // with the act that is tried as the last intervention
  std::optional<Run> before_;  // the run, as of some moment before the acts
  std::optional<Run> run_;     // in which an act is tried
  std::size_t seen_ = 0;       // events of it
  int64_t spent_ = 0;          // operations on it
  std::size_t next_ = 0;       // the act to be tried
};

}  // namespace grove
