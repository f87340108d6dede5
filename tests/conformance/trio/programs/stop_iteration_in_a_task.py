# rules: D13
import trio


async def stops():
    raise StopIteration(5)


async def exits():
    raise SystemExit(3)


async def main():
    for bad in [stops, exits]:
        try:
            async with trio.open_nursery() as nursery:
                nursery.start_soon(bad)
        except BaseExceptionGroup as group:
            print(repr(group), repr(group.exceptions[0].__cause__))


trio.run(main)
