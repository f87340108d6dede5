# address: 192.0.2.1:7 {"latency": 0.03, "script": [{"echo": true}]}
# address: 192.0.2.2:7 {"latency": 0.03, "bandwidth": 1000, "script": [{"echo": true}]}
import trio


async def exactly(stream, count):
    data = b""
    while len(data) < count:
        data += await stream.receive_some(count - len(data))
    return data


async def ping(ip):
    async with await trio.open_tcp_stream(ip, 7) as stream:
        for size in (1, 10, 100):
            begun = trio.current_time()
            await stream.send_all(b"." * size)
            data = await exactly(stream, size)
            print(ip, len(data), round(trio.current_time() - begun, 6))


async def main():
    async with trio.open_nursery() as nursery:
        for last in (1, 2):
            nursery.start_soon(ping, f"192.0.2.{last}")
    async with await trio.open_tcp_stream("192.0.2.2", 7) as stream:
        async with trio.open_nursery() as nursery:
            for part in (b"a" * 50, b"b" * 50):
                await stream.send_all(part)
            print(await exactly(stream, 100), trio.current_time())


trio.run(main)
