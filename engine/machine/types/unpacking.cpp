// `a, b = iterable` and `a, *b = iterable`.
#include <fmt/format.h>

#include "engine/machine/core/machine.h"
#include "engine/machine/protocols/iteration.h"

namespace grove {

namespace {

bool too_many(Machine& machine, int32_t expected) {
  machine.raise_error("ValueError",
                      fmt::format("too many values to unpack (expected {})", expected));
  return false;
}

bool not_enough(Machine& machine, int32_t expected, std::size_t got, bool starred) {
  machine.raise_error("ValueError",
                      fmt::format("not enough values to unpack (expected {}{}, got {})",
                                  starred ? "at least " : "", expected, got));
  return false;
}

Value iterator_to_unpack(Machine& machine, Value v) {
  if (is_iterable(machine, v)) return get_iterator(machine, v);
  return machine.raise_error(
      "TypeError", fmt::format("cannot unpack non-iterable {} object", machine.type_name(v)));
}

// Up to `count` items of the iterator. False: pending.
bool take(Machine& machine, Value iterator, std::size_t count, std::vector<Value>* out) {
  bool exhausted = false;
  while (out->size() < count && !exhausted) {
    const Value item = iterator_next(machine, iterator, &exhausted);
    if (item) machine.heap.grow(*out, 1), out->push_back(item);
    if (!item && !exhausted) return false;
  }
  return true;
}

}  // namespace

bool unpack_sequence(Machine& machine, Value iterable, int32_t count, std::vector<Value>* out) {
  const auto n = static_cast<std::size_t>(count);
  if (iterable.is(Type::kTuple) && machine.heap.tuple(iterable).items.size() == n) {
    for (Value item : machine.heap.tuple(iterable).items) out->push_back(machine.heap.retain(item));
    return true;
  }
  const Owned iterator = own(machine.heap, iterator_to_unpack(machine, iterable));
  if (!iterator) return false;
  std::vector<Value> items;
  bool ok = take(machine, iterator.get(), n + 1, &items);
  if (ok && items.size() > n) ok = too_many(machine, count);
  if (ok && items.size() < n) ok = not_enough(machine, count, items.size(), false);
  if (!ok) {
    release_all(machine, &items);
    return false;
  }
  out->insert(out->end(), items.begin(), items.end());
  return true;
}

bool unpack_starred(Machine& machine, Value iterable, int32_t before, int32_t after,
                    std::vector<Value>* out) {
  const Owned iterator = own(machine.heap, iterator_to_unpack(machine, iterable));
  if (!iterator) return false;
  std::vector<Value> items;
  const std::size_t least = static_cast<std::size_t>(before) + static_cast<std::size_t>(after);
  bool ok = collect(machine, iterator.get(), &items);
  if (ok && items.size() < least) ok = not_enough(machine, before + after, items.size(), true);
  if (!ok) {
    release_all(machine, &items);
    return false;
  }
  const auto first = items.begin() + before;
  const auto last = items.end() - after;
  std::vector<Value> rest;
  machine.heap.grow(rest, static_cast<std::size_t>(last - first));
  rest.assign(first, last);
  const Value middle = machine.heap.new_list(std::move(rest));
  out->insert(out->end(), items.begin(), first);
  out->push_back(middle);
  out->insert(out->end(), last, items.end());
  return true;
}

}  // namespace grove
