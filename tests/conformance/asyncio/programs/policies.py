# rules: G11
# A policy says which loop is current and makes new ones; asyncio.run asks it.
import asyncio


class Telling(asyncio.DefaultEventLoopPolicy):
    def get_event_loop(self):
        print("get")
        return super().get_event_loop()

    def set_event_loop(self, loop):
        print("set", loop is not None)
        super().set_event_loop(loop)

    def new_event_loop(self):
        print("new")
        return super().new_event_loop()


class Strange(asyncio.AbstractEventLoopPolicy):
    def __init__(self, make):
        self.make = make

    def new_event_loop(self):
        return self.make()

    def set_event_loop(self, loop):
        self.loop = loop


def attempt(call):
    try:
        print(call())
    except Exception as error:
        print(type(error).__name__, error)


async def main():
    print("runs", type(asyncio.get_event_loop()) is type(asyncio.get_running_loop()))
    await asyncio.sleep(0.5)


default = asyncio.get_event_loop_policy()
print(default is asyncio.get_event_loop_policy(), type(default) is asyncio.DefaultEventLoopPolicy)
loop = asyncio.new_event_loop()
asyncio.set_event_loop(loop)
print(default.get_event_loop() is loop, isinstance(loop, asyncio.AbstractEventLoop))
asyncio.set_event_loop_policy(Telling())
asyncio.run(main())
attempt(asyncio.get_event_loop)
asyncio.set_event_loop(loop)
print(asyncio.get_event_loop() is loop)
future = asyncio.Future()
print(future.get_loop() is loop)
with asyncio.Runner() as runner:
    runner.run(main())
    runner.run(main())
asyncio.set_event_loop_policy(Strange(default.new_event_loop))
asyncio.run(main())
attempt(asyncio.get_event_loop)
print(asyncio.get_event_loop_policy().loop)
attempt(lambda: asyncio.set_event_loop_policy(3))
attempt(lambda: default.set_event_loop(3))
asyncio.set_event_loop_policy(None)
print(asyncio.get_event_loop_policy() is default)
attempt(lambda: asyncio.set_event_loop(3))
