# rules: G6 G11
# A loop that runs while the code outside handles an exception: what goes well there, what fails, and
# how run() ends when main has failed and what is left over fails too.
import asyncio


async def number(n):
    await asyncio.sleep(n / 4)
    return n


async def fails(n):
    await asyncio.sleep(n / 4)
    raise ValueError(n)


def told(error):
    if isinstance(error, BaseException):
        return repr(error), repr(error.__context__)
    return error


async def several():
    print(await asyncio.gather(number(1), number(2)))
    print([told(each) for each in await asyncio.gather(number(1), fails(2), return_exceptions=True)])
    print(await asyncio.wait_for(asyncio.gather(number(1)), 5))
    done = asyncio.gather(number(0), number(0))
    await asyncio.sleep(1)
    print(await done, await asyncio.shield(done))
    for each in (asyncio.gather(fails(1)), asyncio.create_task(fails(1)), asyncio.wait_for(fails(1), 5)):
        try:
            await each
        except ValueError as error:
            print(told(error))


async def letters(name):
    while True:
        yield name
        await asyncio.sleep(1)


kept = []


async def left_over(name):
    kept.append(letters(name))
    try:
        async for each in kept[-1]:
            print(each)
    except asyncio.CancelledError:
        1 / 0


async def main():
    kept.extend([asyncio.create_task(left_over("a")), asyncio.create_task(left_over("b"))])
    await asyncio.sleep(0.5)
    raise KeyError("main")


try:
    raise OSError("outside")
except OSError:
    asyncio.run(several())
    try:
        asyncio.run(main())
    except KeyError as error:
        print(told(error))
print([each.done() for each in kept[:2]], [each.ag_running for each in kept[2:]])
