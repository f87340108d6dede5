import asyncio


def now():
    return asyncio.get_running_loop().time()


async def handler(reader, writer):
    name = (await reader.readline()).decode().strip()
    try:
        while True:
            line = await asyncio.wait_for(reader.readline(), 1)
            if not line:
                break
            writer.writelines([b"> ", line])
            await writer.drain()
    except TimeoutError:
        print(name, "is silent", now())
        writer.write(b"bye\n")
    writer.close()
    await writer.wait_closed()
    print(name, "is gone", now())


async def client(port, name, lines):
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(name.encode() + b"\n")
    for line in lines:
        writer.write(line)
        print(name, await reader.readline(), now())
        await asyncio.sleep(0.5)
    print(name, await reader.read(), now())
    writer.close()


async def main():
    server = await asyncio.start_server(handler, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    serving = asyncio.create_task(server.serve_forever())
    await asyncio.gather(client(port, "ann", [b"1\n", b"2\n"]), client(port, "ben", []))
    serving.cancel()
    try:
        await serving
    except asyncio.CancelledError:
        print("server is cancelled", server.is_serving(), now())


asyncio.run(main())
