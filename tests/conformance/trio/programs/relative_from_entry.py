# rules: C11 L25
import trio


async def main():
    scope = trio.move_on_after(1)
    print(scope.is_relative, scope.relative_deadline)
    await trio.sleep(5)
    with scope:
        print(scope.is_relative, scope.deadline, scope.relative_deadline)
        await trio.sleep(0.5)
        print("completes", scope.relative_deadline)
        scope.relative_deadline = 0.25
        print(scope.deadline)
        await trio.sleep(1)
        print("not run")
    print(scope.cancelled_caught, scope.deadline, trio.current_time())
    scope = trio.CancelScope(deadline=7)
    print(scope.is_relative, scope.deadline)
    try:
        print(scope.relative_deadline)
    except RuntimeError as error:
        print(error)
    scope = trio.move_on_after(3)
    try:
        print(scope.deadline)
    except RuntimeError as error:
        print(error)
    try:
        scope.deadline = 4
    except RuntimeError as error:
        print(error)
    scope.relative_deadline = 0.5
    with scope:
        await trio.sleep(2)
    print(scope.cancelled_caught, trio.current_time())


trio.run(main)
