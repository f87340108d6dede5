# address: 192.0.2.1:80 {"outcome": "hang"}
import trio


async def attempt(what, call):
    with trio.move_on_after(0.1) as scope:
        print(what, await call())
    print(trio.current_time(), what, scope.cancelled_caught)


async def main():
    listener = trio.socket.socket()
    await listener.bind(("127.0.0.1", 0))
    listener.listen()
    await attempt("accept", listener.accept)
    sock = trio.socket.socket()
    await attempt("connect", lambda: sock.connect(("192.0.2.1", 80)))
    print(sock.fileno())
    await attempt("open", lambda: trio.open_tcp_stream("192.0.2.1", 80))
    a, b = trio.socket.socketpair()
    await attempt("recv", lambda: a.recv(1))
    await attempt("send_all", lambda: trio.SocketStream(a).send_all(b"x" * 1_000_000))
    with trio.CancelScope() as scope:
        scope.cancel()
        try:
            await b.recv(1)
        finally:
            print("nothing was taken")
    print(len(await b.recv(10)))
    with trio.CancelScope() as scope:
        scope.cancel()
        await trio.SocketStream(b).aclose()
    print(scope.cancelled_caught, b.fileno())
    for call in (lambda: a.connect("nowhere"), lambda: a.connect(("127.0.0.1", "zz")),
                 lambda: a.bind((1, 2, 3)), lambda: a.recv(-1), lambda: a.accept()):
        try:
            await call()
        except Exception as exc:
            print(type(exc).__name__, exc)


trio.run(main)
