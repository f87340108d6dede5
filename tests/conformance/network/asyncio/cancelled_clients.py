# address: 192.0.2.1:80 {"latency": 0.1, "window": 1000}
import asyncio


async def sends(ip):
    reader, writer = await asyncio.open_connection(ip, 80)
    writer.transport.set_write_buffer_limits(high=500)
    try:
        for number in range(10):
            writer.write(b"x" * 600)
            await writer.drain()
            print("sent", number)
    except asyncio.CancelledError:
        print("cancelled in drain", writer.transport.get_write_buffer_size() > 0)
        raise
    finally:
        writer.transport.abort()
        try:
            await writer.wait_closed()
        except OSError as exc:
            print(exc)


async def main():
    loop = asyncio.get_running_loop()
    task = asyncio.create_task(sends("192.0.2.1"))
    await asyncio.sleep(0.5)
    task.cancel()
    print(await asyncio.gather(task, return_exceptions=True), round(loop.time(), 3))
    try:
        await asyncio.wait_for(sends("192.0.2.1"), 0.4)
    except TimeoutError as exc:
        print(repr(exc), round(loop.time(), 3))


asyncio.run(main())
