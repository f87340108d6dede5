import trio


async def load():
    await trio.sleep(0.2)
    raise KeyError("missing-key")


async def refresh():
    await load()


async def serve():
    async with trio.open_nursery() as nursery:
        nursery.start_soon(refresh, name="refresh")
        for i in range(4):
            await trio.sleep(0.15)
            print("serving request", i)
    print("all good!")


async def main():
    await serve()


trio.run(main)
