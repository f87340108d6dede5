import asyncio


async def serve(reader, writer):
    data = await reader.read(10)
    if data == b"bad":
        raise ValueError("bad data")
    writer.write(b"fine")
    writer.close()


async def client(address, data):
    reader, writer = await asyncio.open_connection(*address)
    writer.write(data)
    try:
        async with asyncio.timeout(0.5):
            print(data, await reader.read())
    except TimeoutError:
        print(data, "no answer")
    writer.close()
    await writer.wait_closed()


async def main():
    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    address = server.sockets[0].getsockname()
    await client(address, b"good")
    await client(address, b"bad")
    await client(address, b"good")
    server.close()
    await server.wait_closed()
    print("the server has gone on")


asyncio.run(main())
