// Offers: what is offered to somebody who points at a thing, which acts of it change nothing, and
// what would come of the act that they consider. At most one offer stands at a time. What is
// quickly known of it is known at once, the rest is computed in slices.
#pragma once

#include <memory>
#include <optional>

#include "viewer/core/sandbox/acts.h"
#include "viewer/core/sandbox/trials.h"
#include "viewer/core/sandbox/what_if.h"

namespace grove {

class Offers {
 public:
  // False, with the reason, where nothing can be done at this moment.
  bool make(const Player& player, const Selection& about, std::string* why_not);
  void decline();
  // Once it is known which acts have an effect, as far as one waits for that.
  void settle(const Player& player);
  // Of none, if there is no act of that number.
  void consider(const Player& player, int act);

  // Null while nothing is offered.
  const Offer* offer() const { return offer_ ? &*offer_ : nullptr; }
  // Null if there is no act of that number on offer.
  const OfferedAct* act(int number) const;
  // The first of that kind that has an effect, else the first of that kind; −1: none is.
  int find(Intervention::Kind kind) const;
  // What would come of the act that is considered; null while none is.
  const WhatIf* what_if() const { return what_if_ ? &*what_if_ : nullptr; }
  int considered() const { return considered_; }  // −1: none

  // Somebody looks at acts that are not all tried.
  bool is_trying() const { return offer_ && !trials_->finished(*offer_); }
  bool wants_to_compute() const { return is_trying() || (what_if_ && !what_if_->finished()); }
  void compute(Player* player, int64_t operations, Onlooker* onlooker);

 private:
  void try_acts(const Player& player, int64_t operations, Onlooker* onlooker);

  std::optional<Offer> offer_;
  std::optional<Trials> trials_;  // of it
  int considered_ = -1;
  std::optional<WhatIf> what_if_;
};

}  // namespace grove
