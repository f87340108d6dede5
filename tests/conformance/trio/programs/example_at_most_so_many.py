# rules: E4
# A limiter round jobs that may not all run at once.
import trio


async def job(number, limiter):
    async with limiter:
        print(number, "begins", trio.current_time())
        await trio.sleep(1)


async def main():
    limiter = trio.CapacityLimiter(2)
    async with trio.open_nursery() as nursery:
        for number in range(5):
            nursery.start_soon(job, number, limiter)
    print("over", trio.current_time())


trio.run(main)
