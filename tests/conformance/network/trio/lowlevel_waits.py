import trio


async def wait(what, call):
    try:
        await call()
        print(trio.current_time(), what)
    except Exception as exc:
        print(trio.current_time(), what, type(exc).__name__, exc)


async def main():
    a, b = trio.socket.socketpair()
    await wait("writable", lambda: trio.lowlevel.wait_writable(a))
    async with trio.open_nursery() as nursery:
        nursery.start_soon(wait, "readable", lambda: trio.lowlevel.wait_readable(a))
        nursery.start_soon(wait, "busy", lambda: trio.lowlevel.wait_readable(a))
        await trio.sleep(1)
        await b.send(b"x")
    await wait("still readable", lambda: trio.lowlevel.wait_readable(a))
    await a.recv(10)
    async with trio.open_nursery() as nursery:
        nursery.start_soon(wait, "closing", lambda: trio.lowlevel.wait_readable(a))
        await trio.sleep(1)
        trio.lowlevel.notify_closing(a)
    async with trio.open_nursery() as nursery:
        nursery.start_soon(wait, "closed", lambda: a.recv(1))
        await trio.sleep(1)
        a.close()
    await wait("end", lambda: trio.lowlevel.wait_readable(b))
    print(await b.recv(1))


trio.run(main)
