# file: log.txt {"text": "a\nb\nc\n", "latency": 0.2}
import trio


async def tail(path, send):
    async with send, await trio.open_file(path) as file:
        async for line in file:
            await send.send(line.strip())


async def main():
    send, receive = trio.open_memory_channel(0)
    async with trio.open_nursery() as nursery:
        nursery.start_soon(tail, "log.txt", send)
        async for line in receive:
            print(line, trio.current_time())
    limiter = trio.to_thread.current_default_thread_limiter()
    limiter.total_tokens = 1
    async with trio.open_nursery() as nursery:
        for _ in range(3):
            nursery.start_soon(trio.Path("log.txt").read_bytes)
        await trio.sleep(0.1)
        print(limiter.statistics().tasks_waiting, trio.current_time())
    print(trio.current_time())
    with trio.CancelScope() as scope:
        scope.cancel()
        try:
            await trio.open_file("log.txt")
        except trio.Cancelled:
            print("cancelled before it begins")
            raise
    file = await trio.open_file("new.txt", "w")
    await file.write("text")
    with trio.CancelScope() as scope:
        scope.cancel()
        await file.aclose()
    print(file.closed, scope.cancelled_caught, await trio.Path("new.txt").read_text())
    async with await trio.open_file("new.txt", "rb") as file:
        print(await file.read(2), await file.tell(), await file.read())
    print(await trio.wrap_file(open("new.txt")).read())


trio.run(main)
