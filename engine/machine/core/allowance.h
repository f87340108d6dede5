// Allowance: what a run may take where no instruction is counted, inside of one built-in: items to
// go through (sum(range(10**10)), the repr of a list that holds the same list many times over).
//
//   if (!machine.afford_item()) return Value{};
//
// Whoever sets up the run (the runtime) gives the items anew at each checkpoint. Once it was too
// much, nothing more is afforded, and Machine::run() pauses: the run is over its limit, which the
// program cannot catch. What is made counts too, but in the heap (heap.h).
//
// Items are instructions too: what a built-in went through is taken off the budget of the run() in
// progress, so that a slice stays a slice. And because one built-in alone may have seconds of work,
// whoever drives the run may hang an onlooker in here that is asked every so many items.
#pragma once

#include <cstdint>
#include <limits>

#include "engine/base/onlooker.h"

namespace grove {

struct Allowance {
  // An item costs a built-in from a tenth of what an instruction costs the interpreter to twice as
  // much: with more of them a limit of many instructions would be half a minute of one built-in.
  static constexpr int64_t kItemsPerInstruction = 4;

  // Items between two questions: far less than a millisecond.
  static constexpr int64_t kItemsPerLook = int64_t{1} << 14;

  // kStopped: not a limit; from outside came the wish that the run be left where it is.
  enum class Exceeded : uint8_t { kNot, kItems, kStopped };

  int64_t items = std::numeric_limits<int64_t>::max();  // until the next checkpoint
  Exceeded exceeded = Exceeded::kNot;
  Onlooker* onlooker = nullptr;  // or none; outlives the run

  static Allowance of_items(int64_t count) {
    Allowance allowance;
    allowance.items = allowance.charged_ = count;
    return allowance;
  }
  void give_items(int64_t instructions) {
    constexpr int64_t kMost = std::numeric_limits<int64_t>::max() / kItemsPerInstruction;
    items = (instructions < kMost ? instructions : kMost) * kItemsPerInstruction;
    charged_ = items;
    next_look_ = items - kItemsPerLook;
  }
  // False: too much.
  bool take_items(int64_t count) {
    items -= count;
    if (items < next_look_ || items < 0) look();
    return !is_exceeded();
  }
  bool is_exceeded() const { return exceeded != Exceeded::kNot; }
  // Whether there are any for take_instructions().
  bool owes() const { return charged_ - items >= kItemsPerInstruction; }
  // What the items since the last call are in instructions; a rest is kept for the next one.
  int64_t take_instructions() {
    const int64_t instructions = (charged_ - items) / kItemsPerInstruction;
    charged_ -= instructions * kItemsPerInstruction;
    return instructions;
  }

 private:
  void look() {
    next_look_ = items - kItemsPerLook;
    if (is_exceeded()) return;
    if (onlooker != nullptr && onlooker->wishes_stop()) {
      exceeded = Exceeded::kStopped;
    } else if (items < 0) {
      exceeded = Exceeded::kItems;
    }
  }

  int64_t charged_ = std::numeric_limits<int64_t>::max();  // `items` when it was last charged
  int64_t next_look_ = std::numeric_limits<int64_t>::max() - kItemsPerLook;
};

}  // namespace grove
