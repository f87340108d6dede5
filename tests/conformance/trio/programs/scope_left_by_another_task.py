# rules: C15
import trio


def first_line(error):
    return str(error).split("\n")[0].split(" at 0x")[0]


async def stranger(scope):
    try:
        scope.__exit__(None, None, None)
    except RuntimeError as error:
        print(first_line(error))


async def main():
    async with trio.open_nursery() as nursery:
        with trio.CancelScope() as scope:
            nursery.start_soon(stranger, scope)
            await trio.sleep(1)
    print("all well")


trio.run(main)
