# rules: A11
import trio
import trio.testing


async def waiter(name, cushion):
    await trio.testing.wait_all_tasks_blocked(cushion)
    print(name, trio.current_time())


async def main():
    async with trio.open_nursery() as nursery:
        nursery.start_soon(waiter, "0.02", 0.02)
        nursery.start_soon(waiter, "0 first", 0.0)
        nursery.start_soon(waiter, "0 second", 0.0)
        nursery.start_soon(waiter, "0.01", 0.01)
        await trio.sleep(5)
        print("slept", trio.current_time())


trio.run(main)
