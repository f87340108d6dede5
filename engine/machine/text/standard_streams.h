// Standard streams: what a program writes to as sys.stdout and sys.stderr. Internal to the machine.
#pragma once

#include <cstdint>
#include <string_view>

#include "engine/machine/core/value.h"

namespace grove {

class Machine;

inline constexpr const char* kStreamClass = "_io.TextIOWrapper";

enum class StandardStream : int32_t { kNone, kOutput, kError };

// Which of them it is.
StandardStream standard_stream(Machine& machine, Value v);
// What print writes: text, then end.
void write_to(Machine& machine, StandardStream stream, std::string_view text, std::string_view end);

}  // namespace grove
