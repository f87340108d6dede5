# rules: D10
import trio


async def forgets(task_status):
    await trio.sleep(1)


async def main():
    async with trio.open_nursery() as nursery:
        try:
            await nursery.start(forgets)
        except RuntimeError as error:
            print(error, trio.current_time())
        nursery.start_soon(trio.sleep, 1)


trio.run(main)
