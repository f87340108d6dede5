import asyncio


async def serve(reader, writer):
    peer = writer.get_extra_info("peername")
    data = await reader.readline()
    print("server got", data, "from", peer[0])
    writer.write(data.upper())
    await writer.drain()
    writer.close()
    await writer.wait_closed()


async def client(name, port):
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    print(name, "connected", writer.get_extra_info("peername")[0])
    writer.write(f"hello from {name}\n".encode())
    await writer.drain()
    print(name, await reader.read())
    print(name, reader.at_eof(), writer.is_closing())
    writer.close()
    await writer.wait_closed()


async def main():
    server = await asyncio.start_server(serve, "127.0.0.1", 8888)
    print([sock.getsockname() for sock in server.sockets], server.is_serving())
    async with server:
        await client("ann", 8888)
        await asyncio.gather(client("bob", 8888), client("cy", 8888))
    print(server.is_serving(), server.sockets)
    try:
        await asyncio.open_connection("127.0.0.1", 8888)
    except OSError as exc:
        print(type(exc).__name__, exc)
    print(sorted(task.get_name() for task in asyncio.all_tasks()))


asyncio.run(main())
