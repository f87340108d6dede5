// Interruption: Ctrl-C (or SIGTERM) as a wish that a long loop looks at between two slices of its
// work, so that it ends in order and keeps what it has. A second one kills at once.
#pragma once

#include <csignal>

namespace grove {

class Interruption {
 public:
  Interruption();   // from here on the signals are wishes
  ~Interruption();  // and from here on what they were before
  Interruption(const Interruption&) = delete;
  Interruption& operator=(const Interruption&) = delete;

  bool wished() const;
  // The same as a flag: not zero once it is wished. Lives as long as the program.
  static const volatile std::sig_atomic_t* flag();
  // 128 + the signal's number, as shells count.
  int exit_status() const;
};

}  // namespace grove
