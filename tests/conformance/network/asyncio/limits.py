import asyncio


async def serve(reader, writer):
    writer.write(b"x" * 50 + b"\n" + b"y" * 10 + b"\n" + b"z" * 50)
    writer.write_eof()
    print("can", writer.can_write_eof())
    print("server", await reader.read())
    writer.close()


async def main():
    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    host, port = server.sockets[0].getsockname()
    reader, writer = await asyncio.open_connection(host, port, limit=20)
    for _ in range(3):
        try:
            print(await reader.readline())
        except ValueError as exc:
            print("ValueError", exc)
    writer.write(b"thanks")
    writer.close()
    await writer.wait_closed()
    reader, writer = await asyncio.open_connection(host, port, limit=20)
    await asyncio.sleep(0)
    for _ in range(2):
        try:
            print(await reader.readuntil(b"\n"))
        except asyncio.LimitOverrunError as exc:
            print("LimitOverrunError", exc, exc.consumed)
            await reader.readexactly(exc.consumed)
    writer.close()
    server.close()
    await server.wait_closed()
    await asyncio.sleep(0.1)


asyncio.run(main())
