// Allowance: what a run may take where no instruction is counted, inside of one built-in: items to
// go through (sum(range(10**10)), the repr of a list that holds the same list many times over).
//
//   if (!machine.afford_item()) return Value{};
//
// Whoever sets up the run (the runtime) gives the items anew at each checkpoint. Once it was too
// much, nothing more is afforded, and Machine::run() pauses: the run is over its limit, which the
// program cannot catch. What is made counts too, but in the heap (heap.h).
#pragma once

#include <cstdint>
#include <limits>

namespace grove {

struct Allowance {
  // An item costs a built-in about as much less than an instruction costs the interpreter.
  static constexpr int64_t kItemsPerInstruction = 16;

  int64_t items = std::numeric_limits<int64_t>::max();  // until the next checkpoint
  bool exceeded = false;

  void give_items(int64_t instructions) {
    constexpr int64_t kMost = std::numeric_limits<int64_t>::max() / kItemsPerInstruction;
    items = (instructions < kMost ? instructions : kMost) * kItemsPerInstruction;
  }
  // False: too much.
  bool take_items(int64_t count) {
    items -= count;
    exceeded = exceeded || items < 0;
    return !exceeded;
  }
};

}  // namespace grove
