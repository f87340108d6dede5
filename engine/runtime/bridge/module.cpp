#include "engine/runtime/bridge/module.h"

namespace grove {

void add_trio_asyncio(Library& library) {
  bridge::add_guest_loops(library);
  bridge::add_waits(library);
}

}  // namespace grove
