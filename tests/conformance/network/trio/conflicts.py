import trio


async def reader(stream, name):
    try:
        print(name, await stream.receive_some(10))
    except Exception as exc:
        print(name, type(exc).__name__, exc)


async def writer(stream, name):
    try:
        await stream.send_all(b"x" * 400_000)
        print(name, "done")
    except Exception as exc:
        print(name, type(exc).__name__, exc)


async def main():
    left, right = map(trio.SocketStream, trio.socket.socketpair())
    async with trio.open_nursery() as nursery:
        nursery.start_soon(reader, left, "first")
        nursery.start_soon(reader, left, "second")
        nursery.start_soon(writer, left, "w1")
        nursery.start_soon(writer, left, "w2")
        await trio.sleep(1)
        await left.aclose()
    async with trio.open_nursery() as nursery:
        nursery.start_soon(reader, right, "right")
    with trio.move_on_after(1) as scope:
        await reader(right, "again")
    print(scope.cancelled_caught)
    try:
        trio.SocketStream("no socket")
    except TypeError as exc:
        print(exc)
    try:
        trio.SocketListener(trio.socket.socket())
    except ValueError as exc:
        print(exc)


trio.run(main)
