// The parts of the module `asyncio` as programs see them, a file per family. Each describes its
// classes and functions to the Library.
#pragma once

#include "engine/machine/core/library.h"

namespace grove::aio {

// The modules of the classes that are no name of any public one.
inline constexpr const char* kUnlistedModule = "asyncio.tasks";
inline constexpr const char* kUnlisted = "asyncio.tasks.";
inline constexpr const char* kUnixModule = "asyncio.unix_events";
inline constexpr const char* kLoopClass = "_UnixSelectorEventLoop";

void add_exceptions(Library& library);
void add_futures(Library& library);
void add_future_iterators(Library& library);
void add_task_stacks(Library& library);
void add_policies(Library& library);
void add_task_registry(Library& library);
void add_tasks(Library& library);
void add_stand_ins(Library& library);
void add_handles(Library& library);
void add_loops(Library& library);
void add_runner(Library& library);
void add_sleep(Library& library);
void add_gather(Library& library);
void add_shield(Library& library);
void add_wait(Library& library);
void add_wait_for(Library& library);
void add_as_completed(Library& library);
void add_timeouts(Library& library);
void add_task_groups(Library& library);
void add_events(Library& library);
void add_locks(Library& library);
void add_conditions(Library& library);
void add_semaphores(Library& library);
void add_barriers(Library& library);
void add_queues(Library& library);
void add_sockets(Library& library);

}  // namespace grove::aio
