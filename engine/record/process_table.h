// ProcessTable: the programs that a program can start, as a scenario describes them. No other
// process is ever started.
//
//   "processes": {
//     "ls": {"stdout": "a.txt\nb.txt\n", "seconds": 0.2},
//     "make test": {
//       "output": [{"after": 0.5, "stdout": "compiling\n"}, {"after": 1, "stderr": "warning\n"}],
//       "seconds": 2,
//       "status": 1
//     },
//     "cat": {"stdin": "echo"},
//     "server": {"seconds": null, "ignores": ["SIGTERM"]}
//   }
//
// A name is a whole command, its words joined by blanks, or the first word of all commands that
// have no entry of their own.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/base/sim_time.h"

namespace grove {

// One thing that it prints, so long after the one before.
struct ProcessOutput {
  SimTime after;
  bool is_error = false;  // to stderr
  std::string text;
  friend bool operator==(const ProcessOutput&, const ProcessOutput&) = default;
};

struct ProcessEntry {
  enum class Input : uint8_t {
    kIgnored,
    kRead,  // all of it is read, and only then does the program begin
    kEcho,  // all of it is printed as it comes; then the program goes on
  };
  std::string command;
  std::vector<ProcessOutput> output;
  // How long it runs; kNever: until it is killed; unset: up to what it prints last.
  std::optional<SimTime> duration;
  int32_t status = 0;
  Input input = Input::kIgnored;
  std::vector<std::string> ignores;  // signals, by name
  friend bool operator==(const ProcessEntry&, const ProcessEntry&) = default;
};

struct ProcessTable {
  std::vector<ProcessEntry> entries;
  friend bool operator==(const ProcessTable&, const ProcessTable&) = default;
};

}  // namespace grove
