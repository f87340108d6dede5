// Allowance: what a run may take where no instruction is counted, inside of one built-in: items to
// go through (sum(range(10**10)), the repr of a list that holds the same list many times over) and
// bytes of what it makes ("x".replace("x", y) of a long y).
//
//   if (!machine.afford_item() || !machine.afford_bytes(text.size())) return Value{};
//
// Whoever sets up the run (the runtime) says what there is and gives the items anew at each
// checkpoint. Once something was too much, `exceeded` says what, nothing more is afforded,
// and Machine::run() pauses: the run is over its limit, which the program cannot catch.
#pragma once

#include <cstdint>
#include <limits>

namespace grove {

struct Allowance {
  // An item costs a built-in about as much less than an instruction costs the interpreter.
  static constexpr int64_t kItemsPerInstruction = 16;

  enum class Limit : uint8_t { kNone, kBytes, kInstructions };

  uint64_t bytes = std::numeric_limits<uint64_t>::max();  // of all objects alive
  int64_t items = std::numeric_limits<int64_t>::max();    // until the next checkpoint
  Limit exceeded = Limit::kNone;

  void give_items(int64_t instructions) {
    constexpr int64_t kMost = std::numeric_limits<int64_t>::max() / kItemsPerInstruction;
    items = (instructions < kMost ? instructions : kMost) * kItemsPerInstruction;
  }
  bool is_exceeded() const { return exceeded != Limit::kNone; }
  // False: too much.
  bool take_items(int64_t count) {
    items -= count;
    if (items < 0 && !is_exceeded()) exceeded = Limit::kInstructions;
    return !is_exceeded();
  }
  bool has_bytes(uint64_t in_use, uint64_t more) {
    if ((more > bytes || in_use > bytes - more) && !is_exceeded()) exceeded = Limit::kBytes;
    return !is_exceeded();
  }
};

}  // namespace grove
