#include "engine/machine/interpreter/sorting.h"

#include <algorithm>
#include <optional>

#include "engine/machine/core/answers.h"
#include "engine/machine/core/machine.h"
#include "engine/machine/protocols/operators.h"
#include "engine/machine/protocols/specials.h"

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

using Index = std::ptrdiff_t;

struct Run {
  Index base = 0;
  Index length = 0;
  Index power = 0;
};

// What is in order so far: runs up to `next`, of which the neighbours are still to be merged, and
// the one found there, if it was.
struct Sorted {
  std::vector<Run> runs;
  Run found;
  Index next = 0;
  Index min_gallop = 7;
};

// Timsort as CPython 3.11 has it, comparison by comparison (a program's `__lt__` may tell them):
// natural runs made longer by insertion, merged in the order that powersort finds, galloping where
// one run is ahead for long.
class Sort {
 public:
  Sort(Machine& machine, std::vector<Item>* items) : machine_(machine), items_(*items) {
    const auto has_leading = [&](Item& item) {
      return item.key.type == items_[0].key.type &&
             leading_integer(machine.heap, item.key, &item.leading);
    };
    all_have_leading_ = std::all_of(items_.begin(), items_.end(), has_leading);
  }

  // One step: another run, or a merge. False: all is in order, or it failed.
  bool step(Sorted& done) {
    const auto size = static_cast<Index>(items_.size());
    if (done.next < size) {
      if (done.found.length == 0) {
        find_run(done, shortest_run(size));
      } else if (done.runs.size() > 1 && done.runs[done.runs.size() - 2].power > done.found.power) {
        merge_at(done, done.runs.size() - 2);
      } else {
        if (!done.runs.empty()) done.runs.back().power = done.found.power;
        done.found.power = 0;
        done.runs.push_back(done.found);
        done.next += done.found.length;
        done.found = {};
      }
      return !failed_;
    }
    if (done.runs.size() < 2) return false;
    std::size_t at = done.runs.size() - 2;
    if (at > 0 && done.runs[at - 1].length < done.runs[at + 1].length) --at;
    merge_at(done, at);
    return !failed_;
  }
  bool failed() const { return failed_; }

 private:
  bool less(const Item& a, const Item& b) {
    if (!machine_.afford_item()) failed_ = true;
    if (all_have_leading_ && a.leading != b.leading) return a.leading < b.leading;
    return !failed_ && compares(machine_, CompareOperator::kLt, a.key, b.key, &failed_);
  }
  Item& item(Index i) { return items_[static_cast<std::size_t>(i)]; }

  // Below 64 items one run; else so long that the number of runs is near a power of two.
  static Index shortest_run(Index n) {
    Index odd = 0;
    while (n >= 64) {
      odd |= n & 1;
      n >>= 1;
    }
    return n + odd;
  }

  void find_run(Sorted& done, Index least) {
    const auto size = static_cast<Index>(items_.size());
    const Index natural = count_run(done.next);
    if (failed_) return;
    const Index forced = std::max(natural, std::min(least, size - done.next));
    insert(done.next, done.next + natural, done.next + forced);
    done.found = {done.next, forced, 0};
    if (done.runs.empty()) return;
    // Of the place between it and the run before: until it is taken, it is kept with the new one.
    done.found.power = power_of(done.runs.back().base, done.runs.back().length, forced);
  }

  Index power_of(Index base, Index length, Index next_length) const {
    const auto n = static_cast<Index>(items_.size());
    Index a = 2 * base + length;
    Index b = a + length + next_length;
    for (Index power = 1;; ++power) {
      if (a >= n) {
        a -= n;
        b -= n;
      } else if (b >= n) {
        return power;
      }
      a <<= 1;
      b <<= 1;
    }
  }

  // The length of the run that is there already; one that falls strictly is turned round.
  Index count_run(Index first) {
    const auto size = static_cast<Index>(items_.size());
    if (first + 1 >= size) return size - first;
    Index i = first + 1;
    const bool falls = less(item(i), item(i - 1));
    for (++i; i < size && !failed_; ++i) {
      if (less(item(i), item(i - 1)) != falls) break;
    }
    if (falls && !failed_) std::reverse(items_.begin() + first, items_.begin() + i);
    return i - first;
  }

  // [first, sorted) is sorted; each of [sorted, last) goes to its place by binary search.
  void insert(Index first, Index sorted, Index last) {
    for (Index i = sorted; i < last && !failed_; ++i) {
      Index low = first;
      Index high = i;
      while (low < high && !failed_) {
        const Index middle = low + (high - low) / 2;
        if (less(item(i), item(middle))) {
          high = middle;
        } else {
          low = middle + 1;
        }
      }
      if (!failed_) {
        std::rotate(items_.begin() + low, items_.begin() + i, items_.begin() + i + 1);
      }
    }
  }

