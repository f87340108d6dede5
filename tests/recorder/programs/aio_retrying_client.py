"""A client that tries again, later and later; a second run asks a server that is down."""

import asyncio

FAILS = 4


class Unreachable(Exception):
    pass


class Server:
    def __init__(self, fails):
        self.calls, self.fails = 0, fails

    async def ask(self):
        self.calls += 1
        await asyncio.sleep(0.01)
        if self.calls == 2:
            await asyncio.Event().wait()  # it hangs
        if self.calls <= self.fails:
            raise Unreachable(f"call {self.calls}")
        return f"answered at call {self.calls}"


async def with_retries(server, attempts):
    pause = 0.02
    for attempt in range(attempts):
        try:
            async with asyncio.timeout(0.3):
                return await server.ask()
        except (Unreachable, TimeoutError) as error:
            print(f"attempt {attempt}: {type(error).__name__} {error}".rstrip())
        await asyncio.sleep(pause)
        pause *= 2
    raise Unreachable("for good")


async def main(fails, attempts):
    print(await with_retries(Server(fails), attempts))


asyncio.run(main(FAILS, 10))
try:
    asyncio.run(main(9, 2))
except Unreachable as error:
    print("given up:", error)
