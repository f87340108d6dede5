#include "engine/cli/interrupt.h"

#include <csignal>

namespace grove {

namespace {

constexpr int kWishes[] = {SIGINT, SIGTERM};
// Not two: tools that end a program (timeout, for one) signal it and its group, so that one wish
// arrives twice.
constexpr int kKillingCount = 3;

volatile std::sig_atomic_t g_signal = 0;
struct sigaction g_before[NSIG];

volatile std::sig_atomic_t g_count = 0;

void on_signal(int signal) {
  g_signal = signal;
  const int count = g_count + 1;
  g_count = count;
  if (count < kKillingCount) return;
  std::signal(signal, SIG_DFL);
  std::raise(signal);
}

}  // namespace

Interruption::Interruption() {
  g_signal = 0;
  g_count = 0;
  struct sigaction action = {};
  action.sa_handler = on_signal;
  sigemptyset(&action.sa_mask);
  action.sa_flags = SA_RESTART;  // a write that was under way must not fail
  for (int signal : kWishes) ::sigaction(signal, &action, &g_before[signal]);
}

Interruption::~Interruption() {
  for (int signal : kWishes) ::sigaction(signal, &g_before[signal], nullptr);
}

bool Interruption::wished() const { return g_signal != 0; }

int Interruption::exit_status() const { return 128 + g_signal; }

}  // namespace grove
