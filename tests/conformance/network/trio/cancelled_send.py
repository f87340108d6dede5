# address: 192.0.2.1:80 {"latency": 0.1, "window": 1000, "script": [{"after": 2, "send": "late"}]}
import trio


async def main():
    (listener,) = await trio.open_tcp_listeners(0, host="127.0.0.1")
    port = listener.socket.getsockname()[1]
    client = await trio.open_tcp_stream("127.0.0.1", port)
    server = await listener.accept()
    with trio.move_on_after(0.5) as scope:
        await client.send_all(b"x" * 10_000_000)
    print(trio.current_time(), scope.cancelled_caught)
    with trio.move_on_after(0.5) as scope:
        await client.wait_send_all_might_not_block()
    print(trio.current_time(), "might block", scope.cancelled_caught)
    total = 0
    with trio.move_on_after(0.5):
        while True:
            total += len(await server.receive_some(100_000))
    print(trio.current_time(), 0 < total < 10_000_000)
    await client.wait_send_all_might_not_block()
    await client.send_all(b"again")
    print(await server.receive_some())
    outside = await trio.open_tcp_stream("192.0.2.1", 80)
    with trio.move_on_after(0.5) as scope:
        await outside.send_all(b"y" * 1_001)
    print(trio.current_time(), scope.cancelled_caught)
    async with trio.open_nursery() as nursery:
        nursery.start_soon(outside.receive_some)
        await trio.sleep(0.1)
        nursery.cancel_scope.cancel()
    print(trio.current_time(), await outside.receive_some())


trio.run(main)
