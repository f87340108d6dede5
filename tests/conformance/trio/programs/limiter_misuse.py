# rules: E4
import math

import trio


async def main():
    for total in [-1, 1.5, "2", None]:
        try:
            trio.CapacityLimiter(total)
        except (ValueError, TypeError) as error:
            print(type(error).__name__, error)
    limiter = trio.CapacityLimiter(math.inf)
    print(limiter.total_tokens, limiter.available_tokens)
    await limiter.acquire()
    for again in [limiter.acquire_nowait, lambda: limiter.release_on_behalf_of("x")]:
        try:
            again()
        except RuntimeError as error:
            print(error)
    try:
        await limiter.acquire()
    except RuntimeError as error:
        print(error)
    limiter.release()
    try:
        limiter.release()
    except RuntimeError as error:
        print(error)


trio.run(main)
