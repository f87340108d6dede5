// One input of the fuzzer: any bytes, taken as a program, as a scenario if they begin with a brace,
// or as a record if they begin as one. Programs are compiled, and run with small limits if they
// have no faults; records are read whole and in pieces. Nothing is expected but that this ends,
// without a fault of ours.
#pragma once

#include <string>

namespace grove::fuzz {

void run_one(const std::string& text);

}  // namespace grove::fuzz
