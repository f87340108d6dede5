# address: 127.0.0.1:9100 {"window": 50000}
import asyncio


class Slow(asyncio.Protocol):
    def __init__(self):
        self.total = 0

    def connection_made(self, transport):
        self.transport = transport
        transport.pause_reading()
        print("reading", transport.is_reading())
        asyncio.get_running_loop().call_later(1, transport.resume_reading)

    def data_received(self, data):
        self.total += len(data)

    def eof_received(self):
        print("eof after", self.total)


class Fast(asyncio.Protocol):
    def __init__(self):
        self.done = asyncio.get_running_loop().create_future()

    def connection_made(self, transport):
        self.transport = transport

    def pause_writing(self):
        print(asyncio.get_running_loop().time(), "pause", self.transport.get_write_buffer_size())

    def resume_writing(self):
        print(asyncio.get_running_loop().time(), "resume", self.transport.get_write_buffer_size())

    def connection_lost(self, exc):
        self.done.set_result(exc)


async def main():
    loop = asyncio.get_running_loop()
    server = await loop.create_server(Slow, "127.0.0.1", 9100)
    transport, protocol = await loop.create_connection(Fast, "127.0.0.1", 9100)
    print(transport.get_write_buffer_limits())
    transport.set_write_buffer_limits(high=1000)
    print(transport.get_write_buffer_limits())
    try:
        transport.set_write_buffer_limits(high=1, low=2)
    except ValueError as exc:
        print(exc)
    for _ in range(3):
        transport.write(b"x" * 40_000)
    transport.write_eof()
    await protocol.done
    print(loop.time(), "over")
    server.close()


asyncio.run(main())
