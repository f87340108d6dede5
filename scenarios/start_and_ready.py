import trio

READY = False  # wait until the server says that it listens
ports = []


async def server(task_status=trio.TASK_STATUS_IGNORED):
    await trio.sleep(0.3)  # until it listens
    ports.append(8080)
    print("listening")
    task_status.started(8080)
    await trio.sleep(1)


async def client(port):
    if port not in ports:
        print("refused")
        raise ConnectionRefusedError(port)
    print("connected to", port)


async def main():
    async with trio.open_nursery() as nursery:
        if READY:
            port = await nursery.start(server, name="server")
        else:
            nursery.start_soon(server, name="server")
            port = 8080
            await trio.lowlevel.checkpoint()
        await client(port)
    print("end")


trio.run(main)
