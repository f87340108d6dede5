# rules: G7
import asyncio


def now():
    return asyncio.get_running_loop().time()


async def work(name, seconds, error=None):
    print(name, "begins", now())
    try:
        await asyncio.sleep(seconds)
        if error is not None:
            raise error
    except asyncio.CancelledError:
        print(name, "cancelled", now())
        raise
    print(name, "ends", now())
    return name



async def stubborn():
    try:
        await asyncio.sleep(5)
    except asyncio.CancelledError:
        await asyncio.sleep(1)
        return "late"

async def fails_on_cancel():
    try:
        await asyncio.sleep(5)
    except asyncio.CancelledError:
        raise KeyError("clean-up")

async def main():
    print(await asyncio.wait_for(work("a", 1), 2), now())
    try:
        await asyncio.wait_for(work("b", 2), 1)
    except TimeoutError as e:
        print(repr(e), repr(e.__cause__), repr(e.__context__), now())
    print(await asyncio.wait_for(stubborn(), 1), now())
    try:
        await asyncio.wait_for(fails_on_cancel(), 1)
    except KeyError as e:
        print(repr(e), repr(e.__context__), now())
    try:
        await asyncio.wait_for(work("c", 1), 0)
    except asyncio.TimeoutError:
        print("no time", now())
    try:
        await asyncio.wait_for(work("d", 1, ValueError("own")), 3)
    except ValueError as e:
        print(e)
    print(await asyncio.wait_for(work("e", 1), None), now())
    try:
        await asyncio.wait_for(work("f", 1), 1)
    except TimeoutError:
        print("tie", now())


asyncio.run(main())
