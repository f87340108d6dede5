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


async def one_by_one(host, port):
    targets = await trio.socket.getaddrinfo(host, port, type=trio.socket.SOCK_STREAM)
    errors = []
    for name, target in zip(NAMES, targets):
        try:
            return await connect(name, target)
        except OSError as error:
            errors.append(error)
    raise OSError("no address answers") from ExceptionGroup("attempts", errors)


async def main():
    with await one_by_one(HOST, 80) as sock:
        print("talks to", sock.getpeername()[0])


trio.run(main)
