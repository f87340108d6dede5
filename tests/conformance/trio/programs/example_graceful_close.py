# rules: C12 C10
# Clean-up that may block, under a shield with a limit of its own.
import trio


async def say_goodbye(seconds):
    await trio.sleep(seconds)
    print("said goodbye", trio.current_time())


async def connection(seconds):
    try:
        await trio.sleep_forever()
    finally:
        with trio.move_on_after(1, shield=True) as clean_up:
            await say_goodbye(seconds)
        print("hung up" if clean_up.cancelled_caught else "closed", trio.current_time())


async def main():
    async with trio.open_nursery() as nursery:
        nursery.start_soon(connection, 0.5)
        nursery.start_soon(connection, 3)
        await trio.sleep(2)
        nursery.cancel_scope.cancel()


trio.run(main)
