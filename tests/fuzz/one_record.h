// One record of the fuzzer: any bytes, read as one, whole and in pieces, and as one that a program
// sends. Nothing is expected but that it is the same each time, or the same faults, and that what
// was admitted is not too much for the model.
#pragma once

#include <string>

namespace grove::fuzz {

void read_one(const std::string& text);

}  // namespace grove::fuzz
