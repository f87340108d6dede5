// Interruption: Ctrl-C (or SIGTERM) as a wish that a long loop looks at between two slices of its
// work, so that it ends in order and keeps what it has. A second one kills at once.
#pragma once

#include "engine/base/onlooker.h"

namespace grove {

class Interruption {
 public:
  Interruption();   // from here on the signals are wishes
  ~Interruption();  // and from here on what they were before
  Interruption(const Interruption&) = delete;
  Interruption& operator=(const Interruption&) = delete;

  bool wished() const;
  // The same for a run to ask. Lives as long as the program.
  static Onlooker* onlooker();
  // 128 + the signal's number, as shells count.
  int exit_status() const;
};

}  // namespace grove
