# address: 127.0.0.1:9000 {"latency": 0.05, "window": 100000}
import asyncio


async def serve(reader, writer):
    loop = asyncio.get_running_loop()
    total = 0
    while data := await reader.read(100_000):
        total += len(data)
        await asyncio.sleep(0.5)
    print(round(loop.time(), 6), "server has", total)
    writer.close()


async def main():
    loop = asyncio.get_running_loop()
    server = await asyncio.start_server(serve, "127.0.0.1", 9000)
    reader, writer = await asyncio.open_connection("127.0.0.1", 9000)
    for i in range(5):
        writer.write(b"x" * 120_000)
        await writer.drain()
        print(round(loop.time(), 6), "drained", i)
    writer.write_eof()
    print(await reader.read())
    writer.close()
    server.close()


asyncio.run(main())
