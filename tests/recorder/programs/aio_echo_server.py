"""An echo server and its clients, who meet on loopback."""

import asyncio

CLIENTS = 4
WORDS = ("one", "two", "three")


async def echo(reader, writer):
    while data := await reader.read(1024):
        writer.write(data.upper())
        await writer.drain()
    writer.close()


async def client(number, port):
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    answers = []
    for word in WORDS:
        writer.write(word.encode())
        answers.append((await reader.read(1024)).decode())
        await asyncio.sleep(0.01 * (number + 1))
    writer.close()
    await writer.wait_closed()
    return answers


async def main():
    server = await asyncio.start_server(echo, "127.0.0.1", 0)
    async with server:
        port = server.sockets[0].getsockname()[1]
        answers = await asyncio.gather(*(client(number, port) for number in range(CLIENTS)))
    print(answers)
    await asyncio.sleep(0.05)


asyncio.run(main())
