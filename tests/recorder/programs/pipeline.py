"""A pipeline of channels: a source, three workers, a sink. Each closes what it is done with."""

import trio

ITEMS = 12
WORKERS = 3


async def source(send):
    async with send:
        for item in range(ITEMS):
            await send.send(item)
            await trio.sleep(0.01)


async def worker(number, receive, send):
    async with receive, send:
        async for item in receive:
            await trio.sleep(0.02 + 0.005 * number)
            await send.send((item, item * item))


async def sink(receive, results):
    async with receive:
        async for item, square in receive:
            results[item] = square


async def main():
    results = {}
    to_workers, work = trio.open_memory_channel(2)
    to_sink, squares = trio.open_memory_channel(0)
    async with trio.open_nursery() as nursery:
        nursery.start_soon(source, to_workers)
        async with work, to_sink:
            for number in range(WORKERS):
                nursery.start_soon(worker, number, work.clone(), to_sink.clone(),
                                   name=f"worker-{number}")
        nursery.start_soon(sink, squares, results)
    print(sorted(results.items()))


trio.run(main)
