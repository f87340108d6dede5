# rules: C15
import trio


async def main():
    scope = trio.CancelScope()
    with scope:
        await trio.sleep(1)
        try:
            with scope:
                print("not reached")
        except RuntimeError as error:
            print(error)
    try:
        with scope:
            print("not reached")
    except RuntimeError as error:
        print(error)


trio.run(main)
