# rules: C6 L26
import trio


async def main():
    try:
        with trio.move_on_after(1) as scope:
            try:
                await trio.sleep(2)
            finally:
                raise ValueError("clean-up failed")
    except ValueError as error:
        print(repr(error), type(error.__context__).__name__, scope.cancelled_caught)


trio.run(main)
