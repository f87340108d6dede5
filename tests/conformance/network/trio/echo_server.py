"""A server and two clients of one program."""
from itertools import count

import trio

CONNECTION = count()


async def echo(stream):
    ident = next(CONNECTION)
    total = 0
    async for data in stream:
        total += len(data)
        await stream.send_all(data.upper())
    print(f"server {ident}: peer closed after {total} bytes")


async def client(name, port, words):
    stream = await trio.open_tcp_stream("127.0.0.1", port)
    async with stream:
        for word in words:
            await stream.send_all(word.encode())
            print(name, (await stream.receive_some(100)).decode())


async def main():
    async with trio.open_nursery() as nursery:
        listeners = await nursery.start(trio.serve_tcp, echo, 0)
        port = listeners[0].socket.getsockname()[1]
        await client("ann", port, ["hello", "world"])
        nursery.start_soon(client, "bob", port, ["bye"])
        nursery.start_soon(client, "cy", port, ["a", "b"])
        await trio.sleep(0.1)
        nursery.cancel_scope.cancel()
    print("server closed")
    try:
        await client("late", port, ["x"])
    except OSError as exc:
        print("late:", type(exc).__name__, exc, repr(exc.__cause__.exceptions))


trio.run(main)
