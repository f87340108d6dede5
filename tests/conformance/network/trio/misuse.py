import trio


async def attempt(what, call, *args):
    try:
        print(what, await call(*args))
    except Exception as exc:
        print(what, type(exc).__name__, exc)


async def main():
    (listener,) = await trio.open_tcp_listeners(0, host="127.0.0.1")
    port = listener.socket.getsockname()[1]
    client = await trio.open_tcp_stream("127.0.0.1", port)
    server = await listener.accept()
    await attempt("empty", client.send_all, b"")
    await attempt("text", client.send_all, "text")
    await attempt("none", client.receive_some, 0)
    await attempt("less", client.receive_some, -1)
    async with trio.open_nursery() as nursery:
        nursery.start_soon(client.receive_some)
        await trio.testing.wait_all_tasks_blocked()
        await attempt("two readers", client.receive_some)
        nursery.cancel_scope.cancel()
    await client.send_eof()
    await client.send_eof()
    await attempt("after the end", client.send_all, b"x")
    print(await server.receive_some())
    async with trio.open_nursery() as nursery:
        nursery.start_soon(attempt, "closed under it", server.receive_some)
        nursery.start_soon(attempt, "accepts", listener.accept)
        await trio.testing.wait_all_tasks_blocked()
        await server.aclose()
        await listener.aclose()
    await attempt("closed", server.receive_some)
    await attempt("closed", server.send_all, b"x")
    await attempt("closed", listener.accept)
    await server.aclose()
    await client.aclose()
    await attempt("closed", client.send_eof)
    await attempt("port", trio.open_tcp_stream, "127.0.0.1", 65_536)
    await attempt("port", trio.open_tcp_stream, "127.0.0.1", "80")
    await attempt("host", trio.open_tcp_stream, None, 80)
    await attempt("listeners", trio.open_tcp_listeners, "http")


import trio.testing

trio.run(main)
