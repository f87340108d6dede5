# Old-fashioned worker threads, fed through a memory channel, one of which fails.
import time

import trio


def worker(name, jobs, results):
    while True:
        try:
            job = trio.from_thread.run(jobs.receive)
        except trio.EndOfChannel:
            return f"{name} has no more to do"
        time.sleep(job / 10)
        if job == 4:
            raise ValueError(f"{name} cannot do {job}")
        trio.from_thread.run(results.send, (name, job))


async def employ(name, jobs, results):
    async with jobs, results:
        try:
            print(await trio.to_thread.run_sync(worker, name, jobs, results, thread_name=name))
        except ValueError as error:
            print(f"{trio.current_time():.2f}", error)


async def main():
    give, jobs = trio.open_memory_channel(1)
    results, take = trio.open_memory_channel(0)
    async with trio.open_nursery() as nursery:
        async with jobs, results:
            for name in "ab":
                nursery.start_soon(employ, name, jobs.clone(), results.clone())

        async def give_all():
            async with give:
                for n in (1, 2, 3, 4, 5, 1):
                    await give.send(n)

        nursery.start_soon(give_all)
        async for name, job in take:
            print(f"{trio.current_time():.2f} {name} did {job}")
    token = trio.lowlevel.current_trio_token()

    def from_outside():
        time.sleep(0.5)
        print(trio.from_thread.run(trio.sleep, 0.25, trio_token=token))
        return trio.from_thread.run_sync(trio.current_time, trio_token=token)

    with trio.move_on_after(0.6) as scope:
        await trio.to_thread.run_sync(from_outside)
    print(f"{trio.current_time():.2f}", scope.cancelled_caught)


trio.run(main)
