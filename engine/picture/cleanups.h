// Cleanups: in which order tasks came to their `finally` blocks within one instant. All of them are
// told to stop at the same time; who cleans up first is what the numbers tell.
//
//   for (const Cleanup& cleanup : cleanups_of(blocks, index, position)) … cleanup.number …
//
// It takes a record with lines: without them there are no cleanups.
#pragma once

#include <string>
#include <vector>

#include "engine/model/record_index.h"

namespace grove {

struct Cleanup {
  TaskId task;
  int32_t line = 0;  // the first of its block that ran
  int number = 0;    // from 1
};

// By line of a program, from 1: the line of the `finally:` in whose block it stands; 0 if in none.
std::vector<int32_t> finally_blocks(const std::vector<std::string>& program);

// Whether the line stands in an `except` block for Cancelled or CancelledError, and nothing else.
bool handles_cancellation(const std::vector<std::string>& program, int32_t line);

// Within the instant of the last of so many events, up to it, in order. None where a single task
// cleans up: there is no order then.
std::vector<Cleanup> cleanups_of(const std::vector<int32_t>& blocks, const RecordIndex& index,
                                 std::size_t position);

}  // namespace grove
