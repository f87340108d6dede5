# rules: B3
import math

import trio


async def main():
    for seconds in [-1, -0.5, math.nan]:
        try:
            await trio.sleep(seconds)
        except ValueError as error:
            print(seconds, error)
    try:
        await trio.sleep_until(math.nan)
    except ValueError as error:
        print(error)
    with trio.move_on_after(2):
        await trio.sleep(math.inf)
    print(trio.current_time())


trio.run(main)
