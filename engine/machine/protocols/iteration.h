// Iteration: iterators over built-in things, and all that consumes an iterable: unpacking, `in`,
// list(), extend.
//
// Conventions as in operators.h: arguments borrowed, results new references, null or false with an
// exception pending.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "engine/machine/core/objects.h"
#include "engine/machine/core/value.h"

namespace grove {

class Machine;

// iter(v): an iterator, or a generator, itself. TypeError "'int' object is not iterable". Where
// `__iter__` is Python, it is asked (answers.h).
Value get_iterator(Machine& machine, Value v);

// next(iterator). Null with *exhausted set, nothing raised, at the end; null alone: pending.
// REQUIRES: it takes no turns.
Value iterator_next(Machine& machine, Value iterator, bool* exhausted);

// Whether going through v, an iterable or iterator, may take turns: a generator, an instance whose
// class has its iteration in Python, an iterator over such. Then the two below are not for it, and
// consumer.h is.
bool takes_turns(Machine& machine, Value v);
// Whether it is what next() or iter() takes.
bool is_iterator(Machine& machine, Value v);
bool is_iterable(Machine& machine, Value v);

// reversed(v), enumerate(v, start).
Value new_reversed(Machine& machine, Value v);
// `start`: an int (integers.h).
Value new_enumerate(Machine& machine, Value v, Value start);
// The number that an enumerate gives next. Null: pending.
Value next_number(Machine& machine, IteratorBody& enumerate);
// zip(*iterables). The iterables are borrowed.
Value new_zip(Machine& machine, const std::vector<Value>& iterables, bool strict);
std::string uneven_zip(std::size_t argument, const char* how);  // zip(strict=True)'s complaint
// map(function, *iterables), filter(function or None, iterable), iter(function, sentinel).
Value new_map(Machine& machine, Value function, const std::vector<Value>& iterables);
Value new_filter(Machine& machine, Value function, Value iterable);
Value new_callable_iterator(Machine& machine, Value function, Value sentinel);
// Of an instance that has `__getitem__` only: the old way to iterate.
Value new_index_iterator(Machine& machine, Value v);

// "list_iterator", "range_iterator", "zip", … and "dict_keys", … of the types that several Python
// types share. REQUIRES: v is a kIterator or kDictView.
const char* iterator_type_name(Machine& machine, Value v);

// All items, a new reference each, appended to *out. On false nothing was appended for good: the
// caller's *out is as it was. Where the iterable takes turns, they are asked for (answers.h).
bool collect(Machine& machine, Value iterable, std::vector<Value>* out);
void release_all(Machine& machine, std::vector<Value>* items);

// `[*iterable]` on a list that is there; also list.extend and `+=`.
bool list_extend(Machine& machine, Value list, Value iterable);

// `a, b = iterable`: exactly `count` new references appended to *out, in order, or false with
// ValueError "not enough values to unpack (expected 2, got 1)", "too many values to unpack
// (expected 2)", TypeError "cannot unpack non-iterable int object".
bool unpack_sequence(Machine& machine, Value iterable, int32_t count, std::vector<Value>* out);
// `a, *b, c = iterable`: before, one list, after.
bool unpack_starred(Machine& machine, Value iterable, int32_t before, int32_t after,
                    std::vector<Value>* out);

// item in container.
bool contains(Machine& machine, Value container, Value item, bool* failed);

}  // namespace grove
