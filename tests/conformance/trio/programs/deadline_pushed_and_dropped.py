# rules: C10
import math

import trio


async def main():
    with trio.move_on_after(1) as scope:
        scope.deadline += 1.5
        await trio.sleep(2)
        print("pushed", trio.current_time())
        scope.deadline = math.inf
        await trio.sleep(2)
        print("dropped", trio.current_time())
        try:
            scope.deadline = math.nan
        except ValueError as error:
            print(error)
        scope.relative_deadline = 1
        print(scope.deadline)
        await trio.sleep(2)
    print(scope.cancelled_caught, trio.current_time())


trio.run(main)
