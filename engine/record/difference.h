// The first difference between two records: where what happened in one is not what happened in the
// other.
//
//   RecordDifference difference;
//   while (…) difference.advance(a, b);        // again whenever a record has grown
//   if (difference.found()) … a.at(difference.position()) …
#pragma once

#include <cstddef>

#include "engine/record/record.h"

namespace grove {

class RecordDifference {
 public:
  // Compares what has not been compared yet; both records only grow between two calls. With
  // `complete`, neither will grow any more, so that the end of the shorter one is a difference.
  void advance(const Record& a, const Record& b, bool complete);

  bool found() const { return found_; }
  // Nothing remains to be compared.
  bool settled() const { return settled_; }
  // How many events agree from the start.
  std::size_t position() const { return position_; }

 private:
  std::size_t position_ = 0;
  bool found_ = false, settled_ = false;
};

// Whether two events say the same, each in the words of its own record.
bool same_event(const Record& a, const Event& x, const Record& b, const Event& y);

}  // namespace grove
