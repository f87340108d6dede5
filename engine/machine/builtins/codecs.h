// Codecs: text to bytes and back, in utf-8, ascii and latin-1. Conventions as in convert.h.
#pragma once

#include <string>
#include <string_view>

#include "engine/machine/core/value.h"

namespace grove {

class Machine;

// The arguments `encoding` and `errors`, null where not given, of the function of that name.
bool codec_names(Machine& machine, Value encoding, Value errors, std::string_view function,
                 std::string_view* encoding_name, std::string_view* errors_name);

// `object`: what the text or the bytes stand in; an exception names it.
bool encode(Machine& machine, std::string_view text, Value object, std::string_view encoding,
            std::string_view errors, std::string* out);
// New str.
Value decode(Machine& machine, std::string_view bytes, Value object, std::string_view encoding,
             std::string_view errors);

}  // namespace grove
