# address: 192.0.2.1:80 {"latency": 0.1, "script": [{"echo": true}]}
# input: {"at": 0.55, "do": "network", "address": "192.0.2.1:80", "outcome": "hang"}
# input: {"at": 2, "do": "network", "address": "192.0.2.1:80", "outcome": "ok"}
import asyncio


async def main():
    loop = asyncio.get_running_loop()
    reader, writer = await asyncio.open_connection("192.0.2.1", 80)
    for number in range(5):
        writer.write(b"%d" % number)
        await writer.drain()
        try:
            async with asyncio.timeout(1):
                print(round(loop.time(), 3), await reader.read(10))
        except TimeoutError as exc:
            print(round(loop.time(), 3), "silent", number, repr(exc))
        await asyncio.sleep(0.2)
    try:
        print(await asyncio.wait_for(reader.read(10), 0.5))
    except TimeoutError:
        print("nothing more")
    writer.close()
    await writer.wait_closed()


asyncio.run(main())
