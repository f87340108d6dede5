// shield(): a future whose cancellation stays outside (semantics G4).
#pragma once

#include "engine/runtime/asyncio/state.h"

namespace grove::aio {

void shielded_done(Kernel& k, Value outer, Value inner);
void shield_done(Kernel& k, Value inner, Value outer);

}  // namespace grove::aio
