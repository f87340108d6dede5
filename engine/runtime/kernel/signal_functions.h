// The module `_signal`, on which `signal` is written in Python (engine/modules/signal.py):
//
//   _signal.set(number, handler)   what is called with (number, frame); 0: the system's own way, 1:
//                                  it is ignored; None: Python's own way
//   _signal.die(number)            the run ends as the system ends a process
//   _signal.interrupt()            control-C, in code that runs now: whether the loop has taken it
#pragma once

#include "engine/machine/core/library.h"

namespace grove {

void add_signals(Library& library);

}  // namespace grove
