import asyncio


async def serve(reader, writer):
    try:
        while line := await reader.readline():
            writer.write(line)
    except asyncio.CancelledError:
        print("handler cancelled")
        raise


async def main():
    server = await asyncio.start_server(serve, "127.0.0.1", 0, start_serving=False)
    print(server.is_serving())
    forever = asyncio.create_task(server.serve_forever())
    await asyncio.sleep(0)
    print(server.is_serving(), server.get_loop() is asyncio.get_running_loop())
    reader, writer = await asyncio.open_connection(*server.sockets[0].getsockname())
    writer.writelines([b"a", b"b\n"])
    print(await reader.readline())
    try:
        await server.serve_forever()
    except RuntimeError as exc:
        print(str(exc)[-40:])
    forever.cancel()
    try:
        await forever
    except asyncio.CancelledError:
        print("stopped", server.is_serving())
    try:
        await server.serve_forever()
    except RuntimeError as exc:
        print(exc)


asyncio.run(main())
