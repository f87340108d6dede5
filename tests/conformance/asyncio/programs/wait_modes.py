# rules: G15
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



async def main():
    def tasks():
        return [asyncio.create_task(work("a", 1)), asyncio.create_task(work("b", 2, ValueError("b"))),
                asyncio.create_task(work("c", 3))]
    for mode in (asyncio.FIRST_COMPLETED, asyncio.FIRST_EXCEPTION, asyncio.ALL_COMPLETED):
        ts = tasks()
        done, pending = await asyncio.wait(ts, return_when=mode)
        print(mode, sorted([ts.index(t) for t in done]), sorted([ts.index(t) for t in pending]), now())
        for t in pending:
            t.cancel()
        await asyncio.gather(*ts, return_exceptions=True)
    ts = tasks()
    done, pending = await asyncio.wait(ts, timeout=1.5)
    print(len(done), len(pending), now())
    done, pending = await asyncio.wait(ts, timeout=0)
    print(len(done), len(pending), now())
    await asyncio.gather(*ts, return_exceptions=True)
    for bad in ([], ts[0], work("no", 1)):
        try:
            await asyncio.wait(bad)
        except (ValueError, TypeError) as e:
            print(type(e).__name__, e)
    try:
        await asyncio.wait(ts, return_when="SOME")
    except ValueError as e:
        print(e)


asyncio.run(main())
