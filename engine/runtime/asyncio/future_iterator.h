// What a future's `__await__` and `__iter__` give a program that asks for it itself.
#pragma once

#include "engine/runtime/asyncio/state.h"

namespace grove {
class Library;
}

namespace grove::aio {

// An iterator that hands the future out until it is done, as the task expects it
// (AioFuture::blocking): new reference.
Value new_future_iterator(Machine& m, Value future);

}  // namespace grove::aio
