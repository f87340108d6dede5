# rules: A5 C7
import trio


async def main():
    for i in range(3):
        await trio.sleep(0.1)
    now = trio.current_time()
    print("start", now)
    with trio.move_on_at(now + 0.3) as scope:
        for i in range(3):
            await trio.sleep(0.1)
            print("slept", i)
        print("never")
    print(scope.cancelled_caught, trio.current_time())
    with trio.move_on_after(0.1 + 0.2) as scope:
        await trio.sleep(0.3)
        print("never")
    print(scope.cancelled_caught, trio.current_time())
    await trio.sleep(0.0000000004)
    print(trio.current_time())
    await trio.sleep(0.0000000006)
    print(trio.current_time())
    await trio.sleep(1 / 3)
    print(trio.current_time())


trio.run(main)
