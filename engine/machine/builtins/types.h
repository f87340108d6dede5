// The built-in types' methods, one source file or two each; add_builtins brings them together.
#pragma once

#include <string>
#include <string_view>

#include "engine/machine/core/value.h"

namespace grove {

class Heap;
class Library;
class Machine;

void add_str_methods(Library& library);
void add_str_splitting(Library& library);
void add_str_format(Library& library);
void add_str_translate(Library& library);
void add_bytes(Library& library);             // bytes and bytearray: made, changed, joined
void add_bytes_search(Library& library);      // find, count, startswith, split, …
void add_bytes_characters(Library& library);  // isalpha, upper, strip, center, …
void add_codecs(Library& library);            // str.encode, bytes.decode
void add_unicode_errors(Library& library);
void add_whole_math(Library& library);  // factorial, gcd, comb, … of math
void add_list(Library& library);
void add_tuple(Library& library);
void add_dict(Library& library);
void add_set(Library& library);
void add_slots(Library& library);  // the special methods of all types
void add_mapping_proxy(Library& library);
void add_object(Library& library);      // object, and vars, dir, hash
void add_characters(Library& library);  // chr, hex, pow, format, setattr, …
void add_ordering(Library& library);    // sorted, min, max, list.sort
void add_iterators(Library& library);   // iter, next, enumerate, zip, map, …, sum, any, all

// A UnicodeEncodeError or UnicodeDecodeError: (encoding, object, start, end, reason), a tuple.
// Null: pending.
Value new_unicode_error(Machine& machine, Value klass, Value args);

// The characters of a UTF-8 text.
std::u32string code_points(Heap& heap, std::string_view text);

}  // namespace grove
