import trio


async def connection():
    print("hello")
    try:
        await trio.sleep_forever()  # a peer that never answers
    finally:
        print("say goodbye")
        await trio.sleep(5)  # and that is slow to take a goodbye
        print("goodbye sent")


async def main():
    with trio.move_on_after(0.3) as scope:
        await connection()
    print("out, caught", scope.cancelled_caught)


trio.run(main)
