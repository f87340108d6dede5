import trio


async def handler(stream):
    async for chunk in stream:
        await stream.send_all(chunk)


async def main():
    async with trio.open_nursery() as n:
        listeners = await n.start(trio.serve_tcp, handler, 0, )
        port = listeners[0].socket.getsockname()[1]
        s = await trio.open_tcp_stream("127.0.0.1", port)
        async with s:
            await s.send_all(b"abc")
            print(await s.receive_some(2), await s.receive_some())
            await s.send_eof()
            print(await s.receive_some())
            try:
                await s.send_all(b"x")
            except trio.ClosedResourceError as e:
                print("closed", e)
        try:
            await s.receive_some()
        except trio.ClosedResourceError as e:
            print(type(e).__name__, e)
        s2 = await trio.open_tcp_stream("127.0.0.1", port)
        async def reader():
            try:
                await s2.receive_some()
            except trio.ClosedResourceError as e:
                print("reader", e)
        async def two():
            try:
                await s2.receive_some()
            except trio.BusyResourceError as e:
                print("busy", e)
        async with trio.open_nursery() as n2:
            n2.start_soon(reader)
            await trio.sleep(0.1)
            n2.start_soon(two)
            await trio.sleep(0.1)
            await s2.aclose()
        n.cancel_scope.cancel()


trio.run(main)
