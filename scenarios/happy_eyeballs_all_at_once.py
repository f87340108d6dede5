import trio

HOST = "debian.example"
# What its addresses are called here, in their order.
NAMES = ["v6-a", "v4-a", "v6-b", "v4-b"]


async def connect(name, target):
    family, kind, protocol, _, address = target
    sock = trio.socket.socket(family, kind, protocol)
    print("try", name)
    try:
        await sock.connect(address)
    except OSError as error:
        sock.close()
        print(name, type(error).__name__)
        raise
    print(name, "connected")
    return sock


async def all_at_once(host, port):
    targets = await trio.socket.getaddrinfo(host, port, type=trio.socket.SOCK_STREAM)
    errors = []
    winner = None

    async def attempt(name, target):
        nonlocal winner
        try:
            sock = await connect(name, target)
        except OSError as error:
            errors.append(error)
        else:
            winner = sock
            nursery.cancel_scope.cancel(reason=f"{name} is connected")

    async with trio.open_nursery() as nursery:
        for name, target in zip(NAMES, targets):
            nursery.start_soon(attempt, name, target, name=name)
    if winner is None:
        raise OSError("no address answers") from ExceptionGroup("attempts", errors)
    return winner


async def main():
    with await all_at_once(HOST, 80) as sock:
        print("talks to", sock.getpeername()[0])


trio.run(main)
