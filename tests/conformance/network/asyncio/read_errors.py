import asyncio


async def serve(reader, writer):
    writer.write(b"alpha;beta")
    await writer.drain()
    await asyncio.sleep(0.1)
    writer.write(b";gam")
    writer.close()
    await writer.wait_closed()


async def attempt(what, call):
    try:
        print(what, await call)
    except asyncio.IncompleteReadError as exc:
        print(what, exc, exc.partial, exc.expected)
    except asyncio.LimitOverrunError as exc:
        print(what, exc, exc.consumed)
    except Exception as exc:
        print(what, type(exc).__name__, exc)


async def main():
    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    address = server.sockets[0].getsockname()
    reader, writer = await asyncio.open_connection(*address)
    await attempt("until", reader.readuntil(b";"))
    await attempt("until", reader.readuntil(b";"))
    await attempt("until", reader.readuntil(b";"))
    await attempt("exactly", reader.readexactly(1))
    await attempt("nothing", reader.readexactly(0))
    await attempt("less", reader.readexactly(-1))
    await attempt("no separator", reader.readuntil(b""))
    print(reader.at_eof())
    writer.close()
    reader, writer = await asyncio.open_connection(*address, limit=4)
    await attempt("until", reader.readuntil(b";"))
    await attempt("exactly", reader.readexactly(6))
    await attempt("until", reader.readuntil(b"!"))
    await attempt("exactly", reader.readexactly(100))
    await attempt("line", reader.readline())
    writer.close()
    server.close()
    await server.wait_closed()


asyncio.run(main())
