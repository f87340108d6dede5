# A server that stops taking connections, and lets those that it has end.
import trio


async def handler(stream):
    await stream.send_all(b"hello ")
    async for data in stream:
        await trio.sleep(0.2)
        await stream.send_all(data.upper())
    print(trio.current_time(), "handler ends")


async def client(port, name, naps):
    async with await trio.open_tcp_stream("127.0.0.1", port) as stream:
        print(trio.current_time(), name, await stream.receive_some())
        for nap in naps:
            await trio.sleep(nap)
            await stream.send_all(name.encode())
            print(trio.current_time(), name, await stream.receive_some())


async def main():
    async with trio.open_nursery() as handlers:
        async with trio.open_nursery() as servers:
            (listener,) = await servers.start(
                lambda task_status: trio.serve_tcp(
                    handler, 0, host="127.0.0.1", handler_nursery=handlers, task_status=task_status
                )
            )
            port = listener.socket.getsockname()[1]
            handlers.start_soon(client, port, "a", [0.1, 0.5])
            handlers.start_soon(client, port, "b", [0.4])
            await trio.sleep(0.3)
            servers.cancel_scope.cancel()
        print(trio.current_time(), "no more")
        try:
            await trio.open_tcp_stream("127.0.0.1", port)
        except OSError as exc:
            print(exc, repr(exc.__cause__))
    print(trio.current_time(), "all have ended")


trio.run(main)
