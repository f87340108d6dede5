import asyncio


async def handler(reader, writer):
    await reader.read(1)
    writer.write(b"x" * 100 + b"\n" + b"a,b,c" + b"\0" * 10)
    writer.close()


async def failing(reader, writer):
    raise ValueError("in a handler")


async def main():
    server = await asyncio.start_server(handler, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    reader, writer = await asyncio.open_connection("127.0.0.1", port, limit=32)
    writer.write(b"!")
    try:
        await reader.readline()
    except ValueError as error:
        print(type(error).__name__, error)
    try:
        await reader.readuntil(b"\n")
    except asyncio.LimitOverrunError as error:
        print(error.consumed, error)
    except asyncio.IncompleteReadError as error:
        print("incomplete", len(error.partial))
    print(len(await reader.read(20)), reader.at_eof())
    writer.close()
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(b"!")
    print(len(await reader.readexactly(101)), await reader.readuntil(b","), await reader.read(3))
    try:
        await reader.readexactly(-1)
    except ValueError as error:
        print(error)
    print(await reader.read(0), writer.transport.is_closing(), reader)
    two = [asyncio.create_task(reader.read(100)) for _ in range(2)]
    print(await asyncio.gather(*two, return_exceptions=True))
    writer.close()
    server.close()
    server = await asyncio.start_server(failing, "127.0.0.1", 0)
    reader, writer = await asyncio.open_connection(*server.sockets[0].getsockname())
    writer.write(b"!")
    await asyncio.sleep(0.5)
    server.close()


asyncio.run(main())
