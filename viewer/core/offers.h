// Offers: what is offered to somebody who points at a thing, and what would come of the act that
// they consider. At most one offer stands at a time.
#pragma once

#include <memory>
#include <optional>

#include "viewer/core/acts.h"
#include "viewer/core/what_if.h"

namespace grove {

class Offers {
 public:
  // False, with the reason, where nothing can be done at this moment.
  bool make(const Player& player, const Selection& about, std::string* why_not);
  void decline();
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

  bool wants_to_compute() const { return what_if_ && !what_if_->finished(); }
  void compute(Player* player, int64_t operations, Onlooker* onlooker);

 private:
  std::optional<Offer> offer_;
  int considered_ = -1;
  std::optional<WhatIf> what_if_;
};

}  // namespace grove
