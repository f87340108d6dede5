// Policies: what says which loop is current, and makes new ones. As long as the program names none,
// the runtime keeps the default one's rules itself (Asyncio::current_loop).
#pragma once

#include "engine/runtime/asyncio/state.h"

namespace grove::aio {

// A method of the policy that the program has set or asked for, bound: new reference, or null with
// an exception pending. REQUIRES: there is one.
Value policy_method(Machine& m, const char* name);

}  // namespace grove::aio
