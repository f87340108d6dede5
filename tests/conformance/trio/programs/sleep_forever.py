# rules: B3 C3
import trio


async def waits(name, until):
    try:
        if until == "forever":
            await trio.sleep_forever()
        else:
            await trio.sleep(until)
    finally:
        print(name, "over", trio.current_time())


async def main():
    with trio.move_on_after(2.5) as scope:
        async with trio.open_nursery() as nursery:
            nursery.start_soon(waits, "forever", "forever")
            nursery.start_soon(waits, "long", 1000000)
            nursery.start_soon(waits, "short", 1)
            await trio.sleep_until(2)
            print("body", trio.current_time())
    print(scope.cancelled_caught)


trio.run(main)
