// Format: str(), repr() and format() of every type, as CPython 3.11 writes them.
//
// A float's repr has the fewest digits that read back as the same float. Where CPython would show
// an address, a made-up number stands that depends on the program alone.
//
// Self-containing lists and dicts print `[...]`. Nesting deeper than Python's recursion limit
// raises RecursionError in the variants that can fail and prints `...` in those that cannot.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "engine/machine/core/value.h"

namespace grove {

class Machine;

// For records, messages and built-in types; never fail, never run Python code.
std::string repr(Machine& machine, Value v);
std::string str(Machine& machine, Value v);

// New str references, or null with an exception pending.
Value repr_value(Machine& machine, Value v);
Value str_value(Machine& machine, Value v);
Value ascii_value(Machine& machine, Value v);
// object.__repr__; of what is no plain object, its type's.
Value plain_value_repr(Machine& machine, Value v);
// BaseException.__repr__.
Value plain_repr_value(Machine& machine, Value exception);

// An f-string's {v!conversion:spec}, or format(v, spec). New reference, or null with ValueError
// ("Unknown format code 'd' for object of type 'str'", …) or TypeError pending. `conversion` is a
// FormatConversion.
Value format_value(Machine& machine, Value v, int conversion, std::string_view spec);

// The pieces.
std::string repr_of_double(double d);  // 0.1, 1e+16, inf, nan, -0.0
// "0x7f0000000040": of an object, the same as long as it lives.
std::string address_of(Value v);
int64_t address_number(Value v);

}  // namespace grove
