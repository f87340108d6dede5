# rules: C11 C15
import trio


async def main():
    scope = trio.CancelScope()
    with scope:
        await trio.sleep(0)
    try:
        with scope:
            print("not run")
    except RuntimeError as error:
        print(error)
    try:
        with trio.CancelScope() as scope:
            with scope:
                print("not run")
    except RuntimeError as error:
        print(error)
    try:
        trio.CancelScope(deadline=1, relative_deadline=1)
    except ValueError as error:
        print(error)
    try:
        trio.CancelScope(relative_deadline=-1)
    except ValueError as error:
        print(error)
    with trio.CancelScope(relative_deadline=0.5) as scope:
        try:
            scope.shield = 1
        except TypeError as error:
            print(error)
        try:
            scope.relative_deadline = -1
        except ValueError as error:
            print(error)
        await trio.sleep(1)
    print(scope.cancelled_caught, trio.current_time())


trio.run(main)
