# rules: C1 C11
import trio


def state(scope):
    return (scope.deadline, scope.shield, scope.is_relative, scope.cancel_called,
            scope.cancelled_caught)


async def main():
    scope = trio.CancelScope(deadline=3, shield=True)
    print(state(scope))
    with scope as entered:
        print(entered is scope, state(scope))
        scope.shield = False
        await trio.sleep(1)
        print(state(scope), scope.relative_deadline)
        scope.cancel()
        print(state(scope))
        await trio.sleep(1)
    print(state(scope))


trio.run(main)
