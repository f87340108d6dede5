#include "engine/cli/interrupt.h"

#include <csignal>

namespace grove {

namespace {

constexpr int kWishes[] = {SIGINT, SIGTERM};

volatile std::sig_atomic_t g_signal = 0;
struct sigaction g_before[NSIG];

void on_signal(int signal) { g_signal = signal; }

}  // namespace

Interruption::Interruption() {
  g_signal = 0;
  struct sigaction action = {};
  action.sa_handler = on_signal;
  sigemptyset(&action.sa_mask);
  // Restart: a write that was under way must not fail. Reset: the second signal kills.
  action.sa_flags = SA_RESTART | static_cast<int>(SA_RESETHAND);
  for (int signal : kWishes) ::sigaction(signal, &action, &g_before[signal]);
}

Interruption::~Interruption() {
  for (int signal : kWishes) ::sigaction(signal, &g_before[signal], nullptr);
}

Onlooker* Interruption::onlooker() {
  class Asked : public Onlooker {
    bool wishes_stop() override { return g_signal != 0; }
  };
  static Asked asked;
  return &asked;
}

bool Interruption::wished() const { return g_signal != 0; }

int Interruption::exit_status() const { return 128 + g_signal; }

}  // namespace grove
