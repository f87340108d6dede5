# rules: E4
import trio


async def user(limiter, name):
    async with limiter:
        print(name, trio.current_time())
        await trio.sleep(3)


async def main():
    limiter = trio.CapacityLimiter(0)
    async with trio.open_nursery() as nursery:
        for name in ["a", "b", "c", "d"]:
            nursery.start_soon(user, limiter, name)
        await trio.sleep(1)
        limiter.total_tokens = 3
        print("raised", limiter.borrowed_tokens)
        await trio.sleep(1)
        limiter.total_tokens = 1
        print("lowered, nothing is revoked", limiter.borrowed_tokens, limiter.available_tokens)


trio.run(main)
