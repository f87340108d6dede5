import asyncio


async def serve(reader, writer):
    whole = await reader.read()
    print("server has", whole, reader.at_eof())
    writer.write(whole[::-1])
    await writer.drain()
    writer.close()


async def main():
    server = await asyncio.start_server(serve, "localhost", 4000)
    print([sock.getsockname() for sock in server.sockets])
    reader, writer = await asyncio.open_connection("localhost", 4000)
    writer.write(b"one ")
    await asyncio.sleep(0.1)
    writer.write(b"two")
    writer.write_eof()
    try:
        writer.write(b"late")
    except RuntimeError as exc:
        print(exc)
    print(await reader.read())
    writer.close()
    await writer.wait_closed()
    try:
        writer.write("text")
    except TypeError as exc:
        print(exc)
    server.close()
    await server.wait_closed()


asyncio.run(main())
