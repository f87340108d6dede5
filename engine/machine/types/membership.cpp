// `item in container`.
#include <fmt/format.h>

#include <cmath>

#include "engine/machine/core/kept_place.h"
#include "engine/machine/core/machine.h"
#include "engine/machine/core/machinery.h"
#include "engine/machine/protocols/classes.h"
#include "engine/machine/protocols/iteration.h"
#include "engine/machine/protocols/operators.h"
#include "engine/machine/protocols/specials.h"
#include "engine/machine/protocols/subscripts.h"
#include "engine/machine/types/bytes.h"
#include "engine/machine/types/containers.h"
#include "engine/machine/types/strings.h"

namespace grove {

namespace {

bool any_equal(Machine& machine, const std::vector<Value>& items, Value item, bool* failed) {
  const bool asks = may_have_specials(item);
  KeptPlace place(machine);
  for (std::size_t i = 0; i < items.size() && !*failed; ++i) {
    i = place.from(i, asks || may_have_specials(items[i]));
    if (i >= items.size()) break;
    if (!machine.afford_item()) *failed = true;
    if (!*failed && equal(machine, items[i], item, failed)) return true;
    if (!*failed) place.passed(i);
  }
  return false;
}

bool text_contains(Machine& machine, std::string_view text, std::string_view part, bool* failed) {
  const std::size_t at = find_text(text, part);
  const bool found = at != std::string_view::npos;
  if (!machine.afford_text(found ? at : text.size())) *failed = true;
  return found && !*failed;
}

bool range_contains(const RangeBody& r, Value item) {
  int64_t value = item.integer;
  if (item.is(Type::kFloat)) {
    if (!(std::abs(item.real) < 9e18) ||
        order_of(static_cast<int64_t>(item.real), item.real) != 0) {
      return false;
    }
    value = static_cast<int64_t>(item.real);
  } else if (!as_index(item)) {
    return false;
  }
  if (r.step > 0 ? value < r.start || value >= r.stop : value > r.start || value <= r.stop) {
    return false;
  }
  bool hits = false;
  steps_in_range(r.start, r.step, value, &hits);
  return hits;
}

bool view_contains(Machine& machine, const DictViewBody& view, Value item, bool* failed) {
  if (view.kind == DictViewBody::Kind::kKeys) {
    return static_cast<bool>(dict_find(machine, view.dict, item, failed));
  }
  if (!item.is(Type::kTuple)) return false;
  const std::vector<Value>& heap_items = machine.heap.tuple(item).items;
  if (heap_items.size() != 2) return false;
  const Value value = dict_find(machine, view.dict, heap_items[0], failed);
  return value && !*failed && equal(machine, value, heap_items[1], failed);
}

// Containers without a way of their own are searched along their iterator.
bool found_by_iteration(Machine& machine, Value container, Value item, bool* failed) {
  const Owned iterator = own(machine.heap, get_iterator(machine, container));
  bool exhausted = false;
  while (iterator) {
    const Owned next = own(machine.heap, iterator_next(machine, iterator.get(), &exhausted));
    if (exhausted) return false;
    if (!next) break;
    if (equal(machine, next.get(), item, failed)) return true;
    if (*failed) return false;
  }
  *failed = true;
  return false;
}

bool fail(Machine& machine, const std::string& message, bool* failed) {
  machine.raise_error("TypeError", message);
  *failed = true;
  return false;
}

}  // namespace

bool contains(Machine& machine, Value container, Value item, bool* failed) {
  Heap& heap = machine.heap;
  switch (container.type) {
    case Type::kList:
      return any_equal(machine, heap.list(container).items, item, failed);
    case Type::kTuple:
      return any_equal(machine, heap.tuple(container).items, item, failed);
    case Type::kStr:
      if (!item.is(Type::kStr)) {
        return fail(machine,
                    fmt::format("'in <string>' requires string as left operand, not {}",
                                machine.type_name(item)),
                    failed);
      }
      return text_contains(machine, heap.str(container).utf8, heap.str(item).utf8, failed);
    case Type::kBytes:
    case Type::kByteArray:
      return bytes_contain(machine, container, item, failed);
    case Type::kDict:
      return static_cast<bool>(dict_find(machine, container, item, failed));
    case Type::kSet:
    case Type::kFrozenSet:
      return set_contains(machine, container, item, failed);
    case Type::kRange:
      return range_contains(heap.range(container), item);
    case Type::kDictView:
      if (heap.dict_view(container).kind == DictViewBody::Kind::kValues) break;
      return view_contains(machine, heap.dict_view(container), item, failed);
    case Type::kIterator:
      break;
    default: {
      bool found = false;
      const Owned result =
          own(heap, call_special(machine, container, Known::kContains, {item}, &found));
      if (found && !result) *failed = true;
      if (found) return result && truth_of(machine, result.get(), failed);
      if (takes_turns(machine, container)) {
        const Value args[] = {container, item, Value::boolean(false)};
        const Owned answer = own(heap, machine.ask_native(kContainsItem, args));
        if (!answer) *failed = true;
        return answer && answer.get().integer != 0;
      }
      const Value content = content_of(machine, container);
      if (!same(content, container)) return contains(machine, content, item, failed);
      if (find_special(machine, container, Known::kIter)) break;
      return fail(
          machine,
          fmt::format("argument of type '{}' is not iterable", machine.type_name(container)),
          failed);
    }
  }
  return found_by_iteration(machine, container, item, failed);
}

}  // namespace grove
