# rules: D10
import trio


async def service(task_status):
    await trio.sleep(2)
    task_status.started()
    await trio.sleep(1)
    print("service over", trio.current_time())


async def starter(target):
    await target.start(service)
    print("started", trio.current_time())


async def main():
    async with trio.open_nursery() as outer:
        async with trio.open_nursery() as target:
            outer.start_soon(starter, target)
            await trio.sleep(1)
            print("body over")
        print("target closed", trio.current_time())


trio.run(main)
