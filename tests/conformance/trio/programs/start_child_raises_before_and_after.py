# rules: D10
import trio


async def before(task_status):
    await trio.sleep(1)
    raise ValueError("before")


async def group_before(task_status):
    async with trio.open_nursery():
        raise KeyError("in a group of its own")


async def after(task_status):
    task_status.started()
    raise OSError("after")


async def main():
    try:
        async with trio.open_nursery() as nursery:
            for service in [before, group_before]:
                try:
                    await nursery.start(service)
                except (ValueError, ExceptionGroup) as error:
                    print(repr(error), error.__context__, nursery.cancel_scope.cancel_called)
            await nursery.start(after)
            print("start() returned")
            await trio.sleep(5)
    except* OSError as group:
        print(group.exceptions)


trio.run(main)
