// Strings: characters (code points) of UTF-8 text by position, slices, join, and `%`. ASCII texts,
// which most are, take a short way.
//
// Conventions as in operators.h: arguments borrowed, results new references, null with an exception
// pending.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "engine/machine/core/objects.h"
#include "engine/machine/core/value.h"
#include "engine/machine/protocols/subscripts.h"

namespace grove {

class Heap;
class Machine;

inline bool is_ascii(const StrBody& s) { return s.length == static_cast<int64_t>(s.utf8.size()); }

// The text of a str. REQUIRES: v is a str. Valid while v lives and is not changed (never).
std::string_view text_of(Machine& machine, Value v);

// The byte at which character `index` starts; index may be the length. REQUIRES: 0 <= index <=
// length.
std::size_t byte_offset(const StrBody& s, int64_t index);
// How many characters stand before that byte.
int64_t character_index(const StrBody& s, std::size_t byte);

// text.find(pattern, from) and text.rfind(pattern), in a time that grows with both lengths and not
// with their product.
std::size_t find_text(std::string_view text, std::string_view pattern, std::size_t from = 0);
std::size_t rfind_text(std::string_view text, std::string_view pattern);

// The str of one character. REQUIRES: 0 <= index < length.
Value str_item(Machine& machine, Value s, int64_t index);
Value str_slice(Machine& machine, Value s, const SliceIndices& slice);

// str.join: the items must be str, else TypeError "sequence item 0: expected str instance, int
// found".
Value str_join(Machine& machine, std::string_view separator, const std::vector<Value>& items);

// The text cut into lines as str.splitlines does; parts of `text`.
std::vector<std::string_view> lines_of(Heap& heap, std::string_view text, bool keep_ends);

// `text % arguments`, also of bytes.
Value percent_format(Machine& machine, Value text, Value arguments);

}  // namespace grove
