// What a loop calls because a socket can be read or written: each time that it looks, for as long
// as that is so.
#pragma once

#include "engine/runtime/asyncio/state.h"

namespace grove::aio {

// Queues the calls of the running loop: sockets in the order of their numbers, of one first the
// reader.
void poll_sockets(Kernel& k);
// The loop is closed.
void forget_sockets(Kernel& k, int32_t loop);

}  // namespace grove::aio
