// Signals of Linux by their names and numbers.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace grove {

struct SignalName {
  const char* name;  // "SIGTERM"
  int32_t number;
};

inline constexpr int32_t kControlC = 2;

// 0 if there is none of that name, or if it cannot be caught (SIGKILL, SIGSTOP).
int32_t signal_number(std::string_view name);
// "SIGTERM"; "signal 99" if it has no name.
std::string signal_name(int32_t number);
// Those that signal_number knows.
std::vector<std::string> catchable_signals();
// Whether it does nothing to a Python program that has set no handler for it.
bool is_ignored_by_default(int32_t number);

}  // namespace grove
