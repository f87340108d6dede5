# rules: A2 B3 C9
import trio


async def ticker(count):
    for i in range(count):
        print("tick", i, trio.current_time())
        await trio.sleep(0)


async def late():
    await trio.sleep(0.5)
    print("awake")
    await trio.sleep_until(0.2)
    print("past")
    await trio.sleep_until(trio.current_time())
    print("now")
    await trio.sleep_until(0.75)
    print("later", trio.current_time())


async def ticker_later():
    await trio.sleep(0.5)
    await ticker(6)


async def main():
    async with trio.open_nursery() as nursery:
        nursery.start_soon(ticker_later)
        nursery.start_soon(late)


trio.run(main)
