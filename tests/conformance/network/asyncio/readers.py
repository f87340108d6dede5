import asyncio
import socket


async def main():
    loop = asyncio.get_running_loop()
    a, b = socket.socketpair()
    a.setblocking(False)
    b.setblocking(False)
    got = loop.create_future()

    def readable():
        data = a.recv(3)
        print(loop.time(), "read", data)
        if not data:
            print(loop.remove_reader(a), loop.remove_reader(a))
            got.set_result(None)

    loop.add_reader(a, readable)
    loop.call_later(1, b.send, b"abcdef")
    loop.call_later(2, b.close)
    loop.add_writer(a, lambda: print("writable", loop.remove_writer(a)))
    await got
    a.close()


asyncio.run(main())
