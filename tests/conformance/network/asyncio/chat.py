import asyncio

CLIENTS = {}


async def serve(reader, writer):
    name = (await reader.readline()).decode().strip()
    CLIENTS[name] = writer
    try:
        async for line in reader:
            for other, each in CLIENTS.items():
                if other != name:
                    each.write(f"{name}: ".encode() + line)
                    await each.drain()
    finally:
        del CLIENTS[name]
        writer.close()
        print(name, "left")


async def talk(name, lines, delay, hears):
    reader, writer = await asyncio.open_connection("localhost", 5000)
    writer.write(name.encode() + b"\n")
    await asyncio.sleep(0.1)

    async def say():
        for line in lines:
            await asyncio.sleep(delay)
            writer.write(line.encode() + b"\n")

    async with asyncio.TaskGroup() as group:
        group.create_task(say())
        for _ in range(hears):
            print(name, "hears", (await reader.readline()).decode().strip())
    writer.close()
    await writer.wait_closed()


async def main():
    server = await asyncio.start_server(serve, "localhost", 5000)
    async with server:
        await asyncio.gather(talk("ann", ["hi", "bye"], 0.2, 2), talk("bob", ["hey", "yo"], 0.3, 2),
                             return_exceptions=True)
        await asyncio.sleep(0.1)


asyncio.run(main())
