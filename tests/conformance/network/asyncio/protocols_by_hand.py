import asyncio


class P(asyncio.Protocol):
    def connection_made(self, t):
        self.t = t
        print("made")
    def data_received(self, d):
        print("data", d)
        self.t.write(d * 2)
    def eof_received(self):
        print("eof")
        return False
    def connection_lost(self, exc):
        print("lost", exc)


async def main():
    loop = asyncio.get_running_loop()
    s = await loop.create_server(P, "127.0.0.1", 0)
    port = s.sockets[0].getsockname()[1]
    done = loop.create_future()
    class C(asyncio.Protocol):
        def connection_made(self, t):
            t.write(b"abc")
            self.got = b""
            self.t = t
        def data_received(self, d):
            self.got += d
            if len(self.got) == 6:
                self.t.write_eof()
        def connection_lost(self, exc):
            done.set_result((self.got, exc))
    t, p = await loop.create_connection(C, "127.0.0.1", port)
    print(await done)
    r, w = await asyncio.open_connection("127.0.0.1", port)
    w.transport.abort()
    await asyncio.sleep(0.1)
    s.close()
    await s.wait_closed()
    print(s.is_serving(), s.sockets)


asyncio.run(main())
