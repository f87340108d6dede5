import trio


async def pair():
    listener = trio.socket.socket()
    await listener.bind(("127.0.0.1", 0))
    listener.listen()
    client = trio.socket.socket()
    await client.connect(listener.getsockname())
    server, address = await listener.accept()
    assert address == client.getsockname()
    listener.close()
    return trio.SocketStream(client), trio.SocketStream(server)


async def attempt(what, call):
    try:
        print(what, await call())
    except Exception as exc:
        print(what, type(exc).__name__, exc, repr(exc.__cause__))


async def main():
    a, b = await pair()
    await a.send_all(b"never read")
    await b.aclose()
    await attempt("read after a reset", a.receive_some)
    await attempt("and again", a.receive_some)
    await attempt("write after a reset", lambda: a.send_all(b"x"))
    await a.aclose()

    a, b = await pair()
    await b.aclose()
    await attempt("write to who has closed", lambda: a.send_all(b"x"))
    await attempt("write once more", lambda: a.send_all(b"x"))
    await attempt("and once more", lambda: a.send_all(b"x"))
    await attempt("read", a.receive_some)

    a, b = await pair()
    await b.send_all(b"last words")
    await a.send_all(b"lost")
    await b.aclose()
    await attempt("write first", lambda: a.send_all(b"x"))
    await attempt("read", a.receive_some)
    await attempt("read", a.receive_some)


trio.run(main)
