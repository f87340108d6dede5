import trio


async def write(stream):
    for i in range(6):
        await stream.send_all(bytes([65 + i]) * 60_000)
        print(trio.current_time(), "sent", i)
    await stream.wait_send_all_might_not_block()
    print(trio.current_time(), "room again")
    await stream.send_eof()


async def read(stream):
    total = 0
    while True:
        await trio.sleep(0.5)
        data = await stream.receive_some(80_000)
        if not data:
            break
        total += len(data)
        print(trio.current_time(), "read", len(data), data[:1], data[-1:])
    print("total", total)


async def main():
    left, right = trio.socket.socketpair()
    async with trio.open_nursery() as nursery:
        nursery.start_soon(write, trio.SocketStream(left))
        nursery.start_soon(read, trio.SocketStream(right))


trio.run(main)
