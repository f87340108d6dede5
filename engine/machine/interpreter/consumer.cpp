#include "engine/machine/interpreter/consumer.h"

#include <fmt/format.h>

#include "engine/machine/core/answers.h"
#include "engine/machine/core/machine.h"
#include "engine/machine/core/machinery.h"
#include "engine/machine/protocols/iteration.h"
#include "engine/machine/protocols/operators.h"
#include "engine/machine/protocols/subscripts.h"
#include "engine/machine/types/containers.h"

namespace grove {

namespace {

enum State : int32_t { kBegin, kAskedIterator, kAskedItem, kAskedCall, kAskedProgram, kMeasured };

using Take = std::optional<Turn> (*)(Machine& machine, FrameBody& frame, Value item);

// Takes an item, or the result of a call, in. Where the program is asked for that (whether it
// equals another, what its hash is), it is kept and taken once more with the answer: scratch[3]
// says in which slot it stands, with the log of answers behind it, scratch[2] whether it is a
// result.
std::optional<Turn> take_asking(const Consumer& consumer, bool is_result, Machine& m,
                                FrameBody& frame, Value item, std::vector<Value> log) {
  const Take take = is_result ? consumer.answer : consumer.take;
  std::optional<Turn> turn;
  {
    const Asking asking(m, std::move(log));
    turn = take(m, frame, m.heap.retain(item));
  }
  if (!m.asked()) {
    m.heap.release(item);
    return turn;
  }
  m.take_question(Value{});
  frame.state = kAskedProgram;
  frame.scratch[2] = is_result ? 1 : 0;
  frame.scratch[3] = static_cast<int64_t>(frame.slots.size());
  frame.slots.push_back(item);
  m.take_log(&frame.slots);
  return Turn::call();
}

std::optional<Turn> take_again(const Consumer& consumer, Machine& m, FrameBody& frame,
                               const Resume& answer) {
  const auto at = static_cast<std::size_t>(frame.scratch[3]);
  const Value item = frame.slots[at];
  std::vector<Value> log(frame.slots.begin() + frame.scratch[3] + 1, frame.slots.end());
  frame.slots.resize(at);
  Asking::append(&log, answer);
  return take_asking(consumer, frame.scratch[2] != 0, m, frame, item, std::move(log));
}

// On from what is there: as long as the iterator takes no turns, in a loop.
Turn go_through(const Consumer& consumer, Machine& m, FrameBody& frame) {
  const Value iterator = frame.slots.back();
  frame.state = kAskedItem;
  if (takes_turns(m, iterator)) return Turn::next(iterator);
  for (;;) {
    bool exhausted = false;
    const Value item = iterator_next(m, iterator, &exhausted);
    if (exhausted) return consumer.end(m, frame);
    if (!item) return Turn::raised();
    const std::optional<Turn> turn = take_asking(consumer, false, m, frame, item, {});
    if (!turn) continue;
    if (turn->kind == Turn::Kind::kCall && frame.state != kAskedProgram) frame.state = kAskedCall;
    return *turn;
  }
}

}  // namespace

namespace {

// Asks what is gone through for its `__len__`, if it has one of the program's.
bool measure(const Consumer& consumer, Machine& m, FrameBody& frame) {
  if (consumer.measured < 0) return false;
  const Value iterable = frame.slots[static_cast<std::size_t>(consumer.measured)];
  const Value method = m.find_in_class(m.class_of(iterable), known(Known::kLen));
  if (!iterable.is(Type::kInstance) || !method.is(Type::kFunction)) return false;
  frame.state = kMeasured;
  m.set_call(method, std::span(&iterable, 1));
  return true;
}

}  // namespace

Turn consume_by(const Consumer& consumer, Machine& m, FrameBody& frame, Resume resume) {
  if (resume.kind == Resume::Kind::kException && frame.state != kAskedProgram) {
    if (frame.state == kMeasured && m.is_instance(resume.value, m.exception_class("TypeError"))) {
      m.swallow(resume.value);
      return go_through(consumer, m, frame);
    }
    const bool is_end = frame.state == kAskedItem &&
                        m.is_instance(resume.value, m.exception_class("StopIteration"));
    if (is_end) return m.swallow(resume.value), consumer.end(m, frame);
    m.raise_as_is(resume.value);
    return Turn::raised();
  }
  std::optional<Turn> turn;
  switch (frame.state) {
    case kBegin: {
      const Value iterable = consumer.begin(m, frame);
      if (!iterable) return Turn::raised();
      if (takes_turns(m, iterable)) {
        frame.state = kAskedIterator;
        return Turn::iterate(iterable);
      }
      const Value iterator = get_iterator(m, iterable);
      if (!iterator) return Turn::raised();
      frame.slots.push_back(iterator);
      break;
    }
    case kAskedIterator:
      frame.slots.push_back(resume.value);
      if (measure(consumer, m, frame)) return Turn::call();
      break;
    case kMeasured:
      m.heap.release(resume.value);
      break;
    case kAskedItem:
      if (resume.kind == Resume::Kind::kEnd) {
        m.heap.release(resume.value);
        return consumer.end(m, frame);
      }
      if (!m.afford_item()) return m.heap.release(resume.value), Turn::raised();
      turn = take_asking(consumer, false, m, frame, resume.value, {});
      break;
    case kAskedProgram:
      frame.state = kAskedItem;
      turn = take_again(consumer, m, frame, resume);
      break;
    default:
      frame.state = kAskedItem;
      turn = take_asking(consumer, true, m, frame, resume.value, {});
  }
  if (!turn) return go_through(consumer, m, frame);
  if (turn->kind == Turn::Kind::kCall && frame.state != kAskedProgram) frame.state = kAskedCall;
  return *turn;
}

namespace {

// --- A list of the items

Value begin_list(Machine& m, FrameBody& frame) {
  frame.slots.push_back(m.heap.new_list({}));
  return frame.slots[0];
}

std::optional<Turn> take_into_list(Machine& m, FrameBody& frame, Value item) {
  m.heap.append(frame.slots[1], item);
  return {};
}

Turn end_list(Machine& m, FrameBody& frame) { return Turn::done(m.heap.retain(frame.slots[1])); }

constexpr Consumer kCollect{begin_list, take_into_list, end_list, nullptr, 0};

// --- item in container

Value begin_search(Machine&, FrameBody& frame) { return frame.slots[0]; }

std::optional<Turn> compare_item(Machine& m, FrameBody& frame, Value item) {
  const Owned owned = own(m.heap, item);
  bool failed = false;
  const bool found = equal(m, item, frame.slots[1], &failed);
  if (failed) return Turn::raised();
  if (!found) return {};
  return Turn::done(Value::boolean(frame.slots[2].integer == 0));
}

Turn not_found(Machine&, FrameBody& frame) { return Turn::done(frame.slots[2]); }

constexpr Consumer kSearch{begin_search, compare_item, not_found};

// --- a, b = iterable and a, *b, c = iterable

Value begin_unpacking(Machine& m, FrameBody& frame) {
  frame.slots.push_back(m.heap.new_list({}));
  return frame.slots[0];
}

std::optional<Turn> take_to_unpack(Machine& m, FrameBody& frame, Value item) {
  m.heap.append(frame.slots[3], item);
  const auto count = static_cast<std::size_t>(frame.slots[1].integer);
  if (!frame.slots[2].is_none() || m.heap.list(frame.slots[3]).items.size() <= count) return {};
  const Owned items = own(m.heap, std::exchange(frame.slots[3], m.heap.new_list({})));
  std::vector<Value> none;
  unpack_sequence(m, items.get(), static_cast<int32_t>(count), &none);
  return Turn::raised();
}

Turn end_unpacking(Machine& m, FrameBody& frame) {
  const auto before = static_cast<int32_t>(frame.slots[1].integer);
  std::vector<Value> items;
  const bool done = frame.slots[2].is_none()
                        ? unpack_sequence(m, frame.slots[3], before, &items)
                        : unpack_starred(m, frame.slots[3], before,
                                         static_cast<int32_t>(frame.slots[2].integer), &items);
  return done ? Turn::done(m.heap.new_tuple(std::move(items))) : Turn::raised();
}

constexpr Consumer kUnpack{begin_unpacking, take_to_unpack, end_unpacking};

// --- list.extend, [*iterable], {*iterable}

Value begin_extending(Machine&, FrameBody& frame) { return frame.slots[1]; }

std::optional<Turn> extend_list(Machine& m, FrameBody& frame, Value item) {
  m.heap.append(frame.slots[0], item);
  return {};
}

std::optional<Turn> extend_set(Machine& m, FrameBody& frame, Value item) {
  const Owned owned = own(m.heap, item);
  if (set_add(m, frame.slots[0], item)) return {};
  return Turn::raised();
}

// Pairs, each of which may have to be gone through by turns as well; scratch[0] counts them.
std::optional<Turn> set_pair(Machine& m, FrameBody& frame, Value pair) {
  const Owned owned = own(m.heap, pair);
  if (takes_turns(m, pair)) {
    m.set_call(Value::of(Type::kNative, kCollectItems), std::span(&pair, 1));
    return Turn::call();
  }
  const auto position = static_cast<std::size_t>(frame.scratch[0]++);
  if (dict_set_pair(m, frame.slots[0], pair, position)) return {};
  return Turn::raised();
}

Turn end_extending(Machine& m, FrameBody& frame) {
  return Turn::done(m.heap.retain(frame.slots[0]));
}

constexpr Consumer kIntoList{begin_extending, extend_list, end_extending, nullptr, 1};
constexpr Consumer kIntoSet{begin_extending, extend_set, end_extending};
constexpr Consumer kIntoDict{begin_extending, set_pair, end_extending, set_pair};

// --- list[slice] = iterable

Value begin_slice(Machine& m, FrameBody& frame) {
  frame.slots.push_back(m.heap.new_list({}));
  return frame.slots[2];
}

std::optional<Turn> take_into_slice(Machine& m, FrameBody& frame, Value item) {
  m.heap.append(frame.slots[3], item);
  return {};
}

Turn set_slice(Machine& m, FrameBody& frame) {
  if (!set_item(m, frame.slots[0], frame.slots[1], frame.slots[3])) return Turn::raised();
  return Turn::done(Value::none());
}

constexpr Consumer kIntoSlice{begin_slice, take_into_slice, set_slice};

// --- f(*iterable)

Value begin_arguments(Machine& m, FrameBody& frame) {
  frame.slots.push_back(m.heap.new_list({}));
  return frame.slots[1];
}

std::optional<Turn> take_argument(Machine& m, FrameBody& frame, Value item) {
  m.heap.append(frame.slots[3], item);
  return {};
}

Turn call_with_arguments(Machine& m, FrameBody& frame) {
  std::vector<Value> values, names;
  if (!frame.slots[2].is_null()) {
    const TableBody& table = m.heap.dict(frame.slots[2]);
    for (int32_t at = 0; const TableBody::Entry* entry = next_entry(table, &at);) {
      names.push_back(entry->key);
      values.push_back(entry->value);
    }
  }
  m.set_call(frame.slots[0], m.heap.list(frame.slots[3]).items, values, names);
  frame.state = kAskedCall;
  return Turn::call();
}

std::optional<Turn> return_answer(Machine&, FrameBody&, Value result) { return Turn::done(result); }

constexpr Consumer kCallWith{begin_arguments, take_argument, call_with_arguments, return_answer, 1};

}  // namespace

void add_consumers(Library& library) {
  const auto add = [&](const char* name, const char* signature, TurnFunction turn, int32_t wanted) {
    ENSURE(library.internal(name, signature, turn) == wanted,
           "the machine's own steps must be the first of a library");
  };
  add("collect", "iterable", consume<kCollect>, kCollectItems);
  add("contains", "container, item, negate", consume<kSearch>, kContainsItem);
  add("unpack", "iterable, before, after", consume<kUnpack>, kUnpackItems);
  add("extend list", "list, iterable", consume<kIntoList>, kExtendList);
  add("extend set", "set, iterable", consume<kIntoSet>, kExtendSet);
  add("update dict", "dict, iterable", consume<kIntoDict>, kUpdateDict);
  add("set slice", "list, slice, iterable", consume<kIntoSlice>, kSetSlice);
  add("call", "callable, iterable, keywords=?", consume<kCallWith>, kCallUnpacked);
}

}  // namespace grove
