"""A socket that nobody holds is closed."""
import trio


async def serve(stream):
    async for data in stream:
        print("server:", data)
    print("server: end")


async def client(port):
    stream = await trio.open_tcp_stream("127.0.0.1", port)
    await stream.send_all(b"hello")
    await trio.sleep(1)


async def main():
    async with trio.open_nursery() as nursery:
        listeners = await nursery.start(trio.serve_tcp, serve, 0)
        await client(listeners[0].socket.getsockname()[1])
        await trio.sleep(1)
        print("over")
        nursery.cancel_scope.cancel()


trio.run(main)
