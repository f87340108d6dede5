# rules: D10
import trio


async def service(name, task_status=trio.TASK_STATUS_IGNORED):
    await trio.sleep(1)
    task_status.started(name.upper())
    print(name, "goes on in the same step", trio.current_time())
    await trio.sleep(1)
    print(name, "over", trio.current_time())


async def main():
    print(trio.TASK_STATUS_IGNORED, trio.TASK_STATUS_IGNORED.started(5))
    async with trio.open_nursery() as nursery:
        print(await nursery.start(service, "a"))
        print(await nursery.start(service, "b", name="other"))
        nursery.start_soon(service, "c")
        print(len(nursery.child_tasks))
    print(trio.current_time())


trio.run(main)
