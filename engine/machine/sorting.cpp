#include "engine/machine/sorting.h"

#include <algorithm>

#include "engine/machine/machine.h"
#include "engine/machine/operators.h"

namespace grove {

namespace {

struct Item {
  Value key;
  Value value;
  int64_t leading = 0;  // of the key, see leading_integer()
};

// The int that decides all comparisons of this key but ties: the key itself, or what a tuple begins
// with. Kept beside the key it saves the way to the tuple and into it.
bool leading_integer(Heap& heap, Value key, int64_t* out) {
  if (key.is(Type::kTuple) && !heap.tuple(key).items.empty()) key = heap.tuple(key).items[0];
  *out = key.integer;
  return key.is(Type::kInt);
}

// Natural runs made longer by insertion, then merged in pairs of neighbours: the ideas of timsort
// without its galloping, which only saves comparisons.
class Sort {
 public:
  Sort(Machine& machine, std::vector<Item>* items) : machine_(machine), items_(*items) {
    const auto has_leading = [&](Item& item) {
      return item.key.type == items_[0].key.type &&
             leading_integer(machine.heap, item.key, &item.leading);
    };
    all_have_leading_ = std::all_of(items_.begin(), items_.end(), has_leading);
  }

  bool run() {
    const std::size_t least = shortest_run(items_.size());
    std::vector<std::size_t> ends{0};
    while (ends.back() < items_.size() && !failed_) {
      const std::size_t first = ends.back();
      const std::size_t natural = first + count_run(first);
      const std::size_t last = std::max(natural, std::min(first + least, items_.size()));
      insert(first, natural, last);
      ends.push_back(last);
    }
    while (ends.size() > 2 && !failed_) merge_neighbours(&ends);
    return !failed_;
  }

 private:
  bool less(const Item& a, const Item& b) {
    if (!machine_.afford_item()) failed_ = true;
    if (all_have_leading_ && a.leading != b.leading) return a.leading < b.leading;
    return !failed_ && compares(machine_, CompareOperator::kLt, a.key, b.key, &failed_);
  }

  // Below 64 items one run; else so long that the number of runs is near a power of two.
  static std::size_t shortest_run(std::size_t n) {
    std::size_t odd = 0;
    while (n >= 64) {
      odd |= n & 1;
      n >>= 1;
    }
    return n + odd;
  }

  // The length of the run that is there already; one that falls strictly is turned round.
  std::size_t count_run(std::size_t first) {
    if (first + 1 >= items_.size()) return items_.size() - first;
    std::size_t i = first + 1;
    const bool falls = less(items_[i], items_[i - 1]);
    for (++i; i < items_.size() && !failed_; ++i) {
      if (less(items_[i], items_[i - 1]) != falls) break;
    }
    if (falls) std::reverse(items_.begin() + first, items_.begin() + i);
    return i - first;
  }

  // [first, sorted) is sorted; each of [sorted, last) goes to its place by binary search.
  void insert(std::size_t first, std::size_t sorted, std::size_t last) {
    for (std::size_t i = sorted; i < last && !failed_; ++i) {
      std::size_t low = first;
      std::size_t high = i;
      while (low < high) {
        const std::size_t middle = low + (high - low) / 2;
        if (less(items_[i], items_[middle])) {
          high = middle;
        } else {
          low = middle + 1;
        }
      }
      std::rotate(items_.begin() + low, items_.begin() + i, items_.begin() + i + 1);
    }
  }

  void merge_neighbours(std::vector<std::size_t>* ends) {
    std::vector<std::size_t> merged{0};
    for (std::size_t i = 1; i + 1 < ends->size(); i += 2) {
      merge((*ends)[i - 1], (*ends)[i], (*ends)[i + 1]);
      merged.push_back((*ends)[i + 1]);
    }
    if (merged.back() != ends->back()) merged.push_back(ends->back());
    *ends = std::move(merged);
  }

  void merge(std::size_t first, std::size_t middle, std::size_t last) {
    const std::vector<Item> left(items_.begin() + first, items_.begin() + middle);
    std::size_t i = 0;
    std::size_t j = middle;
    std::size_t to = first;
    // When a comparison fails, what is left of the left run still has to go somewhere.
    while (i < left.size()) {
      const bool take_right = j < last && less(items_[j], left[i]);
      items_[to++] = take_right ? items_[j++] : left[i++];
    }
  }

  Machine& machine_;
  std::vector<Item>& items_;
  bool all_have_leading_ = false;
  bool failed_ = false;
};

}  // namespace

bool sort_values(Machine& machine, std::vector<Value>* items, std::vector<Value>* keys,
                 bool reverse) {
  std::vector<Item> pairs(items->size());
  for (std::size_t i = 0; i < items->size(); ++i) {
    pairs[i] = {keys->empty() ? (*items)[i] : (*keys)[i], (*items)[i]};
  }
  // Reversed before and after, equal items keep their order.
  if (reverse) std::reverse(pairs.begin(), pairs.end());
  const bool done = Sort(machine, &pairs).run();
  if (reverse) std::reverse(pairs.begin(), pairs.end());
  for (std::size_t i = 0; i < pairs.size(); ++i) {
    (*items)[i] = pairs[i].value;
    if (!keys->empty()) (*keys)[i] = pairs[i].key;
  }
  return done;
}

}  // namespace grove
