// gather() (semantics G6): a future of the results of many.
#pragma once

#include "engine/runtime/asyncio/state.h"

namespace grove::aio {

// gather(*children, return_exceptions=…): new reference, or null with an exception pending.
Value gather(Machine& m, std::span<const Value> children, bool return_exceptions);
void gather_child_done(Kernel& k, Value outer, Value child);

}  // namespace grove::aio
