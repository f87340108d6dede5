# rules: C14
import trio


async def main():
    try:
        with trio.fail_after(1) as scope:
            await trio.sleep(2)
    except trio.TooSlowError as error:
        print(repr(error), type(error.__context__).__name__, scope.cancelled_caught)
    try:
        with trio.fail_at(5):
            await trio.sleep(9)
    except trio.TooSlowError:
        print(trio.current_time())
    with trio.fail_after(1) as scope:
        await trio.sleep(0.5)
    print(scope.cancelled_caught)


trio.run(main)
