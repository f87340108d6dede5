# rules: C1 C2
import trio


async def child():
    with trio.CancelScope() as mine:
        print(trio.current_effective_deadline())
        try:
            await trio.sleep_forever()
        finally:
            print(mine.cancel_called, trio.current_effective_deadline())


async def main():
    with trio.move_on_after(2) as scope:
        async with trio.open_nursery() as nursery:
            nursery.start_soon(child)
            with trio.move_on_after(1):
                print(trio.current_effective_deadline())
                await trio.sleep_forever()
            print("the child does not know of the inner scope")
    print(scope.cancelled_caught, trio.current_time())


trio.run(main)
