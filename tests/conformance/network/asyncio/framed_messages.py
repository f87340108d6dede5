# address: 192.0.2.7:9 {"latency": 0.1, "script": [{"send": "\u0000\u0005hello\u0000\u0003ab"}, {"after": 0.5, "end": true}]}
# Messages that say how long they are; what comes of one that ends too early.
import asyncio


def now():
    return f"{asyncio.get_running_loop().time():.2f}"


async def receive(reader):
    size = int.from_bytes(await reader.readexactly(2), "big")
    return await reader.readexactly(size)


def send(writer, message):
    writer.write(len(message).to_bytes(2, "big") + message)


async def serve(reader, writer):
    try:
        while True:
            message = await receive(reader)
            send(writer, message[::-1])
            await writer.drain()
    except asyncio.IncompleteReadError as error:
        print(now(), "server:", error, error.partial, error.expected)
    writer.close()


async def main():
    server = await asyncio.start_server(serve, "127.0.0.1", 7000)
    async with server:
        reader, writer = await asyncio.open_connection("127.0.0.1", 7000)
        for message in (b"one", b"", b"x" * 300):
            send(writer, message)
        for _ in range(3):
            message = await receive(reader)
            print(now(), len(message), message[:8])
        writer.write(b"\0\7four")
        writer.write_eof()
        print(await reader.read(), now())
        writer.close()
    reader, writer = await asyncio.open_connection("192.0.2.7", 9)
    try:
        while True:
            print(now(), await receive(reader))
    except asyncio.IncompleteReadError as error:
        print(now(), error)
    writer.close()
    print(repr(await asyncio.gather(receive(reader), return_exceptions=True)))


asyncio.run(main())