  // Where `key` belongs in items[first, first + n), sorted: before its equals (left) or behind
  // them. Looks at `hint` first, and goes away from it in leaps.
  template <bool kLeft>
  Index gallop(const Item& key, const Item* a, Index n, Index hint) {
    // Whether `x` belongs before the key.
    const auto before = [&](const Item& x) { return kLeft ? less(x, key) : !less(key, x); };
    Index last = 0;
    Index ofs = 1;
    if (before(a[hint])) {
      const Index most = n - hint;
      while (ofs < most && !failed_ && before(a[hint + ofs])) {
        last = ofs;
        ofs = (ofs << 1) + 1;
      }
      ofs = std::min(ofs, most);
      last += hint;
      ofs += hint;
    } else {
      const Index most = hint + 1;
      while (ofs < most && !failed_ && !before(a[hint - ofs])) {
        last = ofs;
        ofs = (ofs << 1) + 1;
      }
      ofs = std::min(ofs, most);
      const Index nearer = last;
      last = hint - ofs;
      ofs = hint - nearer;
    }
    for (++last; last < ofs && !failed_;) {
      const Index middle = last + (ofs - last) / 2;
      if (before(a[middle])) {
        last = middle + 1;
      } else {
        ofs = middle;
      }
    }
    return ofs;
  }

  void merge_at(Sorted& done, std::size_t at) {
    Run& a = done.runs[at];
    const Run b = done.runs[at + 1];
    Index first = a.base, na = a.length, nb = b.length;
    const Index k = gallop<false>(item(b.base), &item(first), na, 0);
    first += k;
    na -= k;
    if (na > 0 && !failed_) nb = gallop<true>(item(first + na - 1), &item(b.base), nb, nb - 1);
    if (na > 0 && nb > 0 && !failed_) {
      if (na <= nb) {
        merge_low(done, first, na, b.base, nb);
      } else {
        merge_high(done, first, na, b.base, nb);
      }
    }
    if (failed_) return;
    a.length += b.length;
    done.runs.erase(done.runs.begin() + static_cast<Index>(at) + 1);
  }

  // The left run is put aside, and both go to their places from the left.
  void merge_low(Sorted& done, Index first, Index na, Index second, Index nb) {
    const std::vector<Item> left(items_.begin() + first, items_.begin() + first + na);
    const Item* a = left.data();
    Index b = second, dest = first;
    const auto take_a = [&] { item(dest++) = *a++, --na; };
    const auto take_b = [&] { item(dest++) = item(b++), --nb; };
    take_b();
    Index min_gallop = done.min_gallop;
    while (na > 1 && nb > 0 && !failed_) {
      Index count_a = 0, count_b = 0;
      while (na > 1 && nb > 0 && count_a < min_gallop && count_b < min_gallop) {
        const bool right = less(item(b), *a);
        if (failed_) break;
        right ? take_b() : take_a();
        count_b = right ? count_b + 1 : 0;
        count_a = right ? 0 : count_a + 1;
      }
      if (na <= 1 || nb == 0 || failed_) break;
      ++min_gallop;
      do {
        min_gallop -= min_gallop > 1 ? 1 : 0;
        done.min_gallop = min_gallop;
        count_a = gallop<false>(item(b), a, na, 0);
        if (failed_) break;
        for (Index i = 0; i < count_a; ++i) take_a();
        if (na <= 1) break;
        take_b();
        if (nb == 0) break;
        count_b = gallop<true>(*a, &item(b), nb, 0);
        if (failed_) break;
        for (Index i = 0; i < count_b; ++i) take_b();
        if (nb == 0) break;
        take_a();
        if (na <= 1) break;
      } while (count_a >= kMinGallop || count_b >= kMinGallop);
      if (na <= 1 || nb == 0 || failed_) break;
      ++min_gallop;
      done.min_gallop = min_gallop;
    }
    // The last one of the left is known to come behind all of the right.
    if (na == 1 && !failed_) {
      while (nb > 0) take_b();
    }
    while (na > 0) take_a();
  }

