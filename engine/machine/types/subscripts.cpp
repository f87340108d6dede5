#include "engine/machine/protocols/subscripts.h"

#include <fmt/format.h>

#include <algorithm>

#include "engine/machine/core/machine.h"
#include "engine/machine/protocols/classes.h"
#include "engine/machine/protocols/index.h"
#include "engine/machine/protocols/iteration.h"
#include "engine/machine/protocols/operators.h"
#include "engine/machine/protocols/specials.h"
#include "engine/machine/types/bytes.h"
#include "engine/machine/types/containers.h"
#include "engine/machine/types/generic_alias.h"
#include "engine/machine/types/integers.h"
#include "engine/machine/types/strings.h"

namespace grove {

namespace {

bool raise_type_error(Machine& machine, const std::string& message) {
  machine.raise_error("TypeError", message);
  return false;
}

// "list indices must be integers or slices, not str".
bool raise_bad_index(Machine& machine, Value container, Value index) {
  const std::string type = machine.type_name(index);
  if (container.is(Type::kStr)) {
    return raise_type_error(machine,
                            fmt::format("string indices must be integers, not '{}'", type));
  }
  const std::string what = container.is(Type::kBytes) ? "byte" : machine.type_name(container);
  return raise_type_error(machine,
                          fmt::format("{} indices must be integers or slices, not {}", what, type));
}

Value raise_key_error(Machine& machine, Value key) {
  Heap& heap = machine.heap;
  const Value klass = machine.exception_class("KeyError");
  return machine.raise(machine.new_exception(klass, {heap.retain(key)}));
}

// Negative indices count from the end. False: out of range.
bool resolve_index(int64_t length, int64_t* index) {
  if (*index < 0) *index += length;
  return *index >= 0 && *index < length;
}

// An index, as a number; IndexError where no index is that large. Nothing: pending.
std::optional<int64_t> position_of(Machine& machine, Value container, Value index) {
  const std::optional<int64_t> position = index_of(machine, index);
  if (position) return position;
  if (!machine.has_pending()) {
    raise_bad_index(machine, container, index);
  } else if (!machine.asked() &&
             machine.is_instance(machine.pending(), machine.exception_class("OverflowError"))) {
    const Owned number = own(machine.heap, machine.take_pending());
    machine.raise_error("IndexError", machine.exception_message(number.get()));
  }
  return std::nullopt;
}

Value item_of_range(const RangeBody& r, int64_t index) {
  // The sum fits where the product need not.
  return Value::of_int(
      static_cast<int64_t>(static_cast<uint64_t>(r.start) +
                           static_cast<uint64_t>(index) * static_cast<uint64_t>(r.step)));
}

}  // namespace

Value raise_long_range(Machine& machine) {
  return machine.raise_error(
      "OverflowError", "a range past 64 bits is in Python, not in Grove yet: use a while loop");
}

namespace {

// start + index * step, if 64 bits hold it.
bool stands_at(const RangeBody& r, int64_t index, int64_t* number) {
  return !__builtin_mul_overflow(index, r.step, number) &&
         !__builtin_add_overflow(r.start, *number, number);
}

// `r` is a copy: what is made may move it.
Value slice_of_range(Machine& machine, RangeBody r, const SliceIndices& s) {
  RangeBody cut;
  if (!stands_at(r, s.start, &cut.start) || !stands_at(r, s.stop, &cut.stop) ||
      __builtin_mul_overflow(r.step, s.step, &cut.step)) {
    return raise_long_range(machine);
  }
  const Value v = machine.heap.allocate(Type::kRange);
  RangeBody& result = machine.heap.range(v);
  result.start = cut.start;
  result.stop = cut.stop;
  result.step = cut.step;
  return v;
}

Value slice_of(Machine& machine, Value container, Value slice) {
  SliceIndices s;
  if (!resolve_slice(machine, slice, length_of(machine, container), &s)) return Value{};
  Heap& heap = machine.heap;
  if (container.is(Type::kStr)) return str_slice(machine, container, s);
  if (container.is(Type::kRange)) return slice_of_range(machine, heap.range(container), s);
  if (container.is_bytes()) return bytes_slice(machine, container, s);
  const bool is_list = container.is(Type::kList);
  const auto& items = is_list ? heap.list(container).items : heap.tuple(container).items;
  std::vector<Value> picked;
  heap.grow(picked, static_cast<std::size_t>(s.count));
  for (int64_t i = 0; i < s.count; ++i) {
    picked.push_back(heap.retain(items[static_cast<std::size_t>(s.start + i * s.step)]));
  }
  return is_list ? heap.new_list(std::move(picked)) : heap.new_tuple(std::move(picked));
}

// A range may have more values than an int64_t counts.
Value item_at(Machine& machine, const RangeBody& r, int64_t index) {
  const auto count = static_cast<uint64_t>(range_length(r.start, r.stop, r.step));
  const uint64_t from_end = 0 - static_cast<uint64_t>(index);
  const bool is_there = index >= 0 ? static_cast<uint64_t>(index) < count : from_end <= count;
  if (!is_there) return machine.raise_error("IndexError", "range object index out of range");
  return item_of_range(
      r, static_cast<int64_t>(index >= 0 ? static_cast<uint64_t>(index) : count - from_end));
}

// CPython asks the types that are sequences in C, sets among them, by position; a program's own
// classes as well, which may be sequences for all it knows.
bool is_sequence_in_c(Value container) {
  return container.is(Type::kTuple) || container.is(Type::kStr) || container.is(Type::kRange) ||
         container.is(Type::kBytes) || container.is_set() || container.is(Type::kDictView) ||
         container.is(Type::kInstance);
}

// It wants the position before it finds that nothing can be put there.
bool asks_position_first(Value container, Value index) {
  return index.is(Type::kBigInt) && is_sequence_in_c(container);
}
bool raise_no_position(Machine& machine) {
  machine.raise_error("IndexError", "cannot fit 'int' into an index-sized integer");
  return false;
}

// str, list, tuple, range or bytes.
Value item_of_sequence(Machine& machine, Value container, Value index) {
  if (index.is(Type::kSlice)) return slice_of(machine, container, index);
  if (container.is(Type::kRange) && index.is(Type::kBigInt)) {
    return machine.raise_error("IndexError", "range object index out of range");
  }
  const std::optional<int64_t> given = position_of(machine, container, index);
  if (!given) return Value{};
  if (container.is(Type::kRange)) return item_at(machine, machine.heap.range(container), *given);
  int64_t i = *given;
  if (!resolve_index(length_of(machine, container), &i)) {
    std::string what = machine.type_name(container);
    if (container.is(Type::kStr)) what = "string";
    const char* const space = container.is(Type::kBytes) ? "" : " ";
    if (container.is(Type::kBytes)) what.clear();
    return machine.raise_error("IndexError", what + space + "index out of range");
  }
  Heap& heap = machine.heap;
  const auto at = static_cast<std::size_t>(i);
  if (container.is(Type::kStr)) return str_item(machine, container, i);
  if (container.is_bytes()) {
    return Value::of_int(static_cast<unsigned char>(heap.bytes(container).bytes[at]));
  }
  return heap.retain(container.is(Type::kList) ? heap.list(container).items[at]
                                               : heap.tuple(container).items[at]);
}

bool assign_slice(Machine& machine, Value list, Value slice, Value value) {
  auto& items = machine.heap.list(list).items;
  SliceIndices s;
  if (!resolve_slice(machine, slice, static_cast<int64_t>(items.size()), &s)) return false;
  if (!is_iterable(machine, value)) {
    return raise_type_error(machine, s.step == 1 ? "can only assign an iterable"
                                                 : "must assign iterable to extended slice");
  }
  std::vector<Value> fresh;
  if (!collect(machine, value, &fresh)) return false;
  if (!machine.afford_items(items.size() - static_cast<std::size_t>(
                                               std::max<int64_t>(0, std::min(s.start, s.stop))))) {
    release_all(machine, &fresh);
    return false;
  }
  if (s.step == 1) {
    machine.heap.make_room(list, fresh.size());
    const auto first = items.begin() + s.start;
    std::vector<Value> old;
    machine.heap.grow(old, static_cast<std::size_t>(s.count));
    old.assign(first, first + s.count);
    const auto gap = items.erase(first, first + s.count);
    items.insert(gap, fresh.begin(), fresh.end());
    release_all(machine, &old);
    return true;
  }
  if (static_cast<int64_t>(fresh.size()) != s.count) {
    machine.raise_error("ValueError", fmt::format("attempt to assign sequence of size {} to "
                                                  "extended slice of size {}",
                                                  fresh.size(), s.count));
    release_all(machine, &fresh);
    return false;
  }
  for (int64_t i = 0; i < s.count; ++i) {
    std::swap(items[static_cast<std::size_t>(s.start + i * s.step)],
              fresh[static_cast<std::size_t>(i)]);
  }
  release_all(machine, &fresh);
  return true;
}

bool delete_slice(Machine& machine, Value list, Value slice) {
  auto& items = machine.heap.list(list).items;
  SliceIndices s;
  if (!resolve_slice(machine, slice, static_cast<int64_t>(items.size()), &s)) return false;
  if (!machine.afford_items(items.size())) return false;
  std::vector<Value> old;
  machine.heap.grow(old, static_cast<std::size_t>(s.count));
  for (int64_t i = 0; i < s.count; ++i) {
    old.push_back(std::exchange(items[static_cast<std::size_t>(s.start + i * s.step)], Value{}));
  }
  std::erase_if(items, [](Value v) { return v.is_null(); });
  release_all(machine, &old);
  return true;
}

// Where an existing item of a list or bytearray is, for assignment and deletion; nothing: pending.
std::optional<int64_t> place_in(Machine& machine, Value container, Value index) {
  const std::optional<int64_t> given = position_of(machine, container, index);
  if (!given) return std::nullopt;
  int64_t i = *given;
  if (resolve_index(length_of(machine, container), &i)) return i;
  machine.raise_error("IndexError", container.is(Type::kList) ? "list assignment index out of range"
                                                              : "bytearray index out of range");
  return std::nullopt;
}

Value* place_in_list(Machine& machine, Value list, Value index) {
  const std::optional<int64_t> i = place_in(machine, list, index);
  return i ? &machine.heap.list(list).items[static_cast<std::size_t>(*i)] : nullptr;
}

// Class[arguments]: `__class_getitem__`, if the class or one above has it.
Value item_of_class(Machine& machine, Value klass, Value index) {
  const Value hook = machine.find_in_class(klass, known(Known::kClassGetitem));
  if (hook.is_null() || !machine.may_ask()) return generic_alias(machine, klass, index);
  const Owned bound = own(machine.heap, machine.get_attribute(klass, known(Known::kClassGetitem)));
  return bound ? machine.ask(bound.get(), std::span(&index, 1)) : Value{};
}

// Of an instance of a class that inherits from dict, a `__missing__` is asked for what is not
// there.
Value item_of_content(Machine& machine, Value container, Value content, Value index) {
  if (content.is(Type::kDict)) {
    bool failed = false;
    const Value value = dict_find(machine, content, index, &failed);
    if (failed || value) return failed ? Value{} : machine.heap.retain(value);
    bool found = false;
    const Value made = call_special(machine, container, Known::kMissing, {index}, &found);
    if (found) return made;
  }
  return get_item(machine, content, index);
}

Value item_by_special(Machine& machine, Value container, Value index) {
  bool found = false;
  const Value content = content_of(machine, container);
  if (!same(content, container) &&
      find_special(machine, container, Known::kGetitem).is(Type::kNative)) {
    return item_of_content(machine, container, content, index);
  }
  const Value result = call_special(machine, container, Known::kGetitem, {index}, &found);
  if (found) return result;
  if (container.is(Type::kClass)) return item_of_class(machine, container, index);
  if (container.is(Type::kNative) && machine.library().natives()[container.index].is_generic) {
    return machine.heap.retain(container);
  }
  raise_type_error(machine,
                   fmt::format("'{}' object is not subscriptable", machine.type_name(container)));
  return Value{};
}

}  // namespace

Value get_item(Machine& machine, Value container, Value index) {
  switch (container.type) {
    case Type::kList:
    case Type::kTuple:
    case Type::kStr:
    case Type::kRange:
    case Type::kBytes:
    case Type::kByteArray:
      return item_of_sequence(machine, container, index);
    case Type::kDict: {
      bool failed = false;
      const Value value = dict_find(machine, container, index, &failed);
      if (failed) return Value{};
      return value ? machine.heap.retain(value) : raise_key_error(machine, index);
    }
    default:
      return item_by_special(machine, container, index);
  }
}

bool set_item(Machine& machine, Value container, Value index, Value value) {
  if (container.is(Type::kDict)) return dict_set(machine, container, index, value);
  if (container.is(Type::kList)) {
    if (index.is(Type::kSlice)) return assign_slice(machine, container, index, value);
    Value* place = place_in_list(machine, container, index);
    if (place == nullptr) return false;
    machine.heap.assign(*place, machine.heap.retain(value));
    return true;
  }
  if (container.is(Type::kByteArray)) {
    if (index.is(Type::kSlice)) return set_bytes_slice(machine, container, index, value);
    const std::optional<int64_t> i = place_in(machine, container, index);
    return i && set_byte(machine, container, *i, value);
  }
  bool found = false;
  const Value result = call_special(machine, container, Known::kSetitem, {index, value}, &found);
  if (found) {
    machine.heap.release(result);
    return static_cast<bool>(result);
  }
  const Value content = content_of(machine, container);
  if (!same(content, container)) return set_item(machine, content, index, value);
  if (asks_position_first(container, index)) return raise_no_position(machine);
  return raise_type_error(machine, fmt::format("'{}' object does not support item assignment",
                                               machine.type_name(container)));
}

bool delete_item(Machine& machine, Value container, Value index) {
  if (container.is(Type::kDict)) {
    bool failed = false;
    const Value old = dict_remove(machine, container, index, &failed);
    if (!failed && !old) raise_key_error(machine, index);
    machine.heap.release(old);
    return static_cast<bool>(old);
  }
  if (container.is(Type::kList)) {
    if (index.is(Type::kSlice)) return delete_slice(machine, container, index);
    Value* place = place_in_list(machine, container, index);
    if (place == nullptr) return false;
    auto& items = machine.heap.list(container).items;
    const auto behind = static_cast<std::size_t>(items.data() + items.size() - place);
    if (!machine.afford_items(behind)) return false;
    const Value old = *place;
    items.erase(items.begin() + (place - items.data()));
    machine.heap.release(old);
    return true;
  }
  if (container.is(Type::kByteArray)) {
    if (index.is(Type::kSlice)) return delete_bytes_slice(machine, container, index);
    const std::optional<int64_t> i = place_in(machine, container, index);
    if (!i) return false;
    const Owned one = own(
        machine.heap, new_slice(machine, Value::of_int(*i), Value::of_int(*i + 1), Value::none()));
    return delete_bytes_slice(machine, container, one.get());
  }
  bool found = false;
  const Value result = call_special(machine, container, Known::kDelitem, {index}, &found);
  if (found) {
    machine.heap.release(result);
    return static_cast<bool>(result);
  }
  const Value content = content_of(machine, container);
  if (!same(content, container)) return delete_item(machine, content, index);
  if (asks_position_first(container, index)) return raise_no_position(machine);
  const bool sequence = as_index(index) && is_sequence_in_c(container);
  return raise_type_error(
      machine, fmt::format("'{}' object {} support item deletion", machine.type_name(container),
                           sequence ? "doesn't" : "does not"));
}

int64_t length_of(Machine& machine, Value v) {
  Heap& heap = machine.heap;
  switch (v.type) {
    case Type::kStr:
      return heap.str(v).length;
    case Type::kBytes:
    case Type::kByteArray:
      return static_cast<int64_t>(heap.bytes(v).bytes.size());
    case Type::kTuple:
      return static_cast<int64_t>(heap.tuple(v).items.size());
    case Type::kList:
      return static_cast<int64_t>(heap.list(v).items.size());
    case Type::kDict:
      return heap.dict(v).size;
    case Type::kSet:
    case Type::kFrozenSet:
      return heap.set(v).size;
    case Type::kDictView:
      return heap.dict(heap.dict_view(v).dict).size;
    case Type::kRange: {
      const RangeBody& r = heap.range(v);
      return range_length(r.start, r.stop, r.step);
    }
    default:
      return -1;
  }
}

int64_t length_by_special(Machine& machine, Value v, bool* failed) {
  bool found = false;
  const Owned result = own(machine.heap, call_special(machine, v, Known::kLen, {}, &found));
  if (!found) return -1;
  const std::optional<int64_t> length = as_index(content_of(machine, result.get()));
  if (length && *length >= 0) return *length;
  if (length) {
    machine.raise_error("ValueError", "__len__() should return >= 0");
  } else if (result && content_of(machine, result.get()).is(Type::kBigInt)) {
    machine.raise_error(sign_of(machine.heap, content_of(machine, result.get())) < 0
                            ? "ValueError"
                            : "OverflowError",
                        sign_of(machine.heap, content_of(machine, result.get())) < 0
                            ? "__len__() should return >= 0"
                            : "cannot fit 'int' into an index-sized integer");
  } else if (result) {
    machine.raise_error("TypeError", fmt::format("'{}' object cannot be interpreted as an integer",
                                                 machine.type_name(result.get())));
  }
  *failed = true;
  return -1;
}

Value new_slice(Machine& machine, Value start, Value stop, Value step) {
  Heap& heap = machine.heap;
  const Value v = heap.allocate(Type::kSlice);
  SliceBody& s = heap.slice(v);
  s.start = heap.retain(start);
  s.stop = heap.retain(stop);
  s.step = heap.retain(step);
  return v;
}

bool resolve_slice(Machine& machine, Value slice, int64_t length, SliceIndices* out) {
  const SliceBody& s = machine.heap.slice(slice);
  int64_t start = 0, stop = 0, step = 1;
  const auto check = [&machine](Value part, int64_t* number) {
    if (part.is_none()) return true;
    const std::optional<int64_t> index = clamped_index_of(machine, part);
    if (index) *number = *index;
    return index || machine.has_pending() ? index.has_value()
                                          : raise_type_error(machine,
                                                             "slice indices must be integers or "
                                                             "None or have an __index__ method");
  };
  // The step comes first, with all that can be wrong with it.
  if (!check(s.step, &step)) return false;
  if (step == 0) {
    machine.raise_error("ValueError", "slice step cannot be zero");
    return false;
  }
  if (!check(s.start, &start) || !check(s.stop, &stop)) return false;
  // Going down, the places are those before the first item (-1) up to the last one.
  const int64_t lowest = step < 0 ? -1 : 0;
  const int64_t highest = step < 0 ? length - 1 : length;
  const auto resolve = [&](Value part, int64_t number, int64_t otherwise) {
    if (part.is_none()) return otherwise;
    return std::clamp(number < 0 ? number + length : number, lowest, highest);
  };
  out->start = resolve(s.start, start, step < 0 ? highest : lowest);
  out->stop = resolve(s.stop, stop, step < 0 ? lowest : highest);
  out->step = step;
  out->count = range_length(out->start, out->stop, step);
  return true;
}

namespace {

// Unsigned: either may be more than an int64_t holds. In the direction of the step.
uint64_t distance_of(int64_t start, int64_t stop, int64_t step) {
  const auto from = static_cast<uint64_t>(start), to = static_cast<uint64_t>(stop);
  return step > 0 ? to - from : from - to;
}
uint64_t stride_of(int64_t step) {
  return step > 0 ? static_cast<uint64_t>(step) : 0 - static_cast<uint64_t>(step);
}

}  // namespace

int64_t range_length(int64_t start, int64_t stop, int64_t step) {
  if (step > 0 ? start >= stop : start <= stop) return 0;
  return static_cast<int64_t>((distance_of(start, stop, step) - 1) / stride_of(step) + 1);
}

uint64_t steps_in_range(int64_t start, int64_t step, int64_t value, bool* hits) {
  const uint64_t distance = distance_of(start, value, step);
  *hits = distance % stride_of(step) == 0;
  return distance / stride_of(step);
}

}  // namespace grove
