import trio

GOODBYE = 5  # seconds that the goodbye takes
LIMIT = 0.2  # seconds that it may take; None: as long as it likes


async def connection():
    print("hello")
    try:
        await trio.sleep_forever()
    finally:
        print("say goodbye")
        with trio.CancelScope(shield=True) as scope:
            if LIMIT is not None:
                scope.deadline = trio.current_time() + LIMIT
            await trio.sleep(GOODBYE)
            print("goodbye sent")
        print("gave up", scope.cancelled_caught)


async def main():
    with trio.move_on_after(0.3) as scope:
        await connection()
    print("out, caught", scope.cancelled_caught)


trio.run(main)
