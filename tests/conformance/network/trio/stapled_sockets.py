import trio


async def main():
    (listener,) = await trio.open_tcp_listeners(0, host="127.0.0.1")
    address = listener.socket.getsockname()

    async def pair():
        client = await trio.open_tcp_stream(*address)
        return client, await listener.accept()

    there, there_end = await pair()
    back, back_end = await pair()
    ours, theirs = trio.StapledStream(there, back), trio.StapledStream(back_end, there_end)
    await ours.send_all(b"question")
    print(await theirs.receive_some(), ours.send_stream is there, ours.receive_stream is back)
    await theirs.send_all(b"answer")
    print(await ours.receive_some(3), await ours.receive_some())
    await ours.wait_send_all_might_not_block()
    await ours.send_eof()
    print(await theirs.receive_some())
    await theirs.send_all(b"still here")
    print(await ours.receive_some())
    async with trio.open_nursery() as nursery:
        nursery.start_soon(theirs.aclose)
        print(await ours.receive_some())
    await ours.aclose()
    for call in (ours.receive_some, lambda: ours.send_all(b"x")):
        try:
            await call()
        except (trio.ClosedResourceError, trio.BrokenResourceError) as exc:
            print(type(exc).__name__, exc)
    print(isinstance(ours, trio.abc.HalfCloseableStream), isinstance(there, trio.abc.Stream))


trio.run(main)
