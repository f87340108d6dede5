// KeptPlace: how far a loop has come that may ask the program at each step (answers.h): when the
// built-in runs again with an answer, it goes on from there. Internal to the machine.
//
//   KeptPlace place(m);
//   for (std::size_t i = 0; (i = place.from(i, may_ask(items[i]))) < items.size(); ++i) {
//     if (equal(m, items[i], …)) …
//     place.passed(i);
//   }
#pragma once

#include <cstddef>
#include <optional>

#include "engine/machine/core/answers.h"

namespace grove {

class KeptPlace {
 public:
  explicit KeptPlace(Machine& machine) : machine_(machine) {}

  // Where to go on: `i`, or further on if it was there before. `asks`: whether step i may ask;
  // nothing is kept before the first that does.
  std::size_t from(std::size_t i, bool asks) {
    if (kept_ || !asks || !machine_.may_ask()) return i;
    kept_.emplace(machine_);
    return kept_->is_new() ? i : static_cast<std::size_t>(kept_->value().integer);
  }
  void passed(std::size_t i) {
    if (kept_) kept_->keep(Value::of_int(static_cast<int64_t>(i) + 1));
  }

 private:
  Machine& machine_;
  std::optional<Kept> kept_;
};

}  // namespace grove
