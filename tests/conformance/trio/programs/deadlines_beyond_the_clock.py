# rules: C10
import math
import trio

async def main():
    for seconds in (1e10, 9.3e9, 1e18, 2**50, 10**12):
        scope = trio.CancelScope(deadline=seconds)
        print(scope.deadline, scope.deadline == math.inf, trio.CancelScope(relative_deadline=seconds).relative_deadline)
        with scope:
            print(trio.current_effective_deadline(), scope.relative_deadline == math.inf)
            with trio.CancelScope(deadline=seconds * 2):
                print(trio.current_effective_deadline())
        with trio.move_on_after(seconds) as after:
            print(after.deadline == math.inf, trio.current_effective_deadline() == math.inf)
            after.deadline = -seconds
            print(after.deadline, trio.current_effective_deadline())
    with trio.CancelScope(deadline=-1e18) as past:
        await trio.sleep(1)
    print(past.deadline, past.cancelled_caught)

trio.run(main)
