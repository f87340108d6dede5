// Convert: what built-in functions ask of their arguments, with CPython's words when they are
// wrong. Conventions as in operators.h; false: pending.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "engine/machine/core/symbols.h"
#include "engine/machine/core/value.h"

namespace grove {

class Machine;

// An int, or TypeError "'str' object cannot be interpreted as an integer", or OverflowError if it
// is too large for an index.
bool to_index(Machine& machine, Value v, int64_t* out);
// An int or bool for a position with a default for null or None, as `str.find(x, start, end)`.
bool to_position(Machine& machine, Value v, int64_t otherwise, int64_t* out);
// A str, or TypeError with that text and the type's name behind it: "must be str, not int".
bool to_text(Machine& machine, Value v, std::string_view message, std::string_view* out);
// A float as math functions take it: "must be real number, not str".
bool to_real(Machine& machine, Value v, double* out);

// An attribute's name, or TypeError "attribute name must be string, not 'int'".
bool to_attribute_name(Machine& machine, Value v, Symbol* out);

// Positions that count from the end if negative, clamped into [0, length].
void clamp_positions(int64_t length, int64_t* start, int64_t* end);

// The float's whole part as an int; ValueError for NaN, OverflowError for an infinite one.
Value int_of_double(Machine& machine, double d);

Value raise_type_error(Machine& machine, std::string_view message);
Value raise_value_error(Machine& machine, std::string_view message);
// KeyError with the key itself; StopIteration without arguments.
Value raise_key_error(Machine& machine, Value key);
// StopIteration with that value (taken over); without one if it is None.
Value raise_stop_iteration(Machine& machine, Value result);

// New list of new str.
Value list_of_texts(Machine& machine, const std::vector<std::string_view>& texts);

}  // namespace grove
