// asyncio's exceptions as programs see them.

#include "engine/runtime/asyncio/classes.h"

namespace grove::aio {

void add_exceptions(Library& library) {
  ModuleBuilder module = library.module("asyncio");
  module.shown_as("asyncio.exceptions");
  library.exception("asyncio", "CancelledError", "BaseException").cancellation();
  library.exception("asyncio", "InvalidStateError", "Exception");
  library.exception("asyncio", "BrokenBarrierError", "RuntimeError");
  module.shown_as("asyncio.queues");
  library.exception("asyncio", "QueueEmpty", "Exception");
  library.exception("asyncio", "QueueFull", "Exception");
  module.alias("TimeoutError", "builtins", "TimeoutError");
}

}  // namespace grove::aio
