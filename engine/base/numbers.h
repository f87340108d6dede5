// Numbers as people write them, on a command line or in a file: one reading for both programs, so
// that what is no number, or out of range, is answered alike everywhere.
//
//   int64_t step = 0;
//   fault = read_whole("-3", {0, kMostSteps}, &step);
//       // "`-3` is out of range: write a whole number from 0 to 2147483647"
//
// Whole numbers are decimal, with underscores between digits where one likes (10_000_000). NaN and
// the infinities are no numbers here. What is returned is one sentence that names the value and
// says what to write instead, without a full stop; empty if all is well.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "engine/base/sim_time.h"

namespace grove {

struct WholeRange {
  int64_t least;
  int64_t most;
};
// A range of an id, or of something that is counted by one.
inline constexpr WholeRange kIdRange{0, 2'147'483'647};

struct DecimalRange {
  double least;
  double most;
};

// The latest time that anything is set to: some 285 years, well before SimTime's end.
inline constexpr int64_t kMostSeconds = 9'000'000'000;

std::string read_whole(std::string_view text, WholeRange range, int64_t* value);
std::string read_decimal(std::string_view text, DecimalRange range, double* value);
// Simulated seconds, from 0 to kMostSeconds.
std::string read_seconds(std::string_view text, SimTime* time);

}  // namespace grove
