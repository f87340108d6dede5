# rules: D10 L23
import trio


async def polite(task_status):
    try:
        await trio.sleep(5)
    finally:
        print("polite cancelled", trio.current_time())
    task_status.started()


async def swallows(task_status):
    try:
        await trio.sleep(5)
    except trio.Cancelled:
        print("swallowed")
    task_status.started("v")


async def main():
    async with trio.open_nursery() as nursery:
        for service in [polite, swallows]:
            with trio.move_on_after(1) as scope:
                print("start gives", await nursery.start(service))
            print(scope.cancelled_caught, trio.current_time())


trio.run(main)
