// Consumer: a built-in that goes through an iterable, whatever that is. Each step of it may take
// turns (a generator runs, a `__next__` written in the program is called), fail, or be the
// hundredth in a row; between two of them the run may pause and be copied.
//
//   // any(iterable, /)
//   Value begin(Machine&, FrameBody& frame) { return frame.slots[0]; }
//   std::optional<Turn> take(Machine& m, FrameBody& frame, Value item) { … }
//   Turn end(Machine&, FrameBody&) { return Turn::done(Value::boolean(false)); }
//   constexpr Consumer kAny{begin, take, end};
//   library.module("builtins").turns("any", "iterable, /", consume<kAny>);
//
// A built-in that is done at once (PlainFunction) goes through iterables by collect()
// (iteration.h), which asks for the items where that takes turns; so it has no effect before.
#pragma once

#include <optional>

#include "engine/machine/core/library.h"

namespace grove {

struct Consumer {
  // Looks at the arguments, puts what the consumer keeps for itself behind them, and says what is
  // to be gone through (borrowed). Null: pending.
  Value (*begin)(Machine& machine, FrameBody& frame);
  // One more item, its reference taken over. Nothing: on with the next. Else a turn: done, raised,
  // or a call whose result comes to `answer`.
  std::optional<Turn> (*take)(Machine& machine, FrameBody& frame, Value item);
  // There are no more items.
  Turn (*end)(Machine& machine, FrameBody& frame);
  // What the call of take() came to, its reference taken over; the same results.
  std::optional<Turn> (*answer)(Machine& machine, FrameBody& frame, Value result) = nullptr;
  // In which slot what is gone through stands, if it is asked for its `__len__` first, as CPython
  // does to make room; else -1.
  int32_t measured = -1;
};

// `frame.state` is the consumer's turn; the iterator stands in the last slot.
Turn consume_by(const Consumer& consumer, Machine& machine, FrameBody& frame, Resume resume);

template <const Consumer& kConsumer>
Turn consume(Machine& machine, FrameBody& frame, Resume resume) {
  return consume_by(kConsumer, machine, frame, resume);
}

}  // namespace grove
