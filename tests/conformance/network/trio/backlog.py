import trio


async def main():
    (listener,) = await trio.open_tcp_listeners(0, host="127.0.0.1", backlog=1)
    address = listener.socket.getsockname()

    async def connect(i):
        stream = await trio.open_tcp_stream(*address)
        print(trio.current_time(), "connected", i)
        await stream.send_all(b"%d" % i)
        print(i, await stream.receive_some())

    async with trio.open_nursery() as nursery:
        for i in range(5):
            nursery.start_soon(connect, i)
        for _ in range(5):
            await trio.sleep(1)
            stream = await listener.accept()
            data = await stream.receive_some()
            print(trio.current_time(), "accepted", data)
            await stream.send_all(data * 3)
            await stream.aclose()


trio.run(main)
