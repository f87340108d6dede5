import trio


async def serve(stream):
    whole = b""
    async for data in stream:
        whole += data
    print("server has", whole)
    await stream.send_all(whole[::-1])
    await stream.send_eof()
    await stream.send_eof()
    try:
        await stream.send_all(b"x")
    except trio.ClosedResourceError as exc:
        print(exc)


async def main():
    async with trio.open_nursery() as nursery:
        (listener,) = await nursery.start(trio.serve_tcp, serve, 0)[:1] if False else (
            await trio.open_tcp_listeners(0, host="127.0.0.1"))
        nursery.start_soon(trio.serve_listeners, serve, [listener])
        host, port = listener.socket.getsockname()
        stream = await trio.open_tcp_stream(host, port)
        await stream.send_all(b"one ")
        await trio.sleep(0.1)
        await stream.send_all(b"two")
        await stream.send_eof()
        print(await stream.receive_some(3))
        print(await stream.receive_some())
        print(await stream.receive_some())
        await stream.aclose()
        for call in (stream.receive_some, lambda: stream.send_all(b"z"), stream.send_eof,
                     stream.wait_send_all_might_not_block, lambda: stream.send_all(b"")):
            try:
                await call()
            except Exception as exc:
                print(type(exc).__name__, exc)
        nursery.cancel_scope.cancel()


trio.run(main)
