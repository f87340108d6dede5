#include "engine/machine/protocols/iteration.h"

#include <fmt/format.h>

#include <algorithm>
#include <limits>

#include "engine/base/utf8.h"
#include "engine/machine/core/machine.h"
#include "engine/machine/core/machinery.h"
#include "engine/machine/core/nesting.h"
#include "engine/machine/protocols/classes.h"
#include "engine/machine/protocols/operators.h"
#include "engine/machine/protocols/specials.h"
#include "engine/machine/protocols/subscripts.h"
#include "engine/machine/types/containers.h"
#include "engine/machine/types/strings.h"

namespace grove {

namespace {

using Kind = IteratorBody::Kind;

Value new_iterator(Machine& machine, Kind kind, Value source) {
  const Value v = machine.heap.allocate(Type::kIterator);
  IteratorBody& it = machine.heap.iterator(v);
  it.kind = kind;
  it.sources.push_back(machine.heap.retain(source));
  return v;
}

Value table_iterator(Machine& machine, Kind kind, Value source) {
  const Value v = new_iterator(machine, kind, source);
  machine.heap.iterator(v).size_at_start =
      source.is_set() ? machine.heap.set(source).size : machine.heap.dict(source).size;
  return v;
}

Value range_iterator(Machine& machine, int64_t start, int64_t step, int64_t count) {
  const Value v = machine.heap.allocate(Type::kIterator);
  IteratorBody& it = machine.heap.iterator(v);
  it.kind = Kind::kRange;
  it.position = start;
  it.step = step;
  it.remaining = count;
  return v;
}

// An iterator over other iterators (taken over). Null with RecursionError pending: they are nested
// too deep.
Value new_nested(Machine& machine, Kind kind, std::vector<Value> sources) {
  const Value v = machine.heap.allocate(Type::kIterator);
  IteratorBody& it = machine.heap.iterator(v);
  it.kind = kind;
  it.sources = std::move(sources);
  for (const Value source : it.sources) {
    if (takes_turns(machine, source)) it.takes_turns = true;
    if (!source.is(Type::kIterator)) continue;
    it.depth = std::max(it.depth, machine.heap.iterator(source).depth + 1);
  }
  if (it.depth <= machine.deepest_nesting()) return v;
  machine.heap.release(v);
  return machine.raise_error("RecursionError", "maximum recursion depth exceeded");
}

Kind kind_of_view(DictViewBody::Kind kind) {
  constexpr Kind kKinds[] = {Kind::kDictKeys, Kind::kDictValues, Kind::kDictItems};
  return kKinds[static_cast<std::size_t>(kind)];
}

Value exhaust(Machine& machine, IteratorBody& it, bool* exhausted) {
  *exhausted = true;
  std::vector<Value> sources;
  sources.swap(it.sources);
  release_all(machine, &sources);
  return Value{};
}

Value next_character(Machine& machine, IteratorBody& it, bool* exhausted) {
  const StrBody& s = machine.heap.str(it.sources[0]);
  if (it.step < 0) {
    if (it.position <= 0) return exhaust(machine, it, exhausted);
    if (!is_ascii(s) && !machine.afford_text(static_cast<std::size_t>(it.position))) return {};
    const int64_t index = character_index(s, static_cast<std::size_t>(it.position)) - 1;
    it.position = static_cast<int64_t>(byte_offset(s, index));
    return str_item(machine, it.sources[0], index);
  }
  auto at = static_cast<std::size_t>(it.position);
  if (at >= s.utf8.size()) return exhaust(machine, it, exhausted);
  next_code_point(s.utf8, &at);
  const auto first = static_cast<std::size_t>(std::exchange(it.position, static_cast<int64_t>(at)));
  return machine.heap.new_str(std::string_view(s.utf8).substr(first, at - first));
}

Value next_of_sequence(Machine& machine, IteratorBody& it, bool* exhausted) {
  if (it.sources.empty()) return exhaust(machine, it, exhausted);
  const Value source = it.sources[0];
  if (source.is(Type::kStr)) return next_character(machine, it, exhausted);
  if (source.is_bytes()) {
    const std::string& bytes = machine.heap.bytes(source).bytes;
    if (it.position < 0 || static_cast<std::size_t>(it.position) >= bytes.size()) {
      return exhaust(machine, it, exhausted);
    }
    const char byte = bytes[static_cast<std::size_t>(it.position)];
    it.position += it.step;
    return Value::of_int(static_cast<unsigned char>(byte));
  }
  const auto& items =
      source.is(Type::kList) ? machine.heap.list(source).items : machine.heap.tuple(source).items;
  if (it.position < 0 || static_cast<std::size_t>(it.position) >= items.size()) {
    return exhaust(machine, it, exhausted);
  }
  const Value item = items[static_cast<std::size_t>(it.position)];
  it.position += it.step;
  return machine.heap.retain(item);
}

// The entry the iterator is at, and moves on; null at the end.
const TableBody::Entry* step_in_table(const TableBody& table, IteratorBody& it) {
  if (it.step > 0) it.position = std::max<int64_t>(it.position, table.first);
  while (it.position >= 0 && static_cast<std::size_t>(it.position) < table.entries.size()) {
    const TableBody::Entry& entry = table.entries[static_cast<std::size_t>(it.position)];
    it.position += it.step;
    if (!entry.key.is_null()) return &entry;
  }
  return nullptr;
}

Value next_of_table(Machine& machine, IteratorBody& it, bool* exhausted) {
  Heap& heap = machine.heap;
  if (it.sources.empty()) return exhaust(machine, it, exhausted);
  const Value source = it.sources[0];
  const TableBody& table =
      source.is_set() ? static_cast<const TableBody&>(heap.set(source)) : heap.dict(source);
  if (table.size != it.size_at_start) {
    it.size_at_start = -1;  // from now on every step fails, as in CPython
    return machine.raise_error("RuntimeError", it.kind == Kind::kSet
                                                   ? "Set changed size during iteration"
                                                   : "dictionary changed size during iteration");
  }
  const TableBody::Entry* entry = step_in_table(table, it);
  if (entry == nullptr) return exhaust(machine, it, exhausted);
  const bool forward_in_dict = it.kind != Kind::kSet && it.step > 0;
  if (forward_in_dict && ++it.given > it.size_at_start) {
    exhaust(machine, it, exhausted);
    *exhausted = false;
    return machine.raise_error("RuntimeError", "dictionary keys changed during iteration");
  }
  if (it.kind == Kind::kDictValues) return heap.retain(entry->value);
  if (it.kind != Kind::kDictItems) return heap.retain(entry->key);
  return heap.new_tuple({heap.retain(entry->key), heap.retain(entry->value)});
}

Value next_of_enumerate(Machine& machine, IteratorBody& it, bool* exhausted) {
  Owned item = own(machine.heap, iterator_next(machine, it.sources[0], exhausted));
  if (!item) return Value{};
  const Value number = next_number(machine, it);
  return number ? machine.heap.new_tuple({number, item.release()}) : Value{};
}

// zip(strict=True): sources[i] ended, or gave an item although the ones before had ended.
Value raise_uneven(Machine& machine, std::size_t i, const char* how) {
  return machine.raise_error("ValueError", uneven_zip(i, how));
}

Value end_of_zip(Machine& machine, IteratorBody& it, std::size_t ended, bool* exhausted) {
  if (it.strict && ended > 0) {
    *exhausted = false;
    return raise_uneven(machine, ended, "shorter");
  }
  for (std::size_t i = 1; it.strict && i < it.sources.size(); ++i) {
    bool done = false;
    const Owned item = own(machine.heap, iterator_next(machine, it.sources[i], &done));
    if (done) continue;
    *exhausted = false;
    return item ? raise_uneven(machine, i, "longer") : Value{};
  }
  return Value{};
}

Value next_of_zip(Machine& machine, IteratorBody& it, bool* exhausted) {
  if (it.sources.empty()) return exhaust(machine, it, exhausted);
  std::vector<Value> items;
  for (std::size_t i = 0; i < it.sources.size(); ++i) {
    const Value item = iterator_next(machine, it.sources[i], exhausted);
    if (item) {
      items.push_back(item);
      continue;
    }
    release_all(machine, &items);
    return *exhausted ? end_of_zip(machine, it, i, exhausted) : Value{};
  }
  return machine.heap.new_tuple(std::move(items));
}

Value next_of_count(Machine& machine, IteratorBody& it) {
  // sources: the next item and the step.
  const Value next = binary_op(machine, BinaryOperator::kAdd, false, it.sources[0], it.sources[1]);
  return next ? std::exchange(it.sources[0], next) : Value{};
}

Value next_by_special(Machine& machine, Value iterator, bool* exhausted) {
  bool found = false;
  const Value item = call_special(machine, iterator, Known::kNext, {}, &found);
  if (!found) {
    return machine.raise_error(
        "TypeError", fmt::format("'{}' object is not an iterator", machine.type_name(iterator)));
  }
  if (item || machine.asked()) return item;
  const Owned pending = own(machine.heap, machine.take_pending());
  *exhausted = machine.is_instance(pending.get(), machine.exception_class("StopIteration"));
  if (!*exhausted) machine.raise(machine.heap.retain(pending.get()));
  return Value{};
}

Value raise_not_iterable(Machine& machine, Value v) {
  return machine.raise_error("TypeError",
                             fmt::format("'{}' object is not iterable", machine.type_name(v)));
}

}  // namespace

namespace {

// Whether instances of the class have `__iter__`, `__next__`, or failing those `__getitem__`, of
// the program's.
bool is_iterated_by_program(Machine& machine, Value klass) {
  const auto is_written = [](Value method) {
    return !method.is_null() && !method.is(Type::kNative) && !method.is_none();
  };
  const Value iter = machine.find_in_class(klass, known(Known::kIter));
  if (is_written(iter) || is_written(machine.find_in_class(klass, known(Known::kNext)))) {
    return true;
  }
  return iter.is_null() && is_written(machine.find_in_class(klass, known(Known::kGetitem)));
}

}  // namespace

bool takes_turns(Machine& machine, Value v) {
  switch (v.type) {
    case Type::kIterator:
      return machine.heap.iterator(v).takes_turns;
    case Type::kCoroutine:
      return machine.heap.coroutine(v).kind == CoroutineBody::Kind::kGenerator;
    case Type::kInstance:
    case Type::kException:
    case Type::kClass:
      return is_iterated_by_program(machine, machine.class_of(v));
    case Type::kObject: {
      const Value next = machine.find_in_class(machine.class_of(v), known(Known::kNext));
      return next.is(Type::kNative) &&
             machine.library().natives()[next.index].kind == Native::Kind::kTurns;
    }
    default:
      return false;
  }
}

bool is_iterator(Machine& machine, Value v) {
  if (v.is(Type::kIterator)) return true;
  return !machine.find_in_class(machine.class_of(v), known(Known::kNext)).is_null();
}

bool is_iterable(Machine& machine, Value v) {
  switch (v.type) {
    case Type::kStr:
    case Type::kTuple:
    case Type::kList:
    case Type::kDict:
    case Type::kSet:
    case Type::kFrozenSet:
    case Type::kDictView:
    case Type::kRange:
    case Type::kIterator:
    case Type::kBytes:
    case Type::kByteArray:
      return true;
    default:
      return !machine.find_in_class(machine.class_of(v), known(Known::kIter)).is_null() ||
             !machine.find_in_class(machine.class_of(v), known(Known::kGetitem)).is_null();
  }
}

Value get_iterator(Machine& machine, Value v) {
  switch (v.type) {
    case Type::kStr:
    case Type::kTuple:
    case Type::kList:
    case Type::kBytes:
    case Type::kByteArray:
      return new_iterator(machine, Kind::kSequence, v);
    case Type::kDict:
      return table_iterator(machine, Kind::kDictKeys, v);
    case Type::kSet:
    case Type::kFrozenSet:
      return table_iterator(machine, Kind::kSet, v);
    case Type::kDictView: {
      const DictViewBody& view = machine.heap.dict_view(v);
      return table_iterator(machine, kind_of_view(view.kind), view.dict);
    }
    case Type::kRange: {
      const RangeBody& r = machine.heap.range(v);
      return range_iterator(machine, r.start, r.step, range_length(r.start, r.stop, r.step));
    }
    case Type::kIterator:
      return machine.heap.retain(v);
    case Type::kCoroutine:
      if (machine.heap.coroutine(v).kind != CoroutineBody::Kind::kGenerator) break;
      return machine.heap.retain(v);
    default: {
      if (takes_turns(machine, v)) return machine.ask_native(kIterateByCall, std::span(&v, 1));
      bool found = false;
      Owned iterator = own(machine.heap, call_special(machine, v, Known::kIter, {}, &found));
      if (found) {
        if (!iterator || is_iterator(machine, iterator.get())) return iterator.release();
        return machine.raise_error("TypeError",
                                   fmt::format("iter() returned non-iterator of type '{}'",
                                               machine.type_name(iterator.get())));
      }
      const Value content = content_of(machine, v);
      if (!same(content, v)) return get_iterator(machine, content);
    }
  }
  return raise_not_iterable(machine, v);
}

Value iterator_next(Machine& machine, Value iterator, bool* exhausted) {
  *exhausted = false;
  if (!machine.afford_item()) return Value{};
  if (!iterator.is(Type::kIterator)) return next_by_special(machine, iterator, exhausted);
  IteratorBody& it = machine.heap.iterator(iterator);
  switch (it.kind) {
    case Kind::kRange:
      if (it.remaining == 0) return exhaust(machine, it, exhausted);
      // Past the last item the position may overflow; it is not used again.
      return Value::of_int(
          std::exchange(it.position, --it.remaining == 0 ? it.position : it.position + it.step));
    case Kind::kSequence:
      return next_of_sequence(machine, it, exhausted);
    case Kind::kDictKeys:
    case Kind::kDictValues:
    case Kind::kDictItems:
    case Kind::kSet:
      return next_of_table(machine, it, exhausted);
    case Kind::kEnumerate:
      return next_of_enumerate(machine, it, exhausted);
    case Kind::kZip:
      return next_of_zip(machine, it, exhausted);
    case Kind::kCount:
      return next_of_count(machine, it);
    case Kind::kMap:
    case Kind::kFilter:
    case Kind::kCallable:
      break;
  }
  ENSURE(false, "an iterator that takes turns is asked for its next item at once");
  return Value{};
}

const char* iterator_type_name(Machine& machine, Value v) {
  if (v.is(Type::kDictView)) {
    constexpr const char* kViews[] = {"dict_keys", "dict_values", "dict_items"};
    return kViews[static_cast<std::size_t>(machine.heap.dict_view(v).kind)];
  }
  const IteratorBody& it = machine.heap.iterator(v);
  const bool reversed = it.step < 0;
  switch (it.kind) {
    case Kind::kRange:
      return "range_iterator";
    case Kind::kDictKeys:
      return reversed ? "dict_reversekeyiterator" : "dict_keyiterator";
    case Kind::kDictValues:
      return reversed ? "dict_reversevalueiterator" : "dict_valueiterator";
    case Kind::kDictItems:
      return reversed ? "dict_reverseitemiterator" : "dict_itemiterator";
    case Kind::kSet:
      return "set_iterator";
    case Kind::kEnumerate:
      return "enumerate";
    case Kind::kZip:
      return "zip";
    case Kind::kCount:
      return "itertools.count";
    case Kind::kMap:
      return "map";
    case Kind::kFilter:
      return "filter";
    case Kind::kCallable:
      return "callable_iterator";
    case Kind::kSequence:
      break;
  }
  const Type source = it.sources.empty() ? Type::kList : it.sources[0].type;
  if (source == Type::kList) return reversed ? "list_reverseiterator" : "list_iterator";
  if (reversed) return "reversed";
  if (source == Type::kTuple) return "tuple_iterator";
  if (source == Type::kBytes) return "bytes_iterator";
  if (source == Type::kByteArray) return "bytearray_iterator";
  if (source != Type::kStr) return "iterator";
  return is_ascii(machine.heap.str(it.sources[0])) ? "str_ascii_iterator" : "str_iterator";
}

Value new_reversed(Machine& machine, Value v) {
  Heap& heap = machine.heap;
  if (v.is(Type::kRange)) {
    const RangeBody& r = heap.range(v);
    const int64_t count = range_length(r.start, r.stop, r.step);
    return range_iterator(machine, r.start + (count > 0 ? count - 1 : 0) * r.step, -r.step, count);
  }
  Value source = v;
  Kind kind = Kind::kSequence;
  int64_t end = 0;
  if (v.is(Type::kDict) || v.is(Type::kDictView)) {
    if (v.is(Type::kDictView)) source = heap.dict_view(v).dict;
    kind = v.is(Type::kDict) ? Kind::kDictKeys : kind_of_view(heap.dict_view(v).kind);
    end = static_cast<int64_t>(heap.dict(source).entries.size()) - 1;
  } else if (v.is(Type::kStr)) {
    end = static_cast<int64_t>(heap.str(v).utf8.size());
  } else if (v.is(Type::kList) || v.is(Type::kTuple) || v.is_bytes()) {
    end = length_of(machine, v) - 1;
  } else {
    bool found = false;
    const Value result = call_special(machine, v, Known::kReversed, {}, &found);
    if (found) return result;
    return machine.raise_error("TypeError",
                               fmt::format("'{}' object is not reversible", machine.type_name(v)));
  }
  const Value iterator = kind == Kind::kSequence ? new_iterator(machine, kind, source)
                                                 : table_iterator(machine, kind, source);
  heap.iterator(iterator).step = -1;
  heap.iterator(iterator).position = end;
  return iterator;
}

Value new_enumerate(Machine& machine, Value v, Value start) {
  const Value source = get_iterator(machine, v);
  if (!source) return Value{};
  const Value iterator = new_nested(machine, Kind::kEnumerate, {source});
  if (!iterator) return Value{};
  IteratorBody& it = machine.heap.iterator(iterator);
  if (start.is(Type::kBigInt)) {
    it.sources.push_back(machine.heap.retain(start));
  } else {
    it.position = start.integer;
  }
  return iterator;
}

// Where it may be a big one it stands behind the iterator, as a value.
Value next_number(Machine& machine, IteratorBody& it) {
  constexpr int64_t kMost = std::numeric_limits<int64_t>::max();
  if (it.sources.size() == 1 && it.position < kMost) return Value::of_int(it.position++);
  if (it.sources.size() == 1) it.sources.push_back(Value::of_int(it.position));
  const Value next =
      binary_op(machine, BinaryOperator::kAdd, false, it.sources[1], Value::of_int(1));
  return next ? std::exchange(it.sources[1], next) : Value{};
}

namespace {

// An iterator of each, appended to *sources, which is emptied if one has none.
bool iterate_all(Machine& machine, const std::vector<Value>& iterables,
                 std::vector<Value>* sources) {
  for (const Value iterable : iterables) {
    const Value source = get_iterator(machine, iterable);
    if (!source) return release_all(machine, sources), false;
    sources->push_back(source);
  }
  return true;
}

}  // namespace

std::string uneven_zip(std::size_t argument, const char* how) {
  return fmt::format("zip() argument {} is {} than argument{}{}", argument + 1, how,
                     argument == 1 ? " " : "s 1-", argument);
}

Value new_map(Machine& machine, Value function, const std::vector<Value>& iterables) {
  std::vector<Value> sources{machine.heap.retain(function)};
  if (!iterate_all(machine, iterables, &sources)) return Value{};
  const Value v = new_nested(machine, Kind::kMap, std::move(sources));
  if (v) machine.heap.iterator(v).takes_turns = true;
  return v;
}

Value new_filter(Machine& machine, Value function, Value iterable) {
  std::vector<Value> sources{machine.heap.retain(function)};
  if (!iterate_all(machine, {iterable}, &sources)) return Value{};
  const Value v = new_nested(machine, Kind::kFilter, std::move(sources));
  if (v) machine.heap.iterator(v).takes_turns = true;
  return v;
}

Value new_index_iterator(Machine& machine, Value v) {
  const Value iterator = new_iterator(machine, Kind::kSequence, v);
  machine.heap.iterator(iterator).takes_turns = true;
  return iterator;
}

Value new_callable_iterator(Machine& machine, Value function, Value sentinel) {
  const Value v = new_iterator(machine, Kind::kCallable, function);
  IteratorBody& it = machine.heap.iterator(v);
  it.sources.push_back(machine.heap.retain(sentinel));
  it.takes_turns = true;
  return v;
}

Value new_zip(Machine& machine, const std::vector<Value>& iterables, bool strict) {
  std::vector<Value> sources;
  if (!iterate_all(machine, iterables, &sources)) return Value{};
  const Value v = new_nested(machine, Kind::kZip, std::move(sources));
  if (v) machine.heap.iterator(v).strict = strict;
  return v;
}

void release_all(Machine& machine, std::vector<Value>* items) {
  for (const Value v : *items) machine.heap.release(v);
  items->clear();
}

bool collect(Machine& machine, Value iterable, std::vector<Value>* out) {
  if (iterable.is(Type::kList) || iterable.is(Type::kTuple)) {
    const auto& items = iterable.is(Type::kList) ? machine.heap.list(iterable).items
                                                 : machine.heap.tuple(iterable).items;
    if (!machine.afford_items(items.size())) return false;
    machine.heap.grow(*out, items.size());
    for (const Value v : items) out->push_back(machine.heap.retain(v));
    return true;
  }
  if (takes_turns(machine, iterable)) {
    const Owned items =
        own(machine.heap, machine.ask_native(kCollectItems, std::span(&iterable, 1)));
    return items && collect(machine, items.get(), out);
  }
  const Owned iterator = own(machine.heap, get_iterator(machine, iterable));
  if (!iterator) return false;
  const std::size_t before = out->size();
  bool exhausted = false;
  while (const Value item = iterator_next(machine, iterator.get(), &exhausted)) {
    machine.heap.grow(*out, 1);
    out->push_back(item);
  }
  if (exhausted) return true;
  while (out->size() > before) {
    machine.heap.release(out->back());
    out->pop_back();
  }
  return false;
}

bool list_extend(Machine& machine, Value list, Value iterable) {
  std::vector<Value> items;
  if (!collect(machine, iterable, &items)) return false;
  machine.heap.make_room(list, items.size());
  auto& target = machine.heap.list(list).items;
  target.insert(target.end(), items.begin(), items.end());
  return true;
}

}  // namespace grove
