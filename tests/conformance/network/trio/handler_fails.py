import trio


async def handler(stream):
    data = await stream.receive_some()
    print("got", data)
    if data == b"bad":
        raise ValueError(data)
    await stream.send_all(b"ok")


async def client(port, data):
    async with await trio.open_tcp_stream("127.0.0.1", port) as stream:
        await stream.send_all(data)
        try:
            print(data, await stream.receive_some())
        except trio.BrokenResourceError as exc:
            print(data, exc)


async def main():
    try:
        async with trio.open_nursery() as nursery:
            listeners = await nursery.start(trio.serve_tcp, handler, 0)
            port = listeners[0].socket.getsockname()[1]
            await client(port, b"good")
            await client(port, b"bad")
            await trio.sleep(5)
    except* ValueError as group:
        print(group.exceptions)
    async with trio.open_nursery() as handlers:
        async with trio.open_nursery() as nursery:
            listeners = await trio.open_tcp_listeners(0, host="127.0.0.1")
            nursery.start_soon(lambda: trio.serve_listeners(handler, listeners,
                                                            handler_nursery=handlers))
            await client(listeners[0].socket.getsockname()[1], b"own nursery")
            nursery.cancel_scope.cancel()
        print(len(handlers.child_tasks))


trio.run(main)
