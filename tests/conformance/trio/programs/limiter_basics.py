# rules: E4
import trio


async def user(limiter, name):
    async with limiter:
        print(name, limiter.borrowed_tokens, limiter.available_tokens, trio.current_time())
        await trio.sleep(1)


async def main():
    limiter = trio.CapacityLimiter(2)
    print(limiter.total_tokens, limiter.borrowed_tokens, limiter.available_tokens)
    async with trio.open_nursery() as nursery:
        for name in ["a", "b", "c", "d", "e"]:
            nursery.start_soon(user, limiter, name)
        await trio.sleep(0.5)
        statistics = limiter.statistics()
        print(statistics.borrowed_tokens, statistics.total_tokens, statistics.tasks_waiting)


trio.run(main)
