# rules: C2 C12
import trio


async def main():
    with trio.CancelScope() as outer:
        with trio.CancelScope() as inner:
            outer.cancel()
            print(trio.current_effective_deadline())
            inner.shield = True
            print(trio.current_effective_deadline())
            await trio.sleep(1)
            print("undisturbed", trio.current_time())
            inner.shield = False
            print(trio.current_effective_deadline())
            await trio.sleep(1)
            print("not reached")
    print(inner.cancelled_caught, outer.cancelled_caught)


trio.run(main)
