# address: 192.0.2.1:80 {"latency": 0.1, "outcome": "refused"}
# address: 192.0.2.2:80 {"latency": 0.1, "outcome": "unreachable"}
# address: 192.0.2.3:80 {"outcome": "hang"}
# address: 192.0.2.4:80 {"latency": 0.1, "outcome": "reset"}
# host: two.example 192.0.2.1 192.0.2.2
# host: empty.example
import asyncio


async def attempt(host, port=80):
    loop = asyncio.get_running_loop()
    try:
        async with asyncio.timeout(1):
            reader, writer = await asyncio.open_connection(host, port)
        print(loop.time(), "connected", host)
        print(await reader.read())
    except Exception as exc:
        print(round(loop.time(), 6), host, type(exc).__name__, exc)


async def main():
    for last in range(1, 5):
        await attempt(f"192.0.2.{last}")
    for host in ("two.example", "empty.example", "unknown.example", "127.0.0.1", "203.0.113.1"):
        await attempt(host)
    await asyncio.gather(attempt("192.0.2.1"), attempt("192.0.2.2"))


asyncio.run(main())
