import asyncio


class Echo(asyncio.Protocol):
    def connection_made(self, transport):
        self.transport = transport
        print("server: made")

    def data_received(self, data):
        print("server:", data)
        self.transport.write(data[::-1])

    def eof_received(self):
        print("server: eof")

    def connection_lost(self, exc):
        print("server: lost", exc)


class Client(asyncio.Protocol):
    def __init__(self, message, done):
        self.message, self.done = message, done

    def connection_made(self, transport):
        transport.write(self.message)
        if transport.can_write_eof():
            transport.write_eof()

    def data_received(self, data):
        print("client:", data)

    def connection_lost(self, exc):
        print("client: lost", exc)
        self.done.set_result(True)


async def main():
    loop = asyncio.get_running_loop()
    server = await loop.create_server(Echo, "127.0.0.1", 0)
    address = server.sockets[0].getsockname()
    for message in (b"abc", b"12"):
        done = loop.create_future()
        transport, protocol = await loop.create_connection(lambda: Client(message, done), *address)
        print(type(protocol).__name__, transport.is_closing())
        await done
    server.close()
    await server.wait_closed()


asyncio.run(main())
