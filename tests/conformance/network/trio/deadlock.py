import trio


async def main():
    a, b = map(trio.SocketStream, trio.socket.socketpair())
    async with trio.open_nursery() as nursery:
        nursery.start_soon(a.receive_some)
        nursery.start_soon(b.receive_some)
        await trio.sleep(1)
        print("both wait")


trio.run(main)
