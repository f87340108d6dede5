#include "engine/machine/core/mro.h"

#include <algorithm>

namespace grove {

namespace {

bool stands_in_tail(const std::vector<std::vector<Value>>& lists, Value v) {
  return std::any_of(lists.begin(), lists.end(), [v](const std::vector<Value>& list) {
    return std::any_of(list.begin() + (list.empty() ? 0 : 1), list.end(),
                       [v](Value other) { return same(v, other); });
  });
}

}  // namespace

bool linearize(Heap& heap, const std::vector<Value>& bases, std::vector<Value>* mro) {
  if (bases.size() == 1) {
    // Nothing to merge.
    const std::vector<Value>& rest = heap.klass(bases.front()).mro;
    mro->push_back(bases.front());
    mro->insert(mro->end(), rest.begin(), rest.end());
    return true;
  }
  std::vector<std::vector<Value>> lists;
  for (Value base : bases) {
    lists.push_back({base});
    const std::vector<Value>& rest = heap.klass(base).mro;
    lists.back().insert(lists.back().end(), rest.begin(), rest.end());
  }
  lists.push_back(bases);
  for (;;) {
    Value next;
    bool all_empty = true;
    for (const std::vector<Value>& list : lists) {
      if (list.empty()) continue;
      all_empty = false;
      if (stands_in_tail(lists, list.front())) continue;
      next = list.front();
      break;
    }
    if (next.is_null()) return all_empty;
    mro->push_back(next);
    for (std::vector<Value>& list : lists) {
      if (!list.empty() && same(list.front(), next)) list.erase(list.begin());
    }
  }
}

}  // namespace grove
