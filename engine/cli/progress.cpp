#include "engine/cli/progress.h"

#include <fmt/format.h>

namespace grove {

Progress::Progress(Console& console)
    : console_(console), next_(Clock::now() + std::chrono::seconds(1)) {}

void Progress::show(std::size_t events, SimTime now) {
  if (is_due()) say(fmt::format("{} events, t = {} (Ctrl-C stops)", events, format_time(now)));
}

bool Progress::is_due() const { return console_.err_is_terminal && Clock::now() >= next_; }

void Progress::say(const std::string& line) {
  if (!is_due()) return;
  next_ = Clock::now() + std::chrono::milliseconds(100);
  console_.err << "\r\x1b[K" << line << std::flush;
  shown_ = true;
}

void Progress::clear() {
  if (shown_) console_.err << "\r\x1b[K" << std::flush;
  shown_ = false;
}

}  // namespace grove
