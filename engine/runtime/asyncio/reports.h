// Reports: what the loop's exception handler is told (semantics G10, G11, G14). Without one of the
// program's it goes to standard error, in CPython's words.
#pragma once

#include "engine/runtime/asyncio/state.h"

namespace grove::aio {

// `context`: a dict, taken over. `handled`: what is being handled as the handler is called, or
// null.
void call_exception_handler(Kernel& k, int32_t loop, Value context, Value handled = Value{});
// Standard error, whatever handler there is.
void report_by_default(Kernel& k, Value context);
// A dict of these; keys are texts. References of values are borrowed.
Value new_context(Machine& m, std::string_view message,
                  std::initializer_list<std::pair<const char*, Value>> rest);

void report_never_retrieved(Kernel& k, Value future);
void report_destroyed(Kernel& k, Value task);
// The handle's call has raised (borrowed): of the program's own, or of its exception handler.
void report_failed_callback(Kernel& k, int32_t handle, Value exception);

}  // namespace grove::aio
