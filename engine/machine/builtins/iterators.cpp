// What iterates: iter, next, the lazy iterators; and what goes through an iterable and gives one
// value: sum, any, all.
#include <fmt/format.h>

#include "engine/machine/builtins/convert.h"
#include "engine/machine/builtins/types.h"
#include "engine/machine/core/machine.h"
#include "engine/machine/interpreter/consumer.h"
#include "engine/machine/protocols/iteration.h"
#include "engine/machine/protocols/operators.h"
#include "engine/machine/types/integers.h"

namespace grove {

namespace {

Value iter(Machine& machine, Args args) {
  if (args[1].is_null()) return get_iterator(machine, args[0]);
  if (machine.is_callable(args[0])) return new_callable_iterator(machine, args[0], args[1]);
  return raise_type_error(machine, "iter(v, w): v must be callable");
}

// next(iterator, default=?)
Turn next_turn(Machine& machine, FrameBody& frame, Resume resume) {
  const Value iterator = frame.slots[0];
  switch (resume.kind) {
    case Resume::Kind::kStart:
      if (is_iterator(machine, iterator)) return Turn::next(iterator);
      raise_type_error(machine,
                       fmt::format("'{}' object is not an iterator", machine.type_name(iterator)));
      return Turn::raised();
    case Resume::Kind::kValue:
      return Turn::done(resume.value);
    case Resume::Kind::kException: {
      const bool is_end =
          machine.is_instance(resume.value, machine.exception_class("StopIteration"));
      if (!is_end || frame.slots[1].is_null()) {
        machine.raise_as_is(resume.value);
        return Turn::raised();
      }
      machine.swallow(resume.value);
      return Turn::done(machine.heap.retain(frame.slots[1]));
    }
    case Resume::Kind::kEnd:
      break;
  }
  if (frame.slots[1].is_null()) return Turn::done(raise_stop_iteration(machine, resume.value));
  machine.heap.release(resume.value);
  return Turn::done(machine.heap.retain(frame.slots[1]));
}

Turn step_turn(Machine& machine, FrameBody& frame, Resume resume) {
  if (frame.slots.size() == 1) frame.slots.push_back(Value{});
  return next_turn(machine, frame, resume);
}

Value iterate(Machine& machine, Args args) { return get_iterator(machine, args[0]); }

Value make_enumerate(Machine& machine, Args args) {
  const Owned start = own(machine.heap, to_int(machine, args[2]));
  return start ? new_enumerate(machine, args[1], start.get()) : Value{};
}

Value make_zip(Machine& machine, Args args) {
  bool failed = false;
  const bool strict = truth_of(machine, args[2], &failed);
  return failed ? Value{} : new_zip(machine, machine.heap.tuple(args[1]).items, strict);
}

Value make_map(Machine& machine, Args args) {
  const std::vector<Value>& given = machine.heap.tuple(args[1]).items;
  if (given.size() < 2) {
    return raise_type_error(machine, "map() must have at least two arguments.");
  }
  return new_map(machine, given[0], {given.begin() + 1, given.end()});
}

Value make_filter(Machine& machine, Args args) { return new_filter(machine, args[1], args[2]); }

Value make_reversed(Machine& machine, Args args) {
  const std::vector<Value>& given = machine.heap.tuple(args[1]).items;
  if (given.size() == 1) return new_reversed(machine, given[0]);
  return raise_type_error(machine,
                          fmt::format("reversed expected 1 argument, got {}", given.size()));
}

// --- sum(iterable, /, start=0); the total is in slots[2]

Value begin_sum(Machine& machine, FrameBody& frame) {
  if (!is_iterable(machine, frame.slots[0])) {
    return raise_type_error(
        machine, fmt::format("'{}' object is not iterable", machine.type_name(frame.slots[0])));
  }
  if (frame.slots[1].is(Type::kStr)) {
    return raise_type_error(machine, "sum() can't sum strings [use ''.join(seq) instead]");
  }
  if (frame.slots[1].is_bytes()) {
    const char* const what = frame.slots[1].is(Type::kBytes) ? "bytes" : "bytearray";
    return raise_type_error(machine,
                            fmt::format("sum() can't sum {} [use b''.join(seq) instead]", what));
  }
  frame.slots.push_back(machine.heap.retain(frame.slots[1]));
  return frame.slots[0];
}

std::optional<Turn> add_item(Machine& machine, FrameBody& frame, Value item) {
  const Owned owned = own(machine.heap, item);
  const Value total = binary_op(machine, BinaryOperator::kAdd, false, frame.slots[2], item);
  if (!total) return Turn::raised();
  machine.heap.assign(frame.slots[2], total);
  return {};
}

Turn total(Machine& machine, FrameBody& frame) {
  return Turn::done(machine.heap.retain(frame.slots[2]));
}

constexpr Consumer kSum{begin_sum, add_item, total};

// --- any: stops at the first true item; all: at the first false one

Value begin_truths(Machine&, FrameBody& frame) { return frame.slots[0]; }

template <bool kStopsAt>
std::optional<Turn> look_at(Machine& machine, FrameBody&, Value item) {
  const Owned owned = own(machine.heap, item);
  bool failed = false;
  const bool truth = truth_of(machine, item, &failed);
  if (failed) return Turn::raised();
  if (truth != kStopsAt) return {};
  return Turn::done(Value::boolean(kStopsAt));
}

template <bool kStopsAt>
Turn never_stopped(Machine&, FrameBody&) {
  return Turn::done(Value::boolean(!kStopsAt));
}

constexpr Consumer kAny{begin_truths, look_at<true>, never_stopped<true>};
constexpr Consumer kAll{begin_truths, look_at<false>, never_stopped<false>};

}  // namespace

void add_iterators(Library& library) {
  library.module("builtins")
      .function("iter", "object, sentinel=?, /", iter)
      .turns("next", "iterator, default=?, /", next_turn)
      .turns("sum", "iterable, /, start=0", consume<kSum>)
      .turns("any", "iterable, /", consume<kAny>)
      .turns("all", "iterable, /", consume<kAll>);
  library.klass("builtins", "enumerate", Type::kIterator)
      .constructor("iterable, start=0", make_enumerate);
  library.klass("builtins", "zip", Type::kIterator)
      .constructor("*iterables, strict=False", make_zip);
  library.klass("builtins", "map", Type::kIterator).constructor("*args", make_map);
  library.klass("builtins", "filter", Type::kIterator)
      .constructor("function, iterable, /", make_filter);
  library.klass("builtins", "reversed", Type::kIterator).constructor("*args", make_reversed);
  // Every iterable's __iter__ and every iterator's __next__.
  for (std::size_t i = 0; i < library.classes().size(); ++i) {
    const Type type = library.classes()[i].instance_type;
    const bool is_iterator = type == Type::kIterator;
    const bool is_iterable = type == Type::kStr || type == Type::kTuple || type == Type::kList ||
                             type == Type::kDict || type == Type::kSet ||
                             type == Type::kFrozenSet || type == Type::kRange ||
                             type == Type::kDictView;
    if (!is_iterator && !is_iterable) continue;
    ClassBuilder klass(library, static_cast<int32_t>(i));
    klass.method("__iter__", "", iterate);
    if (is_iterator) klass.method_turns("__next__", "", step_turn);
  }
}

}  // namespace grove
