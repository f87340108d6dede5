// The parts of the module `trio` as programs see it, a file per family. Each describes its classes
// and functions to the Library.
#pragma once

#include "engine/machine/core/library.h"

namespace grove::trio {

void add_exceptions(Library& library);
void add_run(Library& library);
void add_cancel_scopes(Library& library);
void add_checkpoints(Library& library);
void add_nurseries(Library& library);
void add_starting(Library& library);
void add_tasks(Library& library);
void add_spawning(Library& library);
void add_system_tasks(Library& library);
void add_lowlevel(Library& library);
void add_idle(Library& library);
void add_instruments(Library& library);
void add_clock(Library& library);
void add_run_facts(Library& library);
void add_events(Library& library);
void add_locks(Library& library);
void add_conditions(Library& library);
void add_semaphores(Library& library);
void add_limiters(Library& library);
void add_channels(Library& library);
void add_parking_lots(Library& library);
void add_sockets(Library& library);

}  // namespace grove::trio
