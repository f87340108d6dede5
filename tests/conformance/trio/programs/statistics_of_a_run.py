# rules: A8
"""What a program can ask of its run; queues without a limit; who is kept from control-C."""
import warnings

import trio

warnings.simplefilter("ignore")


@trio.lowlevel.enable_ki_protection
def protected(ask):
    return ask()


@trio.lowlevel.disable_ki_protection
def open_again(ask):
    return ask()


@trio.lowlevel.enable_ki_protection
async def protected_task():
    return trio.lowlevel.currently_ki_protected()


async def system():
    print("system task:", trio.lowlevel.currently_ki_protected(),
          open_again(trio.lowlevel.currently_ki_protected))


async def consumer(queue):
    async for batch in queue:
        print(batch, queue)
        if None in batch:
            return


async def main():
    statistics = trio.lowlevel.current_statistics()
    print(statistics.tasks_living, statistics.tasks_runnable, statistics.run_sync_soon_queue_size)
    print(statistics.seconds_to_next_deadline)
    async with trio.open_nursery() as nursery:
        nursery.start_soon(trio.sleep, 3)
        nursery.start_soon(trio.sleep, 2)
        print(trio.lowlevel.current_statistics().tasks_runnable)
        await trio.sleep(0)
        await trio.sleep(1)
        print(round(trio.lowlevel.current_statistics().seconds_to_next_deadline, 3))
        trio.lowlevel.current_trio_token().run_sync_soon(print, "soon")
        print(trio.lowlevel.current_statistics().run_sync_soon_queue_size)
        queue = trio.lowlevel.UnboundedQueue()
        try:
            queue.get_batch_nowait()
        except trio.WouldBlock:
            print("empty", queue.empty(), queue.qsize(), queue.statistics())
        nursery.start_soon(consumer, queue)
        await trio.sleep(0.1)
        print(queue.statistics())
        queue.put_nowait(1)
        queue.put_nowait(2)
        await trio.sleep(0.1)
        queue.put_nowait(None)
    print(trio.lowlevel.currently_ki_protected(), protected(trio.lowlevel.currently_ki_protected),
          protected(lambda: open_again(trio.lowlevel.currently_ki_protected)),
          await protected_task())
    trio.lowlevel.spawn_system_task(system)
    await trio.sleep(1)
    print(type(trio.lowlevel.current_clock()).__name__ in ("SystemClock", "MockClock"))


trio.run(main)
for ask in (trio.lowlevel.current_statistics, trio.lowlevel.current_clock):
    try:
        ask()
    except RuntimeError as error:
        print(error)
