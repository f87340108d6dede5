// Console: the streams that a command reads and writes, and what they can show.
//
// Commands take a Console instead of the process's own streams, so that tests run them in memory;
// main.cpp makes the real one. Wrong usage is answered through usage_error(), so that all commands
// sound alike.
#pragma once

#include <istream>
#include <ostream>
#include <string>

#include "engine/base/problem.h"
#include "engine/text/output_look.h"

namespace grove {

// Grove's own exit statuses. A run's are the program's: 0, 1 after an uncaught exception,
// SystemExit's own.
enum ExitStatus : int {
  kExitOk = 0,
  kExitUncaught = 1,
  kExitDiffers = 1,  // of a comparison, as diff has it
  kExitUsage = 64,
  kExitBadFile = 65,
  kExitNoFile = 66,
  kExitFault = 70,
  kExitUnwritten = 74,  // of what was asked for, not all could be written
  kExitLimit = 80,
  kExitDeadlock = 81,
  kExitInterrupted = 130,
};

struct Console {
  std::istream& in;
  std::ostream& out;
  std::ostream& err;
  bool out_is_terminal = false;
  bool err_is_terminal = false;
  OutputLook look = {};
};

// The process's standard streams; looks at the environment for the locale, TERM and NO_COLOR.
Console process_console();

// Says what is wrong with how Grove was called, with an optional hint. Returns kExitUsage.
int usage_error(Console& console, const std::string& message, const std::string& hint = "");

// Prints the problems to standard error.
void print_problems(Console& console, const Problems& problems);

// `--event 99` of a run that has 57 events. Returns kExitUsage.
int not_so_many(Console& console, const std::string& what, int64_t asked, std::size_t count);

}  // namespace grove
