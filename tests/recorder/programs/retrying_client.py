"""A client that tries again, later and later, while another task counts the time."""

import trio

FAILS = 4


class Unreachable(Exception):
    pass


class Server:
    def __init__(self):
        self.calls = 0

    async def ask(self):
        self.calls += 1
        await trio.sleep(0.01)
        if self.calls == 2:
            await trio.sleep_forever()  # it hangs
        if self.calls <= FAILS:
            raise Unreachable(f"call {self.calls}")
        return f"answered at call {self.calls}"


async def with_retries(server, task_status=trio.TASK_STATUS_IGNORED):
    task_status.started()
    pause = 0.02
    for attempt in range(10):
        try:
            with trio.fail_after(0.3):
                return await server.ask()
        except (Unreachable, trio.TooSlowError) as error:
            print(f"attempt {attempt}: {type(error).__name__} {error}".rstrip())
        await trio.sleep(pause)
        pause *= 2
    raise Unreachable("for good")


async def ticker():
    while True:
        await trio.sleep(0.1)


async def client(server, done):
    print(await with_retries(server))
    done.set()


async def main():
    server, done = Server(), trio.Event()
    async with trio.open_nursery() as nursery:
        nursery.start_soon(ticker)
        nursery.start_soon(client, server, done)
        await done.wait()
        nursery.cancel_scope.cancel()


trio.run(main)
