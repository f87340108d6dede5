# rules: D3 C5
import trio

async def main():
    task = trio.lowlevel.current_task()
    for name in ("other", 5, None):
        task.name = name
        print(repr(task.name), repr(task).split(" at ")[0])
    scope = trio.CancelScope()
    for mark in (True, False):
        scope.cancelled_caught = mark
        print(scope.cancelled_caught)
    with scope:
        scope.cancel()
        await trio.sleep(1)
    print(scope.cancelled_caught)
    scope.cancelled_caught = False
    print(scope.cancelled_caught)
    for thing, what in ((scope, "cancel_called"), (task, "parent_nursery"), (task, "child_nurseries")):
        try:
            setattr(thing, what, True)
        except AttributeError as error:
            print(error)

trio.run(main)
