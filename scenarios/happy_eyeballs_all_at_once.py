import trio

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


async def all_at_once(hosts):
    errors = []
    winner = None

    async def attempt(host):
        nonlocal winner
        print("try", host)
        try:
            connection = await connect(host)
        except OSError as error:
            errors.append(error)
        else:
            winner = connection
            nursery.cancel_scope.cancel(reason=f"{host} is connected")

    async with trio.open_nursery() as nursery:
        for host in hosts:
            nursery.start_soon(attempt, host, name=host)
    if winner is None:
        raise OSError("no address answers") from ExceptionGroup("attempts", errors)
    return winner


async def main():
    print("talks to", await all_at_once(list(NETWORKS[NETWORK])))


trio.run(main)
