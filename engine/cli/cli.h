// The command line: arguments in, a command's exit status out.
#pragma once

#include "engine/cli/console.h"

namespace grove {

// `argv` as main has it. Whatever goes wrong is said on console.err.
int grove_main(int argc, const char* const* argv, Console& console);

}  // namespace grove
