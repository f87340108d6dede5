// Subscripts: container[index], its assignment and deletion, and slices.
//
// Conventions as in operators.h: arguments borrowed, results new references, null or false with an
// exception pending.
#pragma once

#include <cstdint>

#include "engine/machine/core/value.h"

namespace grove {

class Machine;

Value get_item(Machine& machine, Value container, Value index);
bool set_item(Machine& machine, Value container, Value index, Value value);
bool delete_item(Machine& machine, Value container, Value index);

// len(v) of built-in containers; -1 for all else.
int64_t length_of(Machine& machine, Value v);

// What `__len__` of anything else says; -1: it has none, or *failed.
int64_t length_by_special(Machine& machine, Value v, bool* failed);

// A slice object; any part may be None.
Value new_slice(Machine& machine, Value start, Value stop, Value step);

// A slice applied to a length: item i is at start + i * step, for i in [0, count).
struct SliceIndices {
  int64_t start = 0;
  int64_t step = 1;
  int64_t count = 0;
  int64_t stop = 0;  // as Python's slice.indices gives it
};
// False with TypeError or ValueError ("slice step cannot be zero") pending.
bool resolve_slice(Machine& machine, Value slice, int64_t length, SliceIndices* out);

// How many values a range has; negative, as an int64_t reads it, for more than one holds.
// REQUIRES: step != 0.
int64_t range_length(int64_t start, int64_t stop, int64_t step);
// How many whole steps it is from a range's start to a value that lies between its ends; *hits:
// whether the last of them ends there.
uint64_t steps_in_range(int64_t start, int64_t step, int64_t value, bool* hits);
// The OverflowError that says that a range holds no larger numbers. Null.
Value raise_long_range(Machine& machine);

}  // namespace grove
