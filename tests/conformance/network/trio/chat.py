import trio

CLIENTS = {}


async def lines_of(stream):
    buffered = b""
    async for data in stream:
        buffered += data
        *lines, buffered = buffered.split(b"\n")
        for line in lines:
            yield line.decode()


async def serve(stream):
    lines = lines_of(stream)
    name = await anext(lines)
    CLIENTS[name] = stream
    try:
        async for line in lines:
            for other, each in CLIENTS.items():
                if other != name:
                    await each.send_all(f"{name}: {line}\n".encode())
    finally:
        del CLIENTS[name]
        print(trio.current_time(), name, "left")


async def talk(name, words, delay, hears):
    async with await trio.open_tcp_stream("localhost", 5000) as stream:
        await stream.send_all(name.encode() + b"\n")
        await trio.sleep(0.1)

        async def say():
            for word in words:
                await trio.sleep(delay)
                await stream.send_all(word.encode() + b"\n")

        async with trio.open_nursery() as nursery:
            nursery.start_soon(say)
            lines = lines_of(stream)
            for _ in range(hears):
                print(trio.current_time(), name, "hears", await anext(lines))


async def main():
    async with trio.open_nursery() as nursery:
        await nursery.start(trio.serve_tcp, serve, 5000)
        async with trio.open_nursery() as clients:
            clients.start_soon(talk, "ann", ["hi", "bye"], 0.2, 2)
            clients.start_soon(talk, "bob", ["hey", "yo"], 0.3, 2)
        await trio.sleep(0.1)
        nursery.cancel_scope.cancel()


trio.run(main)
