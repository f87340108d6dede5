# rules: C10
# A deadline that every sign of life puts off.
import trio


async def lively(signs, scope):
    for pause in signs:
        await trio.sleep(pause)
        scope.deadline = trio.current_time() + 2
        print("alive", trio.current_time())


async def main():
    with trio.move_on_after(2) as scope:
        await lively([1, 1.5, 1, 3, 1], scope)
        print("not reached")
    print("silent since", trio.current_time() - 2, scope.cancelled_caught)


trio.run(main)
