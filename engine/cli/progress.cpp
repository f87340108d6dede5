#include "engine/cli/progress.h"

#include <fmt/format.h>

namespace grove {

Progress::Progress(Console& console)
    : console_(console), next_(Clock::now() + std::chrono::seconds(1)) {}

void Progress::show(std::size_t events, SimTime now) {
  if (!console_.err_is_terminal || Clock::now() < next_) return;
  next_ = Clock::now() + std::chrono::milliseconds(100);
  console_.err << fmt::format("\r\x1b[K{} events, t = {} (Ctrl-C stops)", events, format_time(now))
               << std::flush;
  shown_ = true;
}

void Progress::clear() {
  if (shown_) console_.err << "\r\x1b[K" << std::flush;
  shown_ = false;
}

}  // namespace grove
