import trio

DELAY = 0.25
NETWORK = "a black hole"
# What stands at each address answers after so many seconds, and so.
NETWORKS = {
    "a black hole": {
        "v6-a": ["2001:db8::1", 20, "timed out"],
        "v4-a": ["192.0.2.1", 0.4, "connected"],
        "v6-b": ["2001:db8::2", 0.08, "refused"],
        "v4-b": ["192.0.2.2", 0.12, "connected"],
    },
    "all refuse": {
        "v6-a": ["2001:db8::1", 0.05, "refused"],
        "v4-a": ["192.0.2.1", 0.4, "refused"],
        "v6-b": ["2001:db8::2", 0.08, "refused"],
    },
}


async def connect(host):
    address, seconds, answer = NETWORKS[NETWORK][host]
    await trio.sleep(seconds)
    print(host, answer)
    if answer != "connected":
        raise OSError(f"{address}: {answer}")
    return address


async def happy_eyeballs(hosts):
    failed = [trio.Event() for _ in hosts]
    errors = []
    winner = None

    async def attempt(number):
        nonlocal winner
        if number > 0:
            with trio.move_on_after(DELAY):
                await failed[number - 1].wait()
        if number + 1 < len(hosts):
            nursery.start_soon(attempt, number + 1, name=hosts[number + 1])
        print("try", hosts[number])
        try:
            connection = await connect(hosts[number])
        except OSError as error:
            errors.append(error)
            failed[number].set()
        else:
            winner = connection
            nursery.cancel_scope.cancel(reason=f"{hosts[number]} is connected")

    async with trio.open_nursery() as nursery:
        nursery.start_soon(attempt, 0, name=hosts[0])
    if winner is None:
        raise OSError("no address answers") from ExceptionGroup("attempts", errors)
    return winner


async def main():
    print("talks to", await happy_eyeballs(list(NETWORKS[NETWORK])))


trio.run(main)
