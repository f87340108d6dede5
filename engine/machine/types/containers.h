// Containers: hashing, and the tables behind dict and set.
//
// A table keeps its entries in order of insertion and finds them through an index by hash. Hashes
// are computed from values only (identity means kind and number, never an address), and order never
// depends on them. Sets iterate in order of insertion too.
//
// Everywhere: arguments are borrowed, and what a table keeps it retains. A function that returns
// bool returns false with an exception pending, unless it says otherwise; `bool* failed` as in
// operators.h. Values are found without giving a reference away: "borrowed".
#pragma once

#include <algorithm>
#include <cstdint>
#include <string_view>
#include <vector>

#include "engine/machine/core/objects.h"
#include "engine/machine/core/value.h"

namespace grove {

class Machine;

// hash(v). TypeError "unhashable type: 'list'" for what has none. Numbers that are equal have
// CPython's common hash; a str has a fixed one, unlike CPython's, which differs from run to run.
int64_t hash_of(Machine& machine, Value v, bool* failed);
int64_t hash_of_int(int64_t i);
int64_t hash_of_identity(Value v);
int64_t hash_of_double(double d);  // of a NaN: 0
int64_t hash_of_text(std::string_view text);

// dict
Value dict_find(Machine& machine, Value dict, Value key, bool* failed);  // borrowed; null: absent
Value dict_find_text(Machine& machine, Value dict, std::string_view key);
bool dict_set(Machine& machine, Value dict, Value key, Value value);
void dict_set_text(Machine& machine, Value dict, std::string_view key, Value value);
// Takes the entry out and hands its value over; null with nothing raised if absent.
Value dict_remove(Machine& machine, Value dict, Value key, bool* failed);
// dict.update(other): a dict, or an iterable of pairs that takes no turns.
bool dict_update(Machine& machine, Value dict, Value other);
// One of those pairs, the `position`th; it takes no turns.
bool dict_set_pair(Machine& machine, Value dict, Value pair, std::size_t position);
// For `f(**a, **b)`: other must be a dict (else TypeError "f() argument after ** must be a mapping,
// not int") with keys that dict does not have yet (else TypeError "f() got multiple values for
// keyword argument 'x'"). `callable`: "f()", as CPython names it.
bool dict_merge(Machine& machine, Value dict, Value other, std::string_view callable);
Value dict_copy(Machine& machine, Value dict);  // new reference

// A dict's entries as the keywords of a call, borrowed; null: none.
void split_keywords(Machine& machine, Value dict, std::vector<Value>* values,
                    std::vector<Value>* names);

// set
bool set_contains(Machine& machine, Value set, Value item, bool* failed);
bool set_add(Machine& machine, Value set, Value item);
bool set_remove(Machine& machine, Value set, Value item, bool* found);
bool set_update(Machine& machine, Value set, Value iterable);
Value set_copy(Machine& machine, Value set);  // new reference

// Tables themselves: dict and set are made of these.
// Position in entries, or -1.
int32_t table_find(Machine& machine, const TableBody& table, Value key, int64_t hash, bool* failed);
// Adds or replaces; value null in sets. An equal key that is there stays, as in Python.
bool table_set(Machine& machine, TableBody& table, Value key, int64_t hash, Value value);
// The same where table_find has just not found it.
void table_add(Machine& machine, TableBody& table, Value key, int64_t hash, Value value);
// Takes the entry at that position out; the caller now owns its key and value.
TableBody::Entry table_take(TableBody& table, int32_t position);
// The same of the last one; the place is free again. REQUIRES: the table is not empty.
TableBody::Entry table_take_last(TableBody& table);
void table_clear(Machine& machine, TableBody& table);

// The next living entry at or after *position, which is moved past it; null at the end.
//   for (int32_t at = 0; const TableBody::Entry* entry = next_entry(table, &at);) …
inline const TableBody::Entry* next_entry(const TableBody& table, int32_t* position) {
  *position = std::max(*position, table.first);
  while (static_cast<std::size_t>(*position) < table.entries.size()) {
    const TableBody::Entry& entry = table.entries[static_cast<std::size_t>((*position)++)];
    if (!entry.key.is_null()) return &entry;
  }
  return nullptr;
}

}  // namespace grove
