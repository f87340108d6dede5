import trio

HOST = "debian.example"
DELAY = 0.25
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


async def happy_eyeballs(host, port):
    targets = await trio.socket.getaddrinfo(host, port, type=trio.socket.SOCK_STREAM)
    failed = [trio.Event() for _ in targets]
    errors = []
    winner = None

    async def attempt(number):
        nonlocal winner
        if number > 0:
            with trio.move_on_after(DELAY):
                await failed[number - 1].wait()
        if number + 1 < len(targets):
            nursery.start_soon(attempt, number + 1, name=NAMES[number + 1])
        try:
            sock = await connect(NAMES[number], targets[number])
        except OSError as error:
            errors.append(error)
            failed[number].set()
        else:
            winner = sock
            nursery.cancel_scope.cancel(reason=f"{NAMES[number]} is connected")

    async with trio.open_nursery() as nursery:
        nursery.start_soon(attempt, 0, name=NAMES[0])
    if winner is None:
        raise OSError("no address answers") from ExceptionGroup("attempts", errors)
    return winner


async def main():
    with await happy_eyeballs(HOST, 80) as sock:
        print("talks to", sock.getpeername()[0])


trio.run(main)
