// The module `_process_table`, on which processes are written in Python
// (engine/modules/_processes.py): entries() gives [(command, [(after, is error, bytes), …],
// seconds, status, input, ignored signals), …]. Seconds are None: up to what it prints last, or
// infinite; input is 0: not read, 1: read, 2: printed.
#pragma once

#include "engine/machine/core/library.h"

namespace grove {

void add_processes(Library& library);

}  // namespace grove
