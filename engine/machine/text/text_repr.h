// Reprs of texts: in quotes, with escapes for what does not show.
#pragma once

#include <string>
#include <string_view>

#include "engine/machine/core/text_builder.h"
#include "engine/machine/core/value.h"

namespace grove {

class Machine;

std::string repr_of_text(std::string_view utf8);  // 'it', "it's", '\n', '\u200b'
void append_repr(TextBuilder* out, std::string_view utf8);
void append_repr_of_bytes(TextBuilder* out, std::string_view bytes);  // b'it', b"it's", b'\xff'
// As inside bytearray(…), where a ' has a backslash before it also between " and ".
void append_repr_of_bytearray(TextBuilder* out, std::string_view bytes);
// ascii(): the str, a repr, with all but ASCII escaped. Takes the reference over; null stays null.
Value escape_all(Machine& machine, Value repr);

}  // namespace grove
