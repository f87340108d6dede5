# rules: C3 D10 L24
import trio


async def service(task_status):
    await trio.sleep(1)
    task_status.started()
    print("moved", trio.current_effective_deadline())
    try:
        await trio.sleep(1)
    finally:
        print("told at its next block", trio.current_time())


async def start_it(target):
    await target.start(service)
    print("start() returned", trio.current_time())


async def main():
    async with trio.open_nursery() as outer:
        async with trio.open_nursery() as target:
            outer.start_soon(start_it, target)
            await trio.lowlevel.checkpoint()
            await trio.lowlevel.checkpoint()
            target.cancel_scope.cancel()
        print("target closed", trio.current_time())


trio.run(main)
