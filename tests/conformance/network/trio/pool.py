# address: 192.0.2.1:80 {"latency": 0.1, "script": [{"receive": "?"}, {"after": 0.05, "send": "answer"}, {"receive": "?"}, {"send": "again"}, {"end": true}]}
# A few connections, used in turn by many.
import trio

SIZE, USERS = 2, 5


class Pool:
    def __init__(self):
        self.give, self.take = trio.open_memory_channel(SIZE)

    async def fill(self):
        for number in range(SIZE):
            self.give.send_nowait((number, await trio.open_tcp_stream("192.0.2.1", 80)))


async def user(pool, name):
    number, stream = await pool.take.receive()
    await stream.send_all(b"?")
    data = await stream.receive_some()
    print(trio.current_time(), name, number, data)
    if not data or data == b"again":
        await stream.aclose()
        stream = await trio.open_tcp_stream("192.0.2.1", 80)
    await pool.give.send((number, stream))


async def main():
    pool = Pool()
    await pool.fill()
    async with trio.open_nursery() as nursery:
        for name in range(USERS):
            nursery.start_soon(user, pool, name)
    for _ in range(SIZE):
        number, stream = pool.take.receive_nowait()
        await stream.aclose()
    print(trio.current_time())


trio.run(main)
