# rules: D5
import trio


async def fails(error, seconds):
    with trio.CancelScope(shield=True):
        await trio.sleep(seconds)
    raise error


async def main():
    for errors in [[ValueError(1)], [ValueError(1), KeyError(2)],
                   [ValueError(1), KeyboardInterrupt()], [SystemExit(3)]]:
        try:
            async with trio.open_nursery() as nursery:
                for seconds, error in enumerate(errors):
                    nursery.start_soon(fails, error, seconds)
        except BaseExceptionGroup as group:
            print(type(group).__name__, group.message, group.exceptions)
            print(group.__cause__, group.__context__, group.__suppress_context__)


trio.run(main)
