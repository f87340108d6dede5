#include "engine/record/signal_names.h"

#include <iterator>

namespace grove {

namespace {

constexpr SignalName kNames[] = {
    {"SIGHUP", 1},   {"SIGINT", 2},    {"SIGQUIT", 3},  {"SIGILL", 4},   {"SIGTRAP", 5},
    {"SIGABRT", 6},  {"SIGBUS", 7},    {"SIGFPE", 8},   {"SIGKILL", 9},  {"SIGUSR1", 10},
    {"SIGSEGV", 11}, {"SIGUSR2", 12},  {"SIGPIPE", 13}, {"SIGALRM", 14}, {"SIGTERM", 15},
    {"SIGCHLD", 17}, {"SIGCONT", 18},  {"SIGSTOP", 19}, {"SIGTSTP", 20}, {"SIGTTIN", 21},
    {"SIGTTOU", 22}, {"SIGURG", 23},   {"SIGXCPU", 24}, {"SIGXFSZ", 25}, {"SIGVTALRM", 26},
    {"SIGPROF", 27}, {"SIGWINCH", 28}, {"SIGIO", 29},   {"SIGPWR", 30},  {"SIGSYS", 31},
};

bool is_catchable(int32_t number) { return number != 9 && number != 19; }

}  // namespace

int32_t signal_number(std::string_view name) {
  for (const SignalName& each : kNames) {
    if (each.name == name) return is_catchable(each.number) ? each.number : 0;
  }
  return 0;
}

std::string signal_name(int32_t number) {
  for (const SignalName& each : kNames) {
    if (each.number == number) return each.name;
  }
  return "signal " + std::to_string(number);
}

std::vector<std::string> catchable_signals() {
  std::vector<std::string> names;
  for (const SignalName& each : kNames) {
    if (is_catchable(each.number)) names.emplace_back(each.name);
  }
  return names;
}

bool is_ignored_by_default(int32_t number) {
  // Python ignores SIGPIPE and SIGXFSZ as it starts.
  for (int32_t ignored : {13, 17, 18, 23, 25, 28}) {
    if (number == ignored) return true;
  }
  return false;
}

}  // namespace grove
