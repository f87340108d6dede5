# A server that is closed while it has clients: they go on.
import asyncio


async def serve(reader, writer):
    while data := await reader.readline():
        writer.write(data[::-1].strip() + b"\n")
        await writer.drain()
    print("handler ends")
    writer.close()


async def main():
    async with await asyncio.start_server(serve, "127.0.0.1", 0) as server:
        address = server.sockets[0].getsockname()
        print(server.is_serving(), len(server.sockets))
        reader, writer = await asyncio.open_connection(*address)
        writer.write(b"abc\n")
        print(await reader.readline())
    print(server.is_serving(), server.sockets)
    writer.write(b"def\n")
    print(await reader.readline())
    try:
        await asyncio.open_connection(*address)
    except OSError as exc:
        print(type(exc).__name__)
    writer.close()
    await writer.wait_closed()
    await server.wait_closed()
    await asyncio.sleep(0)
    try:
        await server.start_serving()
    except Exception as exc:
        print(type(exc).__name__, exc)
    print(await reader.read())


asyncio.run(main())
