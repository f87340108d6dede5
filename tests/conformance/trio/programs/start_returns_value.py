# rules: D10
# needs: Nursery.start
import trio


async def server(name, delay, task_status=trio.TASK_STATUS_IGNORED):
    await trio.sleep(delay)
    task_status.started(name + " ready")
    print(name, "goes on in the same step")
    await trio.sleep(0.5)
    print(name, "over", trio.current_time())


async def main():
    async with trio.open_nursery() as nursery:
        print(await nursery.start(server, "a", 0.2), trio.current_time())
        print(await nursery.start(server, "b", 0, name="b"), trio.current_time())
        nursery.start_soon(server, "c", 0.1)
    print("closed", trio.current_time())


trio.run(main)
