import asyncio

KEEP = True  # keep the task somewhere, as asyncio's documentation asks


class App:
    background = None


async def load():
    await asyncio.sleep(0.2)
    raise KeyError("missing-key")


async def refresh():
    await load()


async def serve(app):
    app.background = asyncio.create_task(refresh(), name="refresh")
    if not KEEP:
        app.background = None
    for i in range(4):
        await asyncio.sleep(0.15)
        print("serving request", i)
    print("all good!")


async def main():
    app = App()
    await serve(app)


asyncio.run(main())
