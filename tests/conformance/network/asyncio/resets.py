import asyncio


async def serve(reader, writer):
    await asyncio.sleep(0.1)
    print("server aborts")
    writer.transport.abort()


async def client(port):
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(b"x" * 100_000)
    try:
        print(await reader.read())
    except ConnectionError as exc:
        print(type(exc).__name__, exc)
    for _ in range(2):
        try:
            writer.write(b"more")
            await writer.drain()
            print("no error")
        except ConnectionError as exc:
            print(type(exc).__name__, exc)
    writer.close()
    try:
        await writer.wait_closed()
    except ConnectionError as exc:
        print("at the end", type(exc).__name__, exc)


async def main():
    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    async with server:
        await client(server.sockets[0].getsockname()[1])


asyncio.run(main())
