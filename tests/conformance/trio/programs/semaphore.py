# rules: E3
# needs: trio.Semaphore
import trio


async def user(semaphore, name):
    async with semaphore:
        print(name, "in", trio.current_time(), semaphore.value)
        await trio.sleep(0.2)
    print(name, "out", semaphore.value)


async def main():
    semaphore = trio.Semaphore(2)
    with trio.move_on_after(0.5) as scope:
        async with trio.open_nursery() as nursery:
            for number in range(6):
                nursery.start_soon(user, semaphore, f"u{number}")
    print(scope.cancelled_caught, semaphore.value)


trio.run(main)
