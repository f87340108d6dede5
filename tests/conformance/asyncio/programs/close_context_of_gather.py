# rules: G6 G12
# While a runner closes, what a gather raises has the runner's error as its context, and so has what
# a future of a class of its own gives; a plain future hands its error over as it is.
import asyncio


class Own(asyncio.Future):
    pass


def told(name, error):
    print(name, type(error).__name__, type(error.__context__).__name__)


async def waits(name, make):
    try:
        await make()
    except BaseException as error:
        told(name, error)


async def insists(name, future):
    try:
        await asyncio.sleep(9)
    except asyncio.CancelledError:
        pass
    await waits(name, lambda: future)


async def fails(*futures):
    try:
        await asyncio.sleep(9)
    except asyncio.CancelledError:
        await asyncio.sleep(0)
    for future in futures:
        future.set_exception(KeyError(1))


async def main():
    plain, own, other = asyncio.get_running_loop().create_future(), Own(), Own()
    started = [
        waits("gather", lambda: asyncio.gather(asyncio.sleep(9))),
        waits("sleep", lambda: asyncio.sleep(9)),
        insists("plain", plain),
        insists("own", own),
        insists("gather of own", asyncio.gather(other)),
        fails(plain, own, other),
    ]
    kept.extend(asyncio.create_task(each) for each in started)
    await asyncio.sleep(0)
    raise ValueError("main is over")


kept = []
try:
    asyncio.run(main())
except ValueError as error:
    told("main", error)
