# address: 192.0.2.1:7 {"latency": 0.1, "script": [{"echo": true}]}
# input: {"at": 0.45, "do": "network", "outcome": "hang"}
# input: {"at": 2, "do": "network", "address": "192.0.2.1:7", "outcome": "ok"}
# input: {"at": 3.05, "do": "network", "address": "192.0.2.1", "outcome": "reset"}
import asyncio


async def main():
    loop = asyncio.get_running_loop()
    reader, writer = await asyncio.open_connection("192.0.2.1", 7)
    try:
        for i in range(10):
            writer.write(b"%d" % i)
            await writer.drain()
            try:
                async with asyncio.timeout(0.5):
                    print(round(loop.time(), 6), await reader.read(10))
            except TimeoutError:
                print(round(loop.time(), 6), "timeout")
    except OSError as exc:
        print(round(loop.time(), 6), exc)
    writer.close()


asyncio.run(main())
