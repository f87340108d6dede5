#include "engine/machine/types/containers.h"

#include <fmt/format.h>

#include "engine/machine/core/machine.h"
#include "engine/machine/protocols/classes.h"
#include "engine/machine/protocols/iteration.h"
#include "engine/machine/protocols/operators.h"
#include "engine/machine/types/strings.h"

namespace grove {

namespace {

// Tables with room for up to so many entries are searched along their entries: comparing a few
// hashes is faster than an index, and most dicts of a program are small.
constexpr std::size_t kUnindexed = 10;
constexpr int32_t kEmpty = -1, kTakenAway = -2;

std::size_t slot_of(int64_t hash, std::size_t mask) {
  const auto bits = static_cast<uint64_t>(hash);
  return static_cast<std::size_t>((bits ^ bits >> 29) * 0x9E3779B97F4A7C15u >> 20) & mask;
}

// The size of CPython's table for so many entries, of which two thirds may be in use.
std::size_t table_size(std::size_t entries) {
  std::size_t size = 8;
  while (size < entries * 3) size *= 2;
  return size;
}

// Throws the deleted entries away and builds the index, with room to grow. It comes when CPython's
// dict resizes and makes as much room, since a loop that deletes and adds keys sees the difference.
void rebuild(TableBody& table) {
  std::erase_if(table.entries, [](const TableBody::Entry& e) { return e.key.is_null(); });
  table.index.clear();
  table.first = 0;
  const std::size_t count = table.entries.size();
  const std::size_t keys = table_size(count);
  const std::size_t most = keys * 2 / 3;
  table.room = static_cast<int32_t>(most - count);
  if (most <= kUnindexed) return;
  const std::size_t capacity = keys * 2;
  table.index.assign(capacity, kEmpty);
  for (std::size_t i = 0; i < count; ++i) {
    std::size_t slot = slot_of(table.entries[i].hash, capacity - 1);
    while (table.index[slot] != kEmpty) slot = (slot + 1) & (capacity - 1);
    table.index[slot] = static_cast<int32_t>(i);
  }
}

bool is_key(Machine& machine, const TableBody::Entry& entry, Value key, int64_t hash,
            bool* failed) {
  if (entry.hash != hash || entry.key.is_null()) return false;
  return equal(machine, entry.key, key, failed);
}

// Deleted entries stay in the index as positions of an entry without key: probing goes past them.
int32_t find_indexed(Machine& machine, const TableBody& table, Value key, int64_t hash,
                     bool* failed) {
  const std::size_t mask = table.index.size() - 1;
  for (std::size_t slot = slot_of(hash, mask);; slot = (slot + 1) & mask) {
    const int32_t position = table.index[slot];
    if (position == kEmpty) return -1;
    if (position == kTakenAway) continue;
    if (is_key(machine, table.entries[static_cast<std::size_t>(position)], key, hash, failed)) {
      return position;
    }
    if (!*failed && machine.afford_item()) continue;
    *failed = true;
    return -1;
  }
}

// Room for one entry more, asked for before it is made.
void make_room(Heap& heap, TableBody& table) {
  const bool full = table.room == 0;
  if (!full && table.entries.size() < table.entries.capacity()) return;
  if (full) {
    heap.reserve(table_size(static_cast<std::size_t>(table.size)) * 2 * sizeof(int32_t));
    rebuild(table);
  }
  heap.grow(table.entries, 1, table.entries.capacity() * sizeof(TableBody::Entry));
  heap.recharge(table);
}

void append(TableBody& table, const TableBody::Entry& entry) {
  --table.room;
  if (!table.index.empty()) {
    const std::size_t mask = table.index.size() - 1;
    std::size_t slot = slot_of(entry.hash, mask);
    while (table.index[slot] != kEmpty) slot = (slot + 1) & mask;
    table.index[slot] = static_cast<int32_t>(table.entries.size());
  }
  table.entries.push_back(entry);
  ++table.size;
}

}  // namespace

int32_t table_find(Machine& machine, const TableBody& table, Value key, int64_t hash,
                   bool* failed) {
  if (table.size == 0) return -1;
  if (!table.index.empty()) return find_indexed(machine, table, key, hash, failed);
  for (std::size_t i = 0; i < table.entries.size(); ++i) {
    if (is_key(machine, table.entries[i], key, hash, failed)) return static_cast<int32_t>(i);
    if (*failed) return -1;
  }
  return -1;
}

void table_add(Machine& machine, TableBody& table, Value key, int64_t hash, Value value) {
  make_room(machine.heap, table);
  append(table, {hash, machine.heap.retain(key), machine.heap.retain(value)});
}

bool table_set(Machine& machine, TableBody& table, Value key, int64_t hash, Value value) {
  bool failed = false;
  const int32_t position = table_find(machine, table, key, hash, &failed);
  if (failed) return false;
  Heap& heap = machine.heap;
  if (position >= 0) {
    heap.assign(table.entries[static_cast<std::size_t>(position)].value, heap.retain(value));
    return true;
  }
  table_add(machine, table, key, hash, value);
  return true;
}

TableBody::Entry table_take(TableBody& table, int32_t position) {
  TableBody::Entry& entry = table.entries[static_cast<std::size_t>(position)];
  const TableBody::Entry taken = entry;
  entry.key = Value{};
  entry.value = Value{};
  --table.size;
  // So that what is taken from the front, one after the other, is not looked for from the start.
  const auto end = static_cast<int32_t>(table.entries.size());
  while (table.first < end && table.entries[static_cast<std::size_t>(table.first)].key.is_null()) {
    ++table.first;
  }
  return taken;
}

TableBody::Entry table_take_last(TableBody& table) {
  for (;;) {
    const TableBody::Entry last = table.entries.back();
    if (!table.index.empty()) {
      const auto position = static_cast<int32_t>(table.entries.size()) - 1;
      const std::size_t mask = table.index.size() - 1;
      std::size_t slot = slot_of(last.hash, mask);
      while (table.index[slot] != position) slot = (slot + 1) & mask;
      table.index[slot] = kTakenAway;
    }
    table.entries.pop_back();
    if (last.key.is_null()) continue;
    --table.size;
    return last;
  }
}

void table_clear(Machine& machine, TableBody& table) {
  std::vector<TableBody::Entry> entries;
  entries.swap(table.entries);
  table.index.clear();
  table.size = table.room = table.first = 0;
  machine.heap.recharge(table);
  for (const TableBody::Entry& entry : entries) {
    if (entry.key.is_null()) continue;
    machine.heap.release(entry.key);
    machine.heap.release(entry.value);
  }
}

Value dict_find(Machine& machine, Value dict, Value key, bool* failed) {
  bool mine = false;
  const int64_t hash = hash_of(machine, key, &mine);
  const TableBody& table = machine.heap.dict(dict);
  const int32_t position = mine ? -1 : table_find(machine, table, key, hash, &mine);
  if (mine) *failed = true;
  return position < 0 ? Value{} : table.entries[static_cast<std::size_t>(position)].value;
}

Value dict_find_text(Machine& machine, Value dict, std::string_view key) {
  const Owned text = own(machine.heap, machine.heap.new_str(key));
  bool failed = false;
  return dict_find(machine, dict, text.get(), &failed);
}

bool dict_set(Machine& machine, Value dict, Value key, Value value) {
  bool failed = false;
  const int64_t hash = hash_of(machine, key, &failed);
  return !failed && table_set(machine, machine.heap.dict(dict), key, hash, value);
}

void dict_set_text(Machine& machine, Value dict, std::string_view key, Value value) {
  const Owned text = own(machine.heap, machine.heap.new_str(key));
  table_set(machine, machine.heap.dict(dict), text.get(), hash_of_text(key), value);
}

Value dict_remove(Machine& machine, Value dict, Value key, bool* failed) {
  bool mine = false;
  const int64_t hash = hash_of(machine, key, &mine);
  TableBody& table = machine.heap.dict(dict);
  const int32_t position = mine ? -1 : table_find(machine, table, key, hash, &mine);
  if (mine) *failed = true;
  if (position < 0) return Value{};
  const TableBody::Entry taken = table_take(table, position);
  machine.heap.release(taken.key);
  return taken.value;
}

namespace {

bool update_from_dict(Machine& machine, Value dict, Value other) {
  if (same(dict, other)) return true;
  int32_t at = 0;
  while (const TableBody::Entry* entry = next_entry(machine.heap.dict(other), &at)) {
    const TableBody::Entry copy = *entry;
    if (!machine.afford_item()) return false;
    if (!table_set(machine, machine.heap.dict(dict), copy.key, copy.hash, copy.value)) return false;
  }
  return true;
}

}  // namespace

// One element of dict.update([...]): something with two items.
bool dict_set_pair(Machine& machine, Value dict, Value pair, std::size_t position) {
  std::vector<Value> items;
  if (!is_iterable(machine, pair)) {
    machine.raise_error("TypeError",
                        fmt::format("cannot convert dictionary update sequence element #{} to a "
                                    "sequence",
                                    position));
    return false;
  }
  if (!collect(machine, pair, &items)) return false;
  bool ok = items.size() == 2;
  if (ok) {
    ok = dict_set(machine, dict, items[0], items[1]);
  } else {
    machine.raise_error("ValueError", fmt::format("dictionary update sequence element #{} has "
                                                  "length {}; 2 is required",
                                                  position, items.size()));
  }
  release_all(machine, &items);
  return ok;
}

bool dict_update(Machine& machine, Value dict, Value other) {
  other = content_of(machine, other);
  if (other.is(Type::kDict)) return update_from_dict(machine, dict, other);
  std::vector<Value> pairs;
  if (!collect(machine, other, &pairs)) return false;
  bool ok = true;
  for (std::size_t i = 0; ok && i < pairs.size(); ++i)
    ok = dict_set_pair(machine, dict, pairs[i], i);
  release_all(machine, &pairs);
  return ok;
}

bool dict_merge(Machine& machine, Value dict, Value other, std::string_view callable) {
  if (!other.is(Type::kDict)) {
    machine.raise_error("TypeError", fmt::format("{} argument after ** must be a mapping, not {}",
                                                 callable, machine.type_name(other)));
    return false;
  }
  int32_t at = 0;
  while (const TableBody::Entry* entry = next_entry(machine.heap.dict(other), &at)) {
    bool failed = false;
    if (table_find(machine, machine.heap.dict(dict), entry->key, entry->hash, &failed) >= 0) {
      machine.raise_error("TypeError",
                          fmt::format("{} got multiple values for keyword argument '{}'", callable,
                                      machine.str_of(entry->key)));
      return false;
    }
  }
  return update_from_dict(machine, dict, other);
}

void split_keywords(Machine& machine, Value dict, std::vector<Value>* values,
                    std::vector<Value>* names) {
  if (dict.is_null()) return;
  for (int32_t at = 0; const TableBody::Entry* entry = next_entry(machine.heap.dict(dict), &at);) {
    names->push_back(entry->key);
    values->push_back(entry->value);
  }
}

Value dict_copy(Machine& machine, Value dict) {
  const Value copy = machine.heap.new_dict();
  update_from_dict(machine, copy, dict);
  return copy;
}

namespace {

// A set is looked for in a set as if it were a frozenset.
int64_t hash_of_looked_for(Machine& machine, Value item, bool* failed) {
  if (!item.is(Type::kSet)) return hash_of(machine, item, failed);
  const Owned frozen = own(machine.heap, machine.heap.new_frozen_set());
  if (!set_update(machine, frozen.get(), item)) {
    *failed = true;
    return 0;
  }
  return hash_of(machine, frozen.get(), failed);
}

}  // namespace

bool set_contains(Machine& machine, Value set, Value item, bool* failed) {
  bool mine = false;
  const int64_t hash = hash_of_looked_for(machine, item, &mine);
  const bool found = !mine && table_find(machine, machine.heap.set(set), item, hash, &mine) >= 0;
  if (mine) *failed = true;
  return found;
}

bool set_add(Machine& machine, Value set, Value item) {
  bool failed = false;
  const int64_t hash = hash_of(machine, item, &failed);
  return !failed && table_set(machine, machine.heap.set(set), item, hash, Value{});
}

bool set_remove(Machine& machine, Value set, Value item, bool* found) {
  *found = false;
  bool failed = false;
  const int64_t hash = hash_of_looked_for(machine, item, &failed);
  if (failed) return false;
  TableBody& table = machine.heap.set(set);
  const int32_t position = table_find(machine, table, item, hash, &failed);
  *found = position >= 0;
  if (position >= 0) machine.heap.release(table_take(table, position).key);
  return !failed;
}

bool set_update(Machine& machine, Value set, Value iterable) {
  if (same(set, iterable)) return true;
  if (iterable.is_set() || iterable.is(Type::kDict)) {
    const TableBody& other = iterable.is_set()
                                 ? static_cast<const TableBody&>(machine.heap.set(iterable))
                                 : machine.heap.dict(iterable);
    int32_t at = 0;
    while (const TableBody::Entry* entry = next_entry(other, &at)) {
      const TableBody::Entry copy = *entry;
      if (!machine.afford_item()) return false;
      if (!table_set(machine, machine.heap.set(set), copy.key, copy.hash, Value{})) return false;
    }
    return true;
  }
  std::vector<Value> items;
  if (!collect(machine, iterable, &items)) return false;
  bool ok = true;
  for (std::size_t i = 0; ok && i < items.size(); ++i) ok = set_add(machine, set, items[i]);
  release_all(machine, &items);
  return ok;
}

Value set_copy(Machine& machine, Value set) {
  const Value copy =
      set.is(Type::kFrozenSet) ? machine.heap.new_frozen_set() : machine.heap.new_set();
  set_update(machine, copy, set);
  return copy;
}

}  // namespace grove
