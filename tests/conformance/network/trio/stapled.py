import trio


async def main():
    a, b = map(trio.SocketStream, trio.socket.socketpair())
    c, d = map(trio.SocketStream, trio.socket.socketpair())
    stapled = trio.StapledStream(a, c)
    async with trio.open_nursery() as nursery:
        nursery.start_soon(stapled.send_all, b"out")
        nursery.start_soon(d.send_all, b"in")
        print(await stapled.receive_some(), await b.receive_some())
    await stapled.send_eof()
    print(await b.receive_some())
    await stapled.aclose()
    print(a.socket.fileno(), c.socket.fileno(), await d.receive_some())
    await trio.aclose_forcefully(b)
    print(b.socket.fileno())


trio.run(main)
