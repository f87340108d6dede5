# rules: G14
# A library with tasks of its own tells asyncio of them.
import asyncio


class Foreign:
    def __init__(self, loop):
        self._loop = loop

    def done(self):
        return False

    def __repr__(self):
        return "<foreign>"


def attempt(call):
    try:
        print(call())
    except Exception as error:
        print(type(error).__name__, error)


async def main():
    loop = asyncio.get_running_loop()
    foreign = Foreign(loop)
    attempt(lambda: asyncio._enter_task(loop, foreign))
    attempt(lambda: asyncio._leave_task(loop, foreign))
    asyncio._register_task(foreign)
    asyncio._unregister_task(foreign)
    print(len(asyncio.all_tasks()))
    other = asyncio.new_event_loop()
    asyncio._enter_task(other, foreign)
    attempt(lambda: asyncio.current_task(other))
    attempt(lambda: asyncio._enter_task(other, "second"))
    attempt(lambda: asyncio._leave_task(other, "second"))
    asyncio._leave_task(other, foreign)
    attempt(lambda: asyncio.current_task(other))
    attempt(lambda: asyncio._leave_task(other, foreign))
    other.close()


asyncio.run(main())