  // The right run is put aside, and both go to their places from the right.
  void merge_high(Sorted& done, Index first, Index na, Index second, Index nb) {
    const std::vector<Item> right(items_.begin() + second, items_.begin() + second + nb);
    Index a = first + na - 1, dest = second + nb - 1;
    const auto take_a = [&] { item(dest--) = item(a--), --na; };
    const auto take_b = [&] { item(dest--) = right[static_cast<std::size_t>(--nb)]; };
    const auto last_b = [&]() -> const Item& { return right[static_cast<std::size_t>(nb - 1)]; };
    take_a();
    Index min_gallop = done.min_gallop;
    while (na > 0 && nb > 1 && !failed_) {
      Index count_a = 0, count_b = 0;
      while (na > 0 && nb > 1 && count_a < min_gallop && count_b < min_gallop) {
        const bool left = less(last_b(), item(a));
        if (failed_) break;
        left ? take_a() : take_b();
        count_a = left ? count_a + 1 : 0;
        count_b = left ? 0 : count_b + 1;
      }
      if (na == 0 || nb <= 1 || failed_) break;
      ++min_gallop;
      do {
        min_gallop -= min_gallop > 1 ? 1 : 0;
        done.min_gallop = min_gallop;
        count_a = na - gallop<false>(last_b(), &item(first), na, na - 1);
        if (failed_) break;
        for (Index i = 0; i < count_a; ++i) take_a();
        if (na == 0) break;
        take_b();
        if (nb <= 1) break;
        count_b = nb - gallop<true>(item(a), right.data(), nb, nb - 1);
        if (failed_) break;
        for (Index i = 0; i < count_b; ++i) take_b();
        if (nb <= 1) break;
        take_a();
        if (na == 0) break;
      } while (count_a >= kMinGallop || count_b >= kMinGallop);
      if (na == 0 || nb <= 1 || failed_) break;
      ++min_gallop;
      done.min_gallop = min_gallop;
    }
    // The first one of the right is known to come before all of the left.
    if (nb == 1 && !failed_) {
      while (na > 0) take_a();
    }
    while (nb > 0) take_b();
  }

  static constexpr Index kMinGallop = 7;

  Machine& machine_;
  std::vector<Item>& items_;
  bool all_have_leading_ = false;
  bool failed_ = false;
};

// Between two steps the order so far and the runs are kept, so that a step that asks the program
// begins where the last one ended (answers.h).
class KeptSort {
 public:
  KeptSort(Machine& machine, std::vector<Item>* items)
      : machine_(machine), items_(*items), progress_(machine) {
    if (!progress_.is_new()) load();
  }
  Sorted done;

  void save() {
    std::vector<Value> values{Value::of_int(done.next), Value::of_int(done.min_gallop),
                              Value::of_int(static_cast<int64_t>(done.runs.size()))};
    std::vector<Run> runs = done.runs;
    runs.push_back(done.found);
    for (const Run& run : runs) {
      for (Index i : {run.base, run.length, run.power}) values.push_back(Value::of_int(i));
    }
    for (const Item& item : items_) {
      values.push_back(machine_.heap.retain(item.key));
      values.push_back(machine_.heap.retain(item.value));
    }
    progress_.keep(machine_.heap.new_list(std::move(values)));
  }

 private:
  void load() {
    const std::vector<Value>& values = machine_.heap.list(progress_.value()).items;
    done.next = values[0].integer;
    done.min_gallop = values[1].integer;
    done.runs.resize(static_cast<std::size_t>(values[2].integer) + 1);
    std::size_t at = 3;
    for (Run& run : done.runs) {
      for (Index* part : {&run.base, &run.length, &run.power}) *part = values[at++].integer;
    }
    done.found = done.runs.back();
    done.runs.pop_back();
    for (Item& item : items_) {
      item.key = values[at++];
      item.value = values[at++];
    }
  }

  Machine& machine_;
  std::vector<Item>& items_;
  Kept progress_;
};

bool may_ask(Heap& heap, Value key) {
  if (key.is(Type::kTuple) || key.is(Type::kList)) {
    const auto& items = key.is(Type::kTuple) ? heap.tuple(key).items : heap.list(key).items;
    return std::any_of(items.begin(), items.end(), [&](Value v) {
      return may_have_specials(v) || v.is(Type::kTuple) || v.is(Type::kList);
    });
  }
  return may_have_specials(key);
}

bool sort_items(Machine& machine, std::vector<Item>* items, bool asks) {
  std::optional<KeptSort> kept;
  Sorted fresh;
  if (asks && machine.may_ask()) kept.emplace(machine, items);
  Sorted& done = kept ? kept->done : fresh;
  Sort sort(machine, items);
  while (sort.step(done)) {
    if (kept) kept->save();
  }
  return !sort.failed();
}

}  // namespace

bool sorting_may_ask(Machine& machine, const std::vector<Value>& keys) {
  return std::any_of(keys.begin(), keys.end(),
                     [&](Value key) { return may_ask(machine.heap, key); });
}

bool sort_values(Machine& machine, std::vector<Value>* items, std::vector<Value>* keys,
                 bool reverse) {
  std::vector<Item> pairs(items->size());
  for (std::size_t i = 0; i < items->size(); ++i) {
    pairs[i] = {keys->empty() ? (*items)[i] : (*keys)[i], (*items)[i]};
  }
  const bool asks = sorting_may_ask(machine, keys->empty() ? *items : *keys);
  // Reversed before and after, equal items keep their order.
  if (reverse) std::reverse(pairs.begin(), pairs.end());
  const bool done = sort_items(machine, &pairs, asks);
  if (reverse) std::reverse(pairs.begin(), pairs.end());
  if (machine.asked()) return false;  // once more, with the answer
  for (std::size_t i = 0; i < pairs.size(); ++i) {
    (*items)[i] = pairs[i].value;
    if (!keys->empty()) (*keys)[i] = pairs[i].key;
  }
  return done;
}

}  // namespace grove
