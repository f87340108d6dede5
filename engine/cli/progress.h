// Progress: one line on standard error that says how far a run is, if that is a terminal and the
// run takes more than a second. It is wiped away before anything else is printed.
#pragma once

#include <chrono>
#include <cstddef>
#include <string>

#include "engine/base/sim_time.h"
#include "engine/cli/console.h"

namespace grove {

class Progress {
 public:
  explicit Progress(Console& console);
  ~Progress() { clear(); }
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;

  // To be called now and then; shows something new ten times a second at most.
  void show(std::size_t events, SimTime now);
  void say(const std::string& line);
  void clear();

 private:
  using Clock = std::chrono::steady_clock;

  bool is_due() const;

  Console& console_;
  Clock::time_point next_;
  bool shown_ = false;
};

}  // namespace grove
