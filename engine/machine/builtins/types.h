// The built-in types' methods, one source file or two each; add_builtins brings them together.
#pragma once

#include <string>
#include <string_view>

namespace grove {

class Heap;
class Library;

void add_str_methods(Library& library);
void add_str_splitting(Library& library);
void add_str_format(Library& library);
void add_str_translate(Library& library);
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

// The characters of a UTF-8 text.
std::u32string code_points(Heap& heap, std::string_view text);

}  // namespace grove
