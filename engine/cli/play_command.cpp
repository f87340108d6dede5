#include <chrono>
#include <csignal>
#include <utility>

#include "engine/cli/commands.h"
#include "engine/cli/moments.h"
#include "engine/cli/player.h"
#include "engine/cli/screen.h"
#include "engine/cli/terminal.h"
#include "engine/files/growing_file.h"

namespace grove {

namespace {

using Clock = std::chrono::steady_clock;

constexpr int kFrameMs = 16;       // between two looks while something moves
constexpr int kFollowMs = 50;      // between two looks at a record that grows
constexpr int kIdleMs = 500;       // while nothing does; keys and signals wake it anyway
constexpr int kEscapeMs = 40;      // after which an Escape that stands alone is a key
constexpr int kComputingMs = 100;  // between two frames that only the run's growth has changed

int ms_since(Clock::time_point then) {
  return static_cast<int>(
      std::chrono::duration_cast<std::chrono::milliseconds>(Clock::now() - then).count());
}

// Ties the player to a terminal and to the clock.
class TerminalLoop {
 public:
  TerminalLoop(Player player, Terminal* terminal, OutputLook look)
      : player_(std::move(player)), terminal_(*terminal), screen_(look), look_(look) {}

  int run() {
    draw();
    while (!player_.quit()) {
      const Terminal::Input input = terminal_.wait(patience());
      if (input.end_signal != 0) return 128 + input.end_signal;
      if (input.closed) return 128 + SIGHUP;
      if (input.redraw) screen_.forget();
      bool changed = press_keys(input.bytes) || input.redraw;
      changed |= tick();
      if (player_.followed()) changed |= player_.take_in();
      if (player_.wants_to_compute()) {
        player_.compute();
        changed |= ms_since(drawn_) > kComputingMs;
      }
      if (changed) draw();
    }
    return kExitOk;
  }

 private:
  int patience() const {
    if (player_.wants_to_compute()) return 0;
    if (player_.followed()) return player_.playing() ? kFrameMs : kFollowMs;
    return player_.playing() ? kFrameMs : decoder_.pending() ? kEscapeMs : kIdleMs;
  }

  bool press_keys(const std::string& bytes) {
    std::vector<Key> keys;
    if (!bytes.empty()) {
      keys = decoder_.feed(bytes);
      typed_ = Clock::now();
    } else if (decoder_.pending() && ms_since(typed_) >= kEscapeMs) {
      keys = decoder_.flush();
    }
    for (const Key& key : keys) player_.press(key);
    return !keys.empty();
  }

  bool tick() {
    const Clock::time_point now = Clock::now();
    const double seconds = std::chrono::duration<double>(now - ticked_).count();
    ticked_ = now;
    const std::size_t before = player_.model().position();
    const bool playing = player_.playing();
    player_.tick(seconds);
    return player_.model().position() != before || player_.playing() != playing;
  }

  void draw() {
    const Terminal::Size size = terminal_.size();
    const std::string bytes =
        screen_.draw(player_.frame(size.columns, size.rows, look_), size.columns, size.rows);
    if (!bytes.empty()) terminal_.write(bytes);
    drawn_ = Clock::now();
  }

  Player player_;
  Terminal& terminal_;
  KeyDecoder decoder_;
  Screen screen_;
  OutputLook look_;
  Clock::time_point typed_ = Clock::now();
  Clock::time_point ticked_ = Clock::now();
  Clock::time_point drawn_ = Clock::now();
};

}  // namespace

namespace {

// Of a record that is followed: what is over is forgotten to stay within it, some two million
// events.
constexpr std::size_t kMostOfRecord = std::size_t{128} << 20;

// A record that is being written; nothing if that cannot be followed, which has been printed.
std::optional<Recording> follow(const PlayCommand& command, Console& console, int* status) {
  if (command.file == "-" || command.options.any()) {
    *status = usage_error(
        console, "--follow goes with a record in a file, and with nothing that a run takes",
        "`grove play --follow run.jsonl`");
    return std::nullopt;
  }
  auto live = std::make_unique<LiveRecord>(
      command.file, std::make_unique<GrowingFile>(command.file), bounds_of_followed());
  live->keep_within(kMostOfRecord, "a record that is followed may take 128 MiB");
  return Recording(std::move(live));
}

}  // namespace

int play_command(const PlayCommand& command, Console& console) {
  int status = kExitOk;
  std::optional<Recording> recording =
      command.follow ? follow(command, console, &status)
                     : open_recording(command.file, command.options, console, &status);
  if (!recording) return status;
  OutputLook look = console.look;
  if (command.ascii) look.utf8 = false;
  if (console.out_is_terminal) {
    if (const std::unique_ptr<Terminal> terminal = Terminal::open()) {
      const int ended =
          TerminalLoop(Player(std::move(*recording), command.file), terminal.get(), look).run();
      return ended != kExitOk ? ended : status;
    }
  }
  const int run_status = print_moments(&*recording, look, console);
  return status != kExitOk ? status : run_status;
}

}  // namespace grove
