// Handle and TimerHandle as programs see them: what call_soon, call_later and call_at give.

#include "engine/runtime/asyncio/cancelling.h"
#include "engine/runtime/asyncio/classes.h"
#include "engine/runtime/asyncio/loops.h"
#include "engine/runtime/asyncio/support.h"
#include "engine/runtime/asyncio/words.h"

namespace grove::aio {

namespace {

int32_t number_of(Machine& m, Value self) { return m.heap.object(self).id; }
AioHandle& handle_of(Machine& m, Value self) {
  return asyncio_of(kernel_of(m)).handle(number_of(m, self));
}

Value cancel(Machine& m, Args args) {
  cancel_handle(kernel_of(m), number_of(m, args[0]));
  return Value::none();
}
Value cancelled(Machine& m, Args args) { return Value::boolean(handle_of(m, args[0]).cancelled); }
Value when(Machine& m, Args args) { return m.heap.retain(handle_of(m, args[0]).given_when); }
Value repr(Machine& m, Args args) {
  return m.heap.new_str(handle_repr(kernel_of(m), number_of(m, args[0])));
}

}  // namespace

void add_handles(Library& library) {
  library.module("asyncio").shown_as("asyncio.events");
  library.klass("asyncio", "Handle")
      .method("cancel", "", cancel)
      .method("cancelled", "", cancelled)
      .method("__repr__", "", repr);
  library.klass("asyncio", "TimerHandle", Type::kObject, "Handle").method("when", "", when);
}

}  // namespace grove::aio
