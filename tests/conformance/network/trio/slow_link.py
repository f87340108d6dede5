# address: 192.0.2.1:7 {"latency": 0.2, "bandwidth": 100000, "window": 65536, "script": [{"echo": true}]}
import trio


async def main():
    stream = await trio.open_tcp_stream("192.0.2.1", 7)
    print(trio.current_time(), "connected")

    async def write():
        for i in range(5):
            await stream.send_all(b"x" * 25_000)
            print(trio.current_time(), "sent", i)
        await stream.send_eof()

    async with trio.open_nursery() as nursery:
        nursery.start_soon(write)
        total = 0
        async for data in stream:
            total += len(data)
            print(trio.current_time(), "has", total)
    await stream.aclose()


trio.run(main)
