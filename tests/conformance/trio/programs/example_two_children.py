# rules: D2 D3
# Two children beside a parent that waits for both.
import trio


async def slow_greeting(name, seconds):
    print(f"{name}: begins, sleeps {seconds} s")
    await trio.sleep(seconds)
    print(f"{name}: ends")


async def main():
    print("parent: opens the nursery")
    async with trio.open_nursery() as nursery:
        print("parent: starts the first")
        nursery.start_soon(slow_greeting, "first", 1)
        print("parent: starts the second")
        nursery.start_soon(slow_greeting, "second", 1)
        print("parent: waits")
    print("parent: all is over at", trio.current_time())


trio.run(main)
