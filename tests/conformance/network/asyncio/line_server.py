# A server that reads lines with a limit and a patience, and clients who send in pieces.
import asyncio


def now():
    return f"{asyncio.get_running_loop().time():.2f}"


async def serve(reader, writer):
    said = 0
    try:
        while line := await asyncio.wait_for(reader.readline(), 1):
            if not line.endswith(b"\n"):
                print(now(), "server: half a line", line)
                break
            said += 1
            writer.write(b"%d: " % said + line.upper())
            await writer.drain()
    except TimeoutError:
        print(now(), "server: silent for too long")
        writer.write(b"bye\n")
    except ValueError as error:
        print(now(), "server:", error)
    finally:
        print(now(), "server: goodbye after", said)
        writer.close()
        await writer.wait_closed()


async def client(port, name, pieces):
    reader, writer = await asyncio.open_connection("127.0.0.1", port)

    async def hear():
        async for line in reader:
            print(now(), name, "hears", line)

    hearing = asyncio.create_task(hear())
    for pause, piece in pieces:
        await asyncio.sleep(pause)
        writer.write(piece)
        await writer.drain()
    if not writer.is_closing():
        writer.write_eof()
    try:
        await hearing
    except ConnectionResetError as error:
        print(now(), name, error)
    writer.close()


async def main():
    server = await asyncio.start_server(serve, "127.0.0.1", 0, limit=32)
    port = server.sockets[0].getsockname()[1]
    async with server:
        results = await asyncio.gather(
            client(port, "quick", [(0, b"one\ntwo\nthree\n")]),
            client(port, "slow", [(0.1, b"he"), (0.4, b"l"), (0.4, b"lo\nand")]),
            client(port, "silent", [(0.5, b"x\n"), (1.75, b"y\n")]),
            client(port, "long", [(0.25, b"0123456789" * 5)]), return_exceptions=True)
        print(results)
    print(now(), "over")


asyncio.run(main())
