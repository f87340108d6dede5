import asyncio

PAGES = {"/": b"welcome", "/about": b"about us"}


async def handle(reader, writer):
    while True:
        request = await reader.readline()
        if not request:
            break
        method, path, _ = request.decode().split()
        while await reader.readline() not in (b"\r\n", b""):
            pass
        body = PAGES.get(path)
        status = "200 OK" if body is not None else "404 Not Found"
        body = body or b"nothing here"
        writer.writelines([f"HTTP/1.1 {status}\r\nContent-Length: {len(body)}\r\n\r\n".encode(),
                           body])
        await writer.drain()
    writer.close()
    await writer.wait_closed()


async def get(reader, writer, path):
    writer.write(f"GET {path} HTTP/1.1\r\nHost: x\r\n\r\n".encode())
    head = await reader.readuntil(b"\r\n\r\n")
    length = int(head.lower().partition(b"content-length: ")[2].split()[0])
    return head.splitlines()[0].decode(), await reader.readexactly(length)


async def main():
    async with await asyncio.start_server(handle, "127.0.0.1", 8080) as server:
        async def visit(name, *paths):
            reader, writer = await asyncio.open_connection("127.0.0.1", 8080)
            for path in paths:
                print(name, *(await get(reader, writer, path)))
                await asyncio.sleep(0.1)
            writer.close()

        async with asyncio.TaskGroup() as group:
            group.create_task(visit("a", "/", "/about"))
            group.create_task(visit("b", "/nowhere", "/"))
        print(len(server.sockets))
        await asyncio.sleep(0)


asyncio.run(main())
