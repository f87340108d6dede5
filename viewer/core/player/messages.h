// Messages: what the parts of a session have to tell the person: a notice for some seconds, the
// faults of what was asked for last, a text for the clipboard.
#pragma once

#include <optional>
#include <string>
#include <utility>

#include "engine/base/problem.h"

namespace grove {

class Messages {
 public:
  void notify(std::string notice) {
    constexpr double kNoticeSeconds = 4;
    notice_ = std::move(notice);
    left_ = kNoticeSeconds;
  }
  // Lets so many real seconds pass.
  void tick(double seconds) {
    left_ -= seconds;
    if (left_ <= 0) notice_.clear();
  }
  const std::string& notice() const { return notice_; }

  Problems problems;
  std::optional<std::string> clipboard;

 private:
  std::string notice_;
  double left_ = 0;  // seconds
};

}  // namespace grove
