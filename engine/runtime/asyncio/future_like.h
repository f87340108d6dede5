// Futures of the program's own making: objects with an `_asyncio_future_blocking` that is not None,
// as asyncio takes them beside its own. Whatever waits for such a one waits for a stand-in, a
// future of ours that comes to the same in the very callback in which the other tells it.
#pragma once

#include <vector>

#include "engine/runtime/asyncio/state.h"

namespace grove::aio {

// The class of stand-ins.
inline constexpr const char* kStandIn = "_StandIn";

bool is_future_like(Machine& m, Value value);
// Of a stand-in what it stands for, else the future itself; borrowed.
Value stood_for(Machine& m, Value future);
// The stand-in of such an object: new reference; null with an error pending, or the program is
// still to be asked (answers.h). REQUIRES: may_ask().
Value stand_in(Machine& m, Value object);
// Puts stand-ins in the place of all such objects, each of which has one: a list that holds them,
// new reference; null as above. To be done before anything else that shows. Values borrowed.
Value put_stand_ins(Machine& m, std::vector<Value>* values);
bool any_future_like(Machine& m, const std::vector<Value>& values);

// Turns, internal: the stand-in of what is awaited; the list with its stand-ins.
Value stand_in_for(Machine& m, Args args);
Value take_awaited(Machine& m, Args args);
Value list_of_stand_ins(Machine& m, Args args);

}  // namespace grove::aio
