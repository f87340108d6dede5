#include "engine/cli/terminal.h"

#include <fcntl.h>
#include <poll.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>

#include "engine/base/ensure.h"

namespace grove {

namespace {

constexpr char kEnter[] = "\x1b[?1049h\x1b[?25l\x1b[?7l\x1b[2J";
constexpr char kLeave[] = "\x1b[?2026l\x1b[0m\x1b[?7h\x1b[?25h\x1b[?1049l";

// Reported by wait().
constexpr int kReported[] = {SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGTSTP, SIGCONT, SIGWINCH};
// The process dies of them, after the terminal was put back.
constexpr int kFatal[] = {SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGABRT};

// What signal handlers need; they cannot be given arguments.
volatile std::sig_atomic_t g_end_signal = 0;
volatile std::sig_atomic_t g_stop = 0;
volatile std::sig_atomic_t g_changed = 0;
volatile std::sig_atomic_t g_entered = 0;
int g_in = -1;
termios g_cooked;
struct sigaction g_before[NSIG];
sigset_t g_mask_before;

void put(const char* bytes, std::size_t size) {
  while (size > 0) {
    const ssize_t written = ::write(STDOUT_FILENO, bytes, size);
    if (written > 0) {
      bytes += written;
      size -= static_cast<std::size_t>(written);
    } else if (errno == EAGAIN) {
      pollfd ready{STDOUT_FILENO, POLLOUT, 0};
      ::poll(&ready, 1, 100);
    } else if (errno != EINTR) {
      return;  // the terminal is gone; wait() will say so
    }
  }
}

// Safe in a signal handler.
void leave() {
  if (!g_entered) return;
  g_entered = 0;
  put(kLeave, sizeof kLeave - 1);
  ::tcsetattr(g_in, TCSANOW, &g_cooked);
}

void enter() {
  termios raw = g_cooked;
  // Signals by key (Ctrl-C, Ctrl-Z) stay; Ctrl-S must not freeze the picture.
  raw.c_iflag &= ~static_cast<tcflag_t>(IXON | ICRNL | INLCR | BRKINT | ISTRIP);
  raw.c_lflag &= ~static_cast<tcflag_t>(ICANON | ECHO | IEXTEN);
  raw.c_cc[VMIN] = 0;
  raw.c_cc[VTIME] = 0;
  ::tcsetattr(g_in, TCSADRAIN, &raw);
  put(kEnter, sizeof kEnter - 1);
  g_entered = 1;
}

void on_reported(int signal) {
  if (signal == SIGTSTP) {
    g_stop = 1;
  } else if (signal == SIGWINCH || signal == SIGCONT) {
    g_changed = signal == SIGCONT ? 2 : (g_changed == 2 ? 2 : 1);
  } else {
    g_end_signal = signal;
  }
}

void on_fatal(int signal) {
  leave();
  ::sigaction(signal, &g_before[signal], nullptr);
  ::raise(signal);
}

sigset_t reported_set() {
  sigset_t set;
  sigemptyset(&set);
  for (int signal : kReported) sigaddset(&set, signal);
  return set;
}

void handle_signals() {
  struct sigaction action = {};
  sigfillset(&action.sa_mask);
  action.sa_handler = on_reported;
  for (int signal : kReported) ::sigaction(signal, &action, &g_before[signal]);
  action.sa_handler = on_fatal;
  for (int signal : kFatal) ::sigaction(signal, &action, &g_before[signal]);
  // They are let in only while wait() waits, so that none is missed between a look and a wait.
  const sigset_t set = reported_set();
  ::sigprocmask(SIG_BLOCK, &set, &g_mask_before);
}

void restore_signals() {
  for (int signal : kReported) ::sigaction(signal, &g_before[signal], nullptr);
  for (int signal : kFatal) ::sigaction(signal, &g_before[signal], nullptr);
  ::sigprocmask(SIG_SETMASK, &g_mask_before, nullptr);
}

// Stops the process as Ctrl-Z would have, with the terminal as it was; returns when resumed.
void stop_here() {
  leave();
  struct sigaction ours = {};
  struct sigaction plain = {};
  plain.sa_handler = SIG_DFL;
  ::sigaction(SIGTSTP, &plain, &ours);
  sigset_t stop;
  sigset_t before;
  sigemptyset(&stop);
  sigaddset(&stop, SIGTSTP);
  ::raise(SIGTSTP);
  ::sigprocmask(SIG_UNBLOCK, &stop, &before);  // it takes effect here
  ::sigprocmask(SIG_SETMASK, &before, nullptr);
  ::sigaction(SIGTSTP, &ours, nullptr);
  enter();
}

}  // namespace

std::unique_ptr<Terminal> Terminal::open() {
  if (isatty(STDOUT_FILENO) == 0) return nullptr;
  if (isatty(STDIN_FILENO) != 0)
    return std::unique_ptr<Terminal>(new Terminal(STDIN_FILENO, false));
  const int tty = ::open("/dev/tty", O_RDWR | O_CLOEXEC);
  if (tty < 0) return nullptr;
  return std::unique_ptr<Terminal>(new Terminal(tty, true));
}

Terminal::Terminal(int in, bool owns_in) : in_(in), owns_in_(owns_in) {
  ENSURE(!g_entered, "a second terminal would put back the first one's raw state as the user's");
  g_in = in;
  ::tcgetattr(in, &g_cooked);
  g_end_signal = 0;
  g_stop = 0;
  g_changed = 0;
  handle_signals();
  enter();
}

Terminal::~Terminal() {
  leave();
  restore_signals();
  if (owns_in_) ::close(in_);
}

Terminal::Size Terminal::size() const {
  winsize window = {};
  if (::ioctl(STDOUT_FILENO, TIOCGWINSZ, &window) != 0 || window.ws_col == 0) return {};
  return {window.ws_col, window.ws_row};
}

void Terminal::write(std::string_view bytes) { put(bytes.data(), bytes.size()); }

Terminal::Input Terminal::wait(int milliseconds) {
  Input input;
  sigset_t open_mask;
  ::sigprocmask(SIG_SETMASK, nullptr, &open_mask);
  for (int signal : kReported) sigdelset(&open_mask, signal);
  pollfd ready{in_, POLLIN, 0};
  const timespec timeout{milliseconds / 1000, (milliseconds % 1000) * 1'000'000L};
  const int count = ::ppoll(&ready, 1, &timeout, &open_mask);
  if (g_stop) {
    g_stop = 0;
    stop_here();
    input.redraw = true;
  }
  if (g_changed) {
    // Continued after a stop that could not be caught: the shell has used the terminal since.
    if (g_changed == 2 && !input.redraw) enter();
    g_changed = 0;
    input.redraw = true;
  }
  input.end_signal = g_end_signal;
  if (count <= 0) return input;
  char buffer[512];
  const ssize_t got = ::read(in_, buffer, sizeof buffer);
  if (got > 0) input.bytes.assign(buffer, static_cast<std::size_t>(got));
  input.closed = (ready.revents & (POLLHUP | POLLERR | POLLNVAL)) != 0 && got <= 0;
  return input;
}

}  // namespace grove
