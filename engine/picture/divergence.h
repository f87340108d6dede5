// Divergence: where two runs part, as a person would say it: the first thing that happens in one
// and not, or otherwise, in the other.
//
// Compared is what a person steps by, and what was drawn from `random`: the time and the words of
// each. So two records of different detail agree, and of two versions of a program a line is the
// same if it reads the same, wherever it stands. RecordDifference (engine/record) is for records
// that should agree to the last field.
//
//   const Divergence parted = first_divergence(index_a, index_b);
//   if (parted.a || parted.b) … describe(index_a, parted.a)
#pragma once

#include <cstddef>

#include "engine/model/record_index.h"

namespace grove {

struct Divergence {
  // What happens in each, where they part; unset in the one that has ended. Both unset: they agree.
  EventId a, b;
  std::size_t agreed = 0;  // of the things compared, so many from the start
  SimTime agreed_until;    // the time of the last of them
};

// REQUIRES: both records are whole.
Divergence first_divergence(const RecordIndex& a, const RecordIndex& b);

}  // namespace grove
