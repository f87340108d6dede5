#include "engine/runtime/trio/module.h"

#include "engine/runtime/trio/classes.h"

namespace grove {

void add_trio(Library& library) {
  trio::add_exceptions(library);
  trio::add_checkpoints(library);
  trio::add_cancel_scopes(library);
  trio::add_starting(library);
  trio::add_nurseries(library);
  trio::add_tasks(library);
  trio::add_spawning(library);
  trio::add_lowlevel(library);
  trio::add_events(library);
  trio::add_locks(library);
  trio::add_conditions(library);
  trio::add_semaphores(library);
  trio::add_limiters(library);
  trio::add_channels(library);
  trio::add_parking_lots(library);
  trio::add_sockets(library);
  trio::add_system_tasks(library);
  trio::add_idle(library);
  trio::add_instruments(library);
  trio::add_clock(library);
  trio::add_run_facts(library);
  trio::add_run(library);
  library.module("trio")
      .submodule("to_thread")
      .submodule("from_thread")
      .submodule("abc")
      .submodule("socket");
}

}  // namespace grove
