# host: a.example 192.0.2.1 192.0.2.2
# address: 192.0.2.1:80 {"latency": 0.4, "outcome": "unreachable"}
# address: 192.0.2.2:80 {"latency": 0.2, "script": [{"after": 0.5, "send": "hello\n"}, {"after": 0.5, "reset": true}]}
# input: {"at": 3, "do": "network", "address": "192.0.2.2:80", "outcome": "hang"}
import asyncio


def now():
    return asyncio.get_running_loop().time()


async def main():
    reader, writer = await asyncio.open_connection("a.example", 80)
    print(writer.get_extra_info("peername"), now())
    print(await reader.readline(), now())
    try:
        print(await reader.readline(), now())
    except ConnectionResetError as error:
        print(error.errno, now())
    writer.close()
    try:
        await writer.wait_closed()
    except ConnectionResetError:
        print("reset while closing")
    await asyncio.sleep(2)
    try:
        async with asyncio.timeout(1):
            await asyncio.open_connection("192.0.2.2", 80)
    except TimeoutError:
        print("hangs", now())
    for host in ("192.0.2.9", "nowhere.example"):
        try:
            await asyncio.open_connection(host, 80)
        except OSError as error:
            print(type(error).__name__, error.errno, now())


asyncio.run(main())
