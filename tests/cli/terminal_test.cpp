#include "engine/cli/terminal.h"

#include <pty.h>
#include <sys/wait.h>
#include <termios.h>
#include <unistd.h>
#include <utmp.h>

#include <catch2/catch.hpp>

#include <csignal>
#include <cstdlib>
#include <functional>
#include <string>

using namespace grove;

namespace {

// Whether this machine gives pseudo terminals; a bare root without /dev/pts does not, and then
// nothing here can be tried.
bool have_terminals() {
  int primary = -1;
  int secondary = -1;
  if (openpty(&primary, &secondary, nullptr, nullptr, nullptr) != 0) {
    WARN("there are no pseudo terminals here, so this is not tested");
    return false;
  }
  close(primary);
  close(secondary);
  return true;
}

// What a child process left behind on its own pseudo terminal.
struct Ended {
  std::string output;
  int status = 0;  // as waitpid gives it
  bool canonical = false, echo = false;
};

// Runs `child` with a pseudo terminal as its standard input and output; `parent` may type into it.
Ended on_terminal(
    const std::function<void()>& child,
    const std::function<void(int terminal, pid_t pid, const std::string& output)>& parent) {
  int primary = -1;
  int secondary = -1;
  REQUIRE(openpty(&primary, &secondary, nullptr, nullptr, nullptr) == 0);
  const pid_t pid = fork();
  REQUIRE(pid >= 0);
  if (pid == 0) {
    login_tty(secondary);
    close(primary);
    alarm(20);  // a test that hangs must not hang the others
    child();
    _exit(0);
  }
  Ended ended;
  char buffer[4096];
  // The secondary stays open here, so that its settings can be read when the child is gone.
  bool over = false;
  while (!over) {
    over = waitpid(pid, &ended.status, WNOHANG) == pid;
    fd_set set;
    FD_ZERO(&set);
    FD_SET(primary, &set);
    timeval wait{0, 10'000};
    while (select(primary + 1, &set, nullptr, nullptr, &wait) > 0) {
      const ssize_t got = read(primary, buffer, sizeof buffer);
      if (got <= 0) break;
      ended.output.append(buffer, static_cast<std::size_t>(got));
      wait = {0, 10'000};
    }
    if (!over) parent(primary, pid, ended.output);
  }
  termios settings;
  REQUIRE(tcgetattr(secondary, &settings) == 0);
  ended.canonical = (settings.c_lflag & ICANON) != 0;
  ended.echo = (settings.c_lflag & ECHO) != 0;
  close(primary);
  close(secondary);
  return ended;
}

bool contains(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

void check_restored(const Ended& ended) {
  CHECK(ended.canonical);
  CHECK(ended.echo);
  CHECK(contains(ended.output, "\x1b[?1049h"));
  CHECK(contains(ended.output, "\x1b[?1049l"));
  CHECK(contains(ended.output, "\x1b[?25h"));
}

// Reports whether the terminal is raw, and what wait() says, until 'q' or an end signal.
void echo_until_quit() {
  const auto terminal = Terminal::open();
  if (terminal == nullptr) _exit(9);
  terminal->write("ready");
  for (;;) {
    const Terminal::Input input = terminal->wait(100);
    if (!input.bytes.empty()) terminal->write("<" + input.bytes + ">");
    if (input.redraw) terminal->write("redraw");
    if (input.end_signal != 0 || input.bytes == "q") return;
  }
}

}  // namespace

TEST_CASE("the terminal gives keys one by one, and is put back when it goes") {
  if (!have_terminals()) return;
  bool typed = false;
  const Ended ended =
      on_terminal(echo_until_quit, [&](int terminal, pid_t, const std::string& out) {
        if (!typed && contains(out, "ready")) {
          typed = write(terminal, "x", 1) == 1;
        } else if (typed && contains(out, "<x>")) {
          CHECK(write(terminal, "q", 1) == 1);
        }
      });
  CHECK(WIFEXITED(ended.status));
  check_restored(ended);
}

TEST_CASE("Ctrl-C and SIGTERM end in order, with the terminal put back") {
  if (!have_terminals()) return;
  for (const int signal : {SIGINT, SIGTERM, SIGHUP}) {
    bool sent = false;
    const Ended ended = on_terminal(echo_until_quit, [&](int, pid_t pid, const std::string& out) {
      if (!sent && contains(out, "ready")) sent = kill(pid, signal) == 0;
    });
    CHECK(WIFEXITED(ended.status));
    check_restored(ended);
  }
}

TEST_CASE("a resized terminal asks for a new frame") {
  if (!have_terminals()) return;
  bool sent = false;
  const Ended ended =
      on_terminal(echo_until_quit, [&](int terminal, pid_t pid, const std::string& out) {
        if (!sent && contains(out, "ready")) sent = kill(pid, SIGWINCH) == 0;
        if (contains(out, "redraw")) CHECK(write(terminal, "q", 1) == 1);
      });
  CHECK(contains(ended.output, "redraw"));
}

TEST_CASE("while the process is stopped the terminal is as it was") {
  if (!have_terminals()) return;
  bool sent = false;
  const Ended ended =
      on_terminal(echo_until_quit, [&](int terminal, pid_t pid, const std::string& out) {
        // The child leads a session of its own, where Ctrl-Z goes through all but the stop itself.
        if (!sent && contains(out, "ready")) sent = kill(pid, SIGTSTP) == 0;
        if (contains(out, "redraw")) CHECK(write(terminal, "q", 1) == 1);
      });
  const std::size_t left = ended.output.find("\x1b[?1049l");
  REQUIRE(left != std::string::npos);
  CHECK(ended.output.find("\x1b[?1049h", left) != std::string::npos);
  check_restored(ended);
}

TEST_CASE("a fault of Grove's own puts the terminal back before it kills") {
  if (!have_terminals()) return;
  const Ended ended = on_terminal(
      [] {
        std::signal(SIGABRT, SIG_DFL);  // the test framework's handler would report it as its own
        const auto terminal = Terminal::open();
        std::abort();
      },
      [](int, pid_t, const std::string&) {});
  CHECK(WIFSIGNALED(ended.status));
  CHECK(WTERMSIG(ended.status) == SIGABRT);
  check_restored(ended);
}
