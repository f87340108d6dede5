#include "engine/runtime/asyncio/module.h"

#include "engine/runtime/asyncio/classes.h"

namespace grove {

void add_asyncio(Library& library) {
  aio::add_exceptions(library);
  aio::add_futures(library);
  aio::add_future_iterators(library);
  aio::add_tasks(library);
  aio::add_stand_ins(library);
  aio::add_task_stacks(library);
  aio::add_task_registry(library);
  aio::add_handles(library);
  aio::add_loops(library);
  aio::add_policies(library);
  aio::add_runner(library);
  aio::add_sleep(library);
  aio::add_gather(library);
  aio::add_shield(library);
  aio::add_wait(library);
  aio::add_wait_for(library);
  aio::add_as_completed(library);
  aio::add_timeouts(library);
  aio::add_task_groups(library);
  aio::add_events(library);
  aio::add_locks(library);
  aio::add_conditions(library);
  aio::add_semaphores(library);
  aio::add_barriers(library);
  aio::add_queues(library);
  aio::add_sockets(library);
}

}  // namespace grove
