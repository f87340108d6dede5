// How tasks wait for sockets: one at most for reading and one for writing each.
#pragma once

#include "engine/runtime/trio/state.h"

namespace grove::trio {

// Whoever waits for a socket that has become readable or writable goes on: sockets in the order of
// their numbers, of one first who writes.
void poll_sockets(Kernel& k);

}  // namespace grove::trio
