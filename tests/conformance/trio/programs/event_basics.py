# rules: B4 E1
import trio


async def waiter(event, name):
    await event.wait()
    print(name, trio.current_time())


async def main():
    event = trio.Event()
    print(event.is_set(), event.statistics())
    async with trio.open_nursery() as nursery:
        for name in ["a", "b", "c"]:
            nursery.start_soon(waiter, event, name)
        await trio.sleep(1)
        print(event.statistics().tasks_waiting)
        event.set()
        event.set()
        print(event.is_set(), event.statistics().tasks_waiting)
        await event.wait()
        print("already set: a checkpoint")
    try:
        if event:
            print("not reached")
    except NotImplementedError as error:
        print(error)


trio.run(main)
