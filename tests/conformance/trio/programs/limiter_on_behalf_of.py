# rules: E4
import trio


async def wants(limiter, borrower):
    await limiter.acquire_on_behalf_of(borrower)
    print(borrower, trio.current_time())


async def main():
    limiter = trio.CapacityLimiter(1)
    limiter.acquire_on_behalf_of_nowait("first")
    try:
        limiter.acquire_on_behalf_of_nowait("second")
    except trio.WouldBlock:
        print("would block", limiter.statistics().borrowers)
    async with trio.open_nursery() as nursery:
        nursery.start_soon(wants, limiter, "second")
        nursery.start_soon(wants, limiter, "third")
        await trio.sleep(1)
        limiter.release_on_behalf_of("first")
        print(limiter.statistics().borrowers)
        try:
            limiter.acquire_nowait()
        except trio.WouldBlock:
            print("nobody barges in")
        limiter.release_on_behalf_of("second")


trio.run(main)
