# rules: G3
# Futures that are told of within one another end in an ellipsis.
import asyncio
import functools


async def main():
    loop = asyncio.get_running_loop()
    future = loop.create_future()
    future.add_done_callback(functools.partial(print, future))
    print(repr(future)[:16])
    other = loop.create_future()
    other.set_result([other])
    print("..." in repr(other))
    future.remove_done_callback(future)
    future.cancel()


asyncio.run(main())
