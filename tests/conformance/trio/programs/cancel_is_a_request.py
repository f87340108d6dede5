# rules: C4 B1
import trio


async def main():
    with trio.CancelScope() as scope:
        scope.cancel()
        print("still here")
        total = 0
        for i in range(1000):
            total += i
        print("and here", total)
        try:
            await trio.sleep(0)
        except trio.Cancelled:
            print("told")
            with trio.CancelScope(shield=True):
                await trio.sleep(0.3)
            print("cleaned up", trio.current_time())
            raise
    print("left", scope.cancelled_caught)


trio.run(main)
