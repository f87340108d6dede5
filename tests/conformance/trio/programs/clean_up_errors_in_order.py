# rules: L14 D5
import trio


async def cleans_up(error):
    try:
        await trio.sleep(5)
    finally:
        raise error


async def main():
    try:
        async with trio.open_nursery() as nursery:
            nursery.start_soon(cleans_up, ValueError(1))
            nursery.start_soon(cleans_up, ValueError(2))
            await trio.sleep(1)
            raise KeyError("body")
    except ExceptionGroup as group:
        print(group.exceptions)


trio.run(main)
