# host: box.example 192.0.2.5
# address: 192.0.2.5:22 {"latency": 0.1, "script": [{"send": "SSH-2.0-x\r\n"}]}
# address: 192.0.2.5:80 {"latency": 0.1}
# address: 192.0.2.5:443 {"outcome": "hang"}
import asyncio


async def scan(port, limit):
    async with limit:
        try:
            reader, writer = await asyncio.wait_for(
                asyncio.open_connection("box.example", port), 0.5)
        except TimeoutError:
            return port, "filtered"
        except ConnectionRefusedError:
            return port, "closed"
        try:
            banner = await asyncio.wait_for(reader.readline(), 0.3)
        except asyncio.TimeoutError:
            banner = b""
        writer.close()
        await writer.wait_closed()
        return port, "open", banner


async def main():
    limit = asyncio.Semaphore(2)
    print(await asyncio.gather(*(scan(port, limit) for port in (21, 22, 80, 443, 8080))))
    print(asyncio.get_running_loop().time())


asyncio.run(main())
