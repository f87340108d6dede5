# address: 192.0.2.1:80 {"latency": 0.1}
# address: 192.0.2.2:80 {"outcome": "hang"}
import asyncio


async def attempt(what, call):
    task = asyncio.create_task(call)
    done, pending = await asyncio.wait([task], timeout=0.5)
    task.cancel()
    try:
        print(what, await task)
    except asyncio.CancelledError:
        print(what, "cancelled", asyncio.get_running_loop().time())


async def main():
    await attempt("connect", asyncio.open_connection("192.0.2.2", 80))
    reader, writer = await asyncio.open_connection("192.0.2.1", 80)
    for name in ("read", "readline"):
        await attempt(name, getattr(reader, name)())
    task = asyncio.create_task(reader.read(1))
    await asyncio.sleep(0)
    try:
        await reader.readexactly(1)
    except RuntimeError as exc:
        print(exc)
    writer.close()
    print(await task)
    await writer.wait_closed()
    print(reader, writer.is_closing())


asyncio.run(main())
