# rules: G15 G4
# wait() gives what is done and what is not; it cancels nothing.
import asyncio


async def work(n, fails=False):
    await asyncio.sleep(n)
    if fails:
        raise ValueError(n)
    return n


async def main():
    loop = asyncio.get_running_loop()
    tasks = {asyncio.create_task(work(n, n == 2)) for n in (1, 2, 3, 4)}
    for how in (asyncio.FIRST_COMPLETED, asyncio.FIRST_EXCEPTION, asyncio.ALL_COMPLETED):
        done, tasks = await asyncio.wait(tasks, return_when=how)
        print(how, loop.time(), sorted(repr(t.exception() or t.result()) for t in done), len(tasks))
        if not tasks:
            break
    done, pending = await asyncio.wait([asyncio.create_task(work(5))], timeout=1)
    print(len(done), len(pending), loop.time())
    for wrong in ([], [work(1)], 5):
        try:
            await asyncio.wait(wrong)
        except (TypeError, ValueError) as error:
            print(type(error).__name__, error)
        if wrong and wrong != 5:
            wrong[0].close()


asyncio.run(main())
