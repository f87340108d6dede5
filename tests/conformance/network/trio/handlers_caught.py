import trio


async def risky(stream):
    data = await stream.receive_some()
    if data == b"value":
        raise ValueError("bad value")
    if data == b"group":
        async with trio.open_nursery() as nursery:
            nursery.start_soon(trio.sleep_forever)
            raise KeyError("in a nursery")
    if data == b"os":
        raise OSError(5, "no luck")
    await stream.send_all(b"fine")


async def careful(stream):
    try:
        await risky(stream)
    except* Exception as group:
        print(trio.current_time(), "handler:", group.exceptions)


async def client(port, data):
    async with await trio.open_tcp_stream("127.0.0.1", port) as stream:
        await stream.send_all(data)
        print(data, await stream.receive_some())


async def main():
    async with trio.open_nursery() as nursery:
        (listener,) = await nursery.start(
            lambda task_status: trio.serve_tcp(careful, 0, host="127.0.0.1", task_status=task_status)
        )
        port = listener.socket.getsockname()[1]
        for data in (b"value", b"group", b"fine", b"os"):
            await client(port, data)
        nursery.cancel_scope.cancel()
    async with trio.open_nursery() as nursery:
        (listener,) = await nursery.start(
            lambda task_status: trio.serve_tcp(risky, 0, host="127.0.0.1", task_status=task_status)
        )
        port = listener.socket.getsockname()[1]
        nursery.start_soon(client, port, b"value")
        nursery.start_soon(client, port, b"os")


trio.run(main)
