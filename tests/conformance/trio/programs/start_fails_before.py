# rules: D10
# needs: Nursery.start
import trio


async def raises(task_status=trio.TASK_STATUS_IGNORED):
    await trio.sleep(0.1)
    raise ValueError("before started")


async def forgets(task_status=trio.TASK_STATUS_IGNORED):
    await trio.sleep(0.1)


async def raises_after(task_status=trio.TASK_STATUS_IGNORED):
    task_status.started()
    await trio.sleep(0.1)
    raise KeyError("after started")


async def twice(task_status=trio.TASK_STATUS_IGNORED):
    task_status.started(1)
    try:
        task_status.started(2)
    except RuntimeError as error:
        print(error)


async def main():
    async with trio.open_nursery() as nursery:
        try:
            await nursery.start(raises)
        except ValueError as error:
            print("as it was raised:", error)
        try:
            await nursery.start(forgets)
        except RuntimeError as error:
            print(error)
        print(await nursery.start(twice))
        print("nursery undisturbed", nursery.cancel_scope.cancel_called)
    try:
        async with trio.open_nursery() as nursery:
            await nursery.start(raises_after)
            await trio.sleep(1)
    except* KeyError as group:
        print("from the nursery", len(group.exceptions))


trio.run(main)
