# rules: D1
import trio


async def child():
    print("child", trio.current_effective_deadline())
    await trio.sleep(2)
    print("child over", trio.current_time())


async def main():
    async with trio.open_nursery() as nursery:
        with trio.move_on_after(1) as scope:
            nursery.start_soon(child)
            await trio.sleep(5)
        print(scope.cancelled_caught, trio.current_time())


trio.run(main)
