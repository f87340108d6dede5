// Terminal: the user's terminal as a canvas and a keyboard, and its way back.
//
// While one exists the terminal is raw (keys come one by one, unechoed), shows the alternate
// screen and hides the cursor. It is put back when the Terminal goes, while the process is
// stopped (Ctrl-Z, then entered again), and when the process dies of a signal or of a fault of
// its own. Ctrl-C, SIGTERM and SIGHUP do not kill: wait() reports them, so that the caller
// leaves in order.
#pragma once

#include <memory>
#include <string>
#include <string_view>

namespace grove {

class Terminal {
 public:
  struct Size {
    int columns = 80;
    int rows = 24;
  };
  struct Input {
    std::string bytes;    // typed; empty if nothing was
    bool redraw = false;  // resized, or resumed after a stop: what is shown is gone
    int end_signal = 0;   // asked to end by this signal; 0 if not
    bool closed = false;  // the terminal is gone
  };

  // The terminal of standard input and output; if standard input is something else (the
  // scenario is read from it), keys come from the controlling terminal. Null if there is none.
  // At most one Terminal may exist at a time.
  static std::unique_ptr<Terminal> open();
  ~Terminal();
  Terminal(const Terminal&) = delete;
  Terminal& operator=(const Terminal&) = delete;

  Size size() const;
  void write(std::string_view bytes);
  // Waits until there is something to report, at most so long.
  Input wait(int milliseconds);

 private:
  Terminal(int in, bool owns_in);

  int in_;
  bool owns_in_;
};

}  // namespace grove
