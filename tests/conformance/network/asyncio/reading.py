# address: 192.0.2.1:80 {"latency": 0.1, "script": [{"send": "one\ntwo\nthr"}, {"after": 0.5, "send": "ee\nfour: 12345"}, {"after": 0.5, "send": "6789;rest"}, {"end": true}]}
import asyncio


async def main():
    loop = asyncio.get_running_loop()
    reader, writer = await asyncio.open_connection("192.0.2.1", 80, limit=100)
    print(reader)
    for _ in range(3):
        print(loop.time(), await reader.readline())
    print(loop.time(), await reader.readexactly(6))
    print(loop.time(), await reader.readuntil(b";"))
    try:
        await reader.readexactly(10)
    except asyncio.IncompleteReadError as exc:
        print(loop.time(), exc, exc.partial, exc.expected)
    print(await reader.read(), await reader.readline(), reader.at_eof())
    try:
        await reader.readuntil(b";")
    except EOFError as exc:
        print(type(exc).__name__, exc)
    writer.close()
    await writer.wait_closed()
    writer.write(b"late")
    try:
        await writer.drain()
    except ConnectionResetError as exc:
        print(exc)


asyncio.run(main())
