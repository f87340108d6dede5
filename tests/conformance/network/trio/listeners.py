import trio
import trio.testing


async def attempt(what, call):
    try:
        print(what, await call())
    except Exception as exc:
        print(what, type(exc).__name__, exc)


async def main():
    listeners = await trio.open_tcp_listeners(7000)
    print([each.socket.getsockname() for each in listeners])
    await attempt("again", lambda: trio.open_tcp_listeners(7000))
    await attempt("one of them", lambda: trio.open_tcp_listeners(7000, host="127.0.0.1"))
    await attempt("no number", lambda: trio.open_tcp_listeners("7000"))
    await attempt("backlog", lambda: trio.open_tcp_listeners(7001, backlog="many"))
    await attempt("not here", lambda: trio.open_tcp_listeners(7001, host="192.0.2.1"))
    for host in ("127.0.0.1", "::1", "localhost"):
        stream = await trio.open_tcp_stream(host, 7000)
        print(host, stream.socket.getpeername(), stream.socket.family)
        await stream.aclose()
    for listener in listeners:
        await listener.aclose()
        await attempt("closed", listener.accept)
    await attempt("connect", lambda: trio.open_tcp_stream("localhost", 7000))
    listeners = await trio.open_tcp_listeners(7000, host="localhost")
    print([each.socket.getsockname() for each in listeners])
    async with trio.open_nursery() as nursery:
        for listener in listeners:
            nursery.start_soon(attempt, "woken", listener.accept)
        await trio.testing.wait_all_tasks_blocked()
        for listener in listeners:
            await listener.aclose()


trio.run(main)
