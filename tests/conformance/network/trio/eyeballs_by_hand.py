# address: [2001:db8::1]:80 {"outcome": "hang", "latency": 20}
# address: 192.0.2.1:80 {"latency": 0.4}
# address: [2001:db8::2]:80 {"latency": 0.08, "outcome": "refused"}
# address: 192.0.2.2:80 {"latency": 0.12}
import trio

TARGETS = [(trio.socket.AF_INET6, "2001:db8::1"), (trio.socket.AF_INET, "192.0.2.1"),
           (trio.socket.AF_INET6, "2001:db8::2"), (trio.socket.AF_INET, "192.0.2.2")]


async def connect(i):
    family, ip = TARGETS[i]
    sock = trio.socket.socket(family)
    try:
        await sock.connect((ip, 80))
    except OSError as exc:
        print(trio.current_time(), ip, exc)
        sock.close()
        raise
    return sock


async def one_by_one():
    for i in range(len(TARGETS)):
        try:
            return await connect(i)
        except OSError:
            pass
    raise OSError("none")


async def eyeballs():
    failed = [trio.Event() for _ in TARGETS]
    winner = None

    async def attempt(i):
        nonlocal winner
        if i > 0:
            with trio.move_on_after(0.25):
                await failed[i - 1].wait()
        if i + 1 < len(TARGETS):
            nursery.start_soon(attempt, i + 1)
        print(trio.current_time(), "attempt", i)
        try:
            winner = await connect(i)
        except OSError:
            failed[i].set()
        else:
            nursery.cancel_scope.cancel()

    async with trio.open_nursery() as nursery:
        nursery.start_soon(attempt, 0)
    return winner


async def main():
    for way in (eyeballs, one_by_one):
        with await way() as sock:
            print(trio.current_time(), way.__name__, sock.getpeername())


trio.run(main)
