// The fuzzer (libFuzzer): `tests/run --fuzz SECONDS`. What it finds goes into corpus/, which the
// ordinary tests replay.
#include <cstddef>
#include <cstdint>
#include <string>

#include "tests/fuzz/one_input.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, std::size_t size) {
  grove::fuzz::run_one(std::string(reinterpret_cast<const char*>(data), size));
  return 0;
}
