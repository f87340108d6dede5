# rules: E6
import math

import trio


async def main():
    for size in [-1, 1.5, "2", None, math.nan]:
        try:
            trio.open_memory_channel(size)
        except (ValueError, TypeError) as error:
            print(type(error).__name__, error)
    sender, receiver = trio.open_memory_channel(math.inf)
    for number in range(100):
        sender.send_nowait(number)
    print(sender.statistics().current_buffer_used, sender.statistics().max_buffer_size)
    total = 0
    async with sender:
        pass
    async for number in receiver:
        total += number
    print(total, receiver.statistics().peak_buffer_used)


trio.run(main)
