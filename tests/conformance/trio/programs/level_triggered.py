# rules: B1 C3
import trio


async def main():
    with trio.move_on_after(0.3) as scope:
        for delay in [0.1, 0.5, 0.5, 0]:
            try:
                await trio.sleep(delay)
                print("slept", delay)
            except trio.Cancelled:
                print("cancelled at", trio.current_time())
        print("end of the block")
    print(scope.cancelled_caught, scope.cancel_called)
    await trio.sleep(0.1)
    print("outside it is over", trio.current_time())


trio.run(main)
