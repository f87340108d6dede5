// What other built-ins use of Future's own methods.
#pragma once

#include <initializer_list>
#include <string_view>

#include "engine/runtime/asyncio/state.h"

namespace grove::aio {

// A future that the record shows: new reference.
Value new_program_future(Machine& m, int32_t loop);
// For constructors that are given `**kwargs`: None if there is no such one, borrowed; and whether
// there are no others, else with TypeError pending.
Value keyword(Machine& m, Value keywords, const char* name);
bool check_keywords(Machine& m, Value keywords, const char* klass,
                    std::initializer_list<std::string_view> known);
// object_changed of such a one; unset for others.
EventId tell_change(Kernel& k, Value future, const char* op);

// `await future`, as turns of a native whose first slot is the future.
Turn await_future(Machine& m, FrameBody& frame, Resume resume);

}  // namespace grove::aio
