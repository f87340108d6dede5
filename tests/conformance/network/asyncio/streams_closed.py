import asyncio


async def handle(reader, writer):
    try:
        line = await reader.readline()
        writer.write(b"echo " + line)
        await writer.drain()
        print(await reader.read(), reader.at_eof())
    finally:
        writer.close()
        await writer.wait_closed()


async def main():
    server = await asyncio.start_server(handle, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    async with server:
        r, w = await asyncio.open_connection("127.0.0.1", port)
        w.write(b"hi\n")
        print(await r.readline(), w.get_extra_info("peername") == ("127.0.0.1", port))
        w.write_eof()
        print(await r.read(), w.is_closing())
        w.close()
        await w.wait_closed()
        print(w.is_closing())
        r, w = await asyncio.open_connection("127.0.0.1", port)
        w.write(b"a|b|c")
        w.close()
        try:
            await r.readuntil(b"|")
        except asyncio.IncompleteReadError as e:
            print(e.partial, e.expected)
        try:
            await asyncio.wait_for(r.read(), 1)
        except Exception as e:
            print(type(e))
    try:
        await asyncio.open_connection("127.0.0.1", port)
    except OSError as e:
        print(type(e).__name__, e.errno)


asyncio.run(main())
