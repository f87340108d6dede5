# rules: C5 C2
# A limit for the whole and one for each part.
import trio


async def part(name, seconds):
    with trio.move_on_after(2) as scope:
        await trio.sleep(seconds)
        print(name, "done", trio.current_time())
    if scope.cancelled_caught:
        print(name, "skipped", trio.current_time())


async def main():
    with trio.move_on_after(5) as whole:
        await part("one", 1)
        await part("two", 9)
        await part("three", 9)
        print("not reached")
    print("whole", whole.cancelled_caught, trio.current_time())


trio.run(main)
