# rules: A11
import trio
import trio.testing


async def worker(name, turns):
    for turn in range(turns):
        await trio.lowlevel.checkpoint()
    print(name, "blocks")
    await trio.sleep(1)
    print(name, "over", trio.current_time())


async def main():
    async with trio.open_nursery() as nursery:
        nursery.start_soon(worker, "a", 2)
        nursery.start_soon(worker, "b", 6)
        await trio.testing.wait_all_tasks_blocked()
        print("all blocked", trio.current_time())


trio.run(main)
