import asyncio


async def serve(reader, writer):
    writer.write(repr(writer.get_extra_info("sockname")).encode())
    writer.close()


async def attempt(what, call):
    try:
        return await call
    except Exception as exc:
        print(what, type(exc).__name__, exc)


async def main():
    server = await asyncio.start_server(serve, ["127.0.0.1", "::1"], 7500)
    for host in ("127.0.0.1", "::1", "localhost"):
        reader, writer = await asyncio.open_connection(host, 7500)
        print(host, await reader.read(), writer.get_extra_info("peername"))
        writer.close()
    await attempt("twice", asyncio.start_server(serve, "127.0.0.1", 7500))
    await attempt("elsewhere", asyncio.start_server(serve, "192.0.2.1", 7500))
    await attempt("nowhere", asyncio.start_server(serve))
    await attempt("unknown", asyncio.start_server(serve, "unknown.example", 80))
    await attempt("no address", asyncio.open_connection())
    await attempt("local", asyncio.open_connection("127.0.0.1", 7500, local_addr=("192.0.2.5", 0)))
    server.close()
    server.close()
    await server.wait_closed()
    everywhere = await asyncio.start_server(serve, None, 7501)
    print(sorted(sock.getsockname() for sock in everywhere.sockets))
    everywhere.close()


asyncio.run(main())
