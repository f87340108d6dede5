# rules: L40 A5
import trio


async def main():
    for _ in range(3):
        await trio.sleep(0.1)
    print(trio.current_time())
    with trio.move_on_at(trio.current_time() + 0.3) as scope:
        for _ in range(3):
            await trio.sleep(0.1)
        print("not reached")
    print(scope.cancelled_caught, trio.current_time())


trio.run(main)
