// What puts in order: sorted, list.sort, min, max. With a key function they take turns, one call of
// the key for each item.
#include <fmt/format.h>

#include "engine/machine/builtins/convert.h"
#include "engine/machine/builtins/types.h"
#include "engine/machine/core/machine.h"
#include "engine/machine/core/machinery.h"
#include "engine/machine/interpreter/consumer.h"
#include "engine/machine/interpreter/operations.h"
#include "engine/machine/interpreter/sorting.h"
#include "engine/machine/protocols/iteration.h"
#include "engine/machine/protocols/operators.h"
#include "engine/machine/types/containers.h"
#include "engine/machine/types/strings.h"

namespace grove {

namespace {

// What the key functions of a frame work on: its slots `items` and `keys`, lists that the first
// turn puts behind the arguments, and scratch[0], how many keys are there.
struct KeyWork {
  Value items;
  Value keys;
};

KeyWork work_of(const FrameBody& frame) {
  return {frame.slots[frame.slots.size() - 2], frame.slots.back()};
}

// Takes the items' references over.
void start_keys(Machine& machine, FrameBody& frame, std::vector<Value> items) {
  frame.slots.push_back(machine.heap.new_list(std::move(items)));
  frame.slots.push_back(machine.heap.new_list({}));
  frame.state = 1;
}

// Calls the key for the next item. False: all keys are there.
bool next_key(Machine& machine, FrameBody& frame, Value key) {
  const KeyWork work = work_of(frame);
  const auto& items = machine.heap.list(work.items).items;
  const auto& keys = machine.heap.list(work.keys).items;
  if (keys.size() == items.size()) return false;
  const Value item = items[keys.size()];
  machine.set_call(key, std::span(&item, 1));
  return true;
}

// Takes in what the last turn came to. False: it failed.
bool take_key(Machine& machine, FrameBody& frame, Resume resume) {
  if (resume.kind == Resume::Kind::kException) {
    machine.raise_as_is(resume.value);
    return false;
  }
  if (resume.kind == Resume::Kind::kValue) {
    machine.heap.append(work_of(frame).keys, resume.value);
  }
  return true;
}

// Comparing may take turns: then a step of its own sorts (operations.h), and this is its state.
constexpr int32_t kSorting = 3;

// Sorts the items. *done: false if a call was set that does it.
bool sort_by_keys(Machine& machine, FrameBody& frame, bool reverse, bool* done) {
  const KeyWork work = work_of(frame);
  std::vector<Value>& items = machine.heap.list(work.items).items;
  std::vector<Value>& keys = machine.heap.list(work.keys).items;
  *done = !sorting_may_ask(machine, keys.empty() ? items : keys);
  if (*done) return sort_values(machine, &items, &keys, reverse);
  const Value args[] = {work.items, keys.empty() ? Value{} : work.keys, Value::boolean(reverse)};
  machine.set_call(Value::of(Type::kNative, kSortOperation), args);
  frame.state = kSorting;
  return true;
}

// Puts key and reverse, from a dict of keywords, into these slots. CPython's sorted hands them to
// list.sort, which is what the message names.
bool take_keywords(Machine& machine, FrameBody& frame, Value keywords) {
  const Owned given = hold(machine.heap, keywords);
  machine.heap.assign(frame.slots[0], Value::none());
  machine.heap.assign(frame.slots[1], Value::boolean(false));
  int32_t at = 0;
  while (const auto* entry = next_entry(machine.heap.dict(given.get()), &at)) {
    const std::string_view name = text_of(machine, entry->key);
    if (name != "key" && name != "reverse") {
      raise_type_error(machine,
                       fmt::format("'{}' is an invalid keyword argument for sort()", name));
      return false;
    }
    machine.heap.assign(frame.slots[name == "key" ? 0 : 1], machine.heap.retain(entry->value));
  }
  return true;
}

// sorted(iterable, /, *, key=None, reverse=False); the first turn has *args and **kwargs.
// reverse=: an integer, bool among them; false with TypeError pending.
bool reverse_argument(Machine& machine, Value value, bool* reverse) {
  if (!value.is(Type::kInt) && !value.is(Type::kBool)) {
    raise_type_error(machine, fmt::format("'{}' object cannot be interpreted as an integer",
                                          machine.type_name(value)));
    return false;
  }
  *reverse = value.integer != 0;
  return true;
}

Turn sorted_turn(Machine& machine, FrameBody& frame, Resume resume) {
  constexpr int32_t kItemsAsked = 2;
  if (frame.state == kSorting && resume.kind == Resume::Kind::kValue) {
    return Turn::done(machine.heap.retain(work_of(frame).items));
  }
  if (frame.state == kItemsAsked && resume.kind == Resume::Kind::kValue) {
    frame.state = 1;
    frame.slots.push_back(resume.value);
    frame.slots.push_back(machine.heap.new_list({}));
    if (!take_keywords(machine, frame, frame.slots[1])) return Turn::raised();
  } else if (!take_key(machine, frame, resume)) {
    return Turn::raised();
  } else if (frame.state == 0) {
    const auto& given = machine.heap.tuple(frame.slots[0]).items;
    if (given.size() != 1) {
      raise_type_error(machine, fmt::format("sorted expected 1 argument, got {}", given.size()));
      return Turn::raised();
    }
    if (takes_turns(machine, given[0])) {
      frame.state = kItemsAsked;
      machine.set_call(Value::of(Type::kNative, kCollectItems), std::span(&given[0], 1));
      return Turn::call();
    }
    std::vector<Value> items;
    if (!collect(machine, given[0], &items)) return Turn::raised();
    start_keys(machine, frame, std::move(items));
    if (!take_keywords(machine, frame, frame.slots[1])) return Turn::raised();
  }
  const Value key = frame.slots[0];
  bool reverse = false;
  if (!reverse_argument(machine, frame.slots[1], &reverse)) return Turn::raised();
  if (!key.is_none() && next_key(machine, frame, key)) return Turn::call();
  bool done = false;
  if (!sort_by_keys(machine, frame, reverse, &done)) return Turn::raised();
  return done ? Turn::done(machine.heap.retain(work_of(frame).items)) : Turn::call();
}

// list.sort(*, key=None, reverse=False). While it works the list is empty, as in CPython, so that
// a key function that changes it is noticed.
Turn sort_turn(Machine& machine, FrameBody& frame, Resume resume) {
  Heap& heap = machine.heap;
  const Value list = frame.slots[0];
  const Value key = frame.slots[1];
  bool reverse = false;
  if (!reverse_argument(machine, frame.slots[2], &reverse)) return Turn::raised();
  if (frame.state == 0) {
    start_keys(machine, frame, {});
    heap.list(work_of(frame).items).items.swap(heap.list(list).items);
  }
  const KeyWork work = work_of(frame);
  const bool is_sorted = frame.state == kSorting && resume.kind == Resume::Kind::kValue;
  bool ok = is_sorted || take_key(machine, frame, resume);
  if (ok && !is_sorted) {
    if (!key.is_none() && next_key(machine, frame, key)) return Turn::call();
    bool done = false;
    ok = sort_by_keys(machine, frame, reverse, &done);
    if (ok && !done) return Turn::call();
  }
  heap.list(list).items.swap(heap.list(work.items).items);
  heap.recharge(heap.list(list));
  heap.recharge(heap.list(work.items));
  if (ok && !heap.list(work.items).items.empty()) {
    raise_value_error(machine, "list modified during sort");
    ok = false;
  }
  return ok ? Turn::done(Value::none()) : Turn::raised();
}

// --- min and max(*args, key=None, default=?); slots: those three, the best item with its key, and
// the item whose key is being made

enum ExtremeSlot : std::size_t { kGiven, kKey, kDefault, kBest, kBestKey, kItem };

template <CompareOperator kOp>
constexpr const char* kExtremeName = kOp == CompareOperator::kLt ? "min" : "max";

template <CompareOperator kOp>
Value begin_extreme(Machine& machine, FrameBody& frame) {
  const std::vector<Value>& given = machine.heap.tuple(frame.slots[kGiven]).items;
  if (given.empty()) {
    return raise_type_error(
        machine, fmt::format("{} expected at least 1 argument, got 0", kExtremeName<kOp>));
  }
  if (given.size() > 1 && !frame.slots[kDefault].is_null()) {
    return raise_type_error(machine, fmt::format("Cannot specify a default for {}() with multiple "
                                                 "positional arguments",
                                                 kExtremeName<kOp>));
  }
  frame.slots.insert(frame.slots.end(), 3, Value{});
  return given.size() == 1 ? given[0] : frame.slots[kGiven];
}

// The item and its key, both taken over, in place of the best ones if they go before.
template <CompareOperator kOp>
std::optional<Turn> weigh(Machine& machine, FrameBody& frame, Value item, Value key) {
  Owned owned_item = own(machine.heap, item), owned_key = own(machine.heap, key);
  const Value best = frame.slots[kBestKey];
  bool failed = false;
  const bool better = best.is_null() || compares(machine, kOp, key, best, &failed);
  if (failed) return Turn::raised();
  if (better) {
    machine.heap.assign(frame.slots[kBest], owned_item.release());
    machine.heap.assign(frame.slots[kBestKey], owned_key.release());
  }
  return {};
}

template <CompareOperator kOp>
std::optional<Turn> take_for_extreme(Machine& machine, FrameBody& frame, Value item) {
  if (frame.slots[kKey].is_none()) {
    return weigh<kOp>(machine, frame, item, machine.heap.retain(item));
  }
  frame.slots[kItem] = item;
  machine.set_call(frame.slots[kKey], std::span(&item, 1));
  return Turn::call();
}

template <CompareOperator kOp>
std::optional<Turn> take_key_for_extreme(Machine& machine, FrameBody& frame, Value key) {
  const std::optional<Turn> turn =
      weigh<kOp>(machine, frame, machine.heap.retain(frame.slots[kItem]), key);
  // Where the program is asked, it comes again.
  if (!machine.asked()) machine.heap.assign(frame.slots[kItem], Value{});
  return turn;
}

template <CompareOperator kOp>
Turn end_extreme(Machine& machine, FrameBody& frame) {
  for (const std::size_t slot : {kBest, kDefault}) {
    if (frame.slots[slot]) return Turn::done(machine.heap.retain(frame.slots[slot]));
  }
  return Turn::done(
      raise_value_error(machine, fmt::format("{}() arg is an empty sequence", kExtremeName<kOp>)));
}

template <CompareOperator kOp>
constexpr Consumer kExtreme{begin_extreme<kOp>, take_for_extreme<kOp>, end_extreme<kOp>,
                            take_key_for_extreme<kOp>};

}  // namespace

void add_ordering(Library& library) {
  library.module("builtins")
      .turns("sorted", "*args, **kwargs", sorted_turn)
      .turns("min", "*args, key=None, default=?", consume<kExtreme<CompareOperator::kLt>>)
      .turns("max", "*args, key=None, default=?", consume<kExtreme<CompareOperator::kGt>>);
  library.klass("builtins", "list", Type::kList)
      .method_turns("sort", "*, key=None, reverse=False", sort_turn);
}

}  // namespace grove
