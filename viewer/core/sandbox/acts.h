// Acts: what a person can do to a thing at the moment that is shown. Which acts there are follows
// from the selection; whether one has an effect is found by trying it (trials.h).
#pragma once

#include <string>
#include <vector>

#include "viewer/core/sandbox/insertion_point.h"
#include "viewer/core/view/selection.h"

namespace grove {

struct OfferedAct {
  Intervention what;  // at the insertion point
  std::string words;  // "Cancel main:34"
  std::string
      why_not;  // it would change nothing, because; empty if it has an effect, or is not tried
};

// What is offered to somebody who points at a thing.
struct Offer {
  Selection about;
  std::string title;  // "r0", "scope main:34", "the run"
  InsertionPoint point;
  std::vector<OfferedAct> acts;
};

// None of them tried. Nothing where nothing can be done at this moment; `why_not` then says why.
std::optional<Offer> offer_of(const Player& player, const Selection& about, std::string* why_not);

// What an act that was applied touches: a task, a nursery, a scope; control-C main.
struct Touched {
  Intervention::Kind kind = Intervention::Kind::kInterrupt;
  Selection about{};  // nothing if it is not there
};
Touched touched_by(const Model& model, const InputApplied& applied);

// "cancel main:34", "raise OSError in r0", "control-C", …: the name of a branch begins so.
std::string act_words(const Intervention& act);
// The same with its moment: "cancel main:34 before step 41".
std::string branch_name(const Intervention& act);

}  // namespace grove
