# rules: G3
# What an __await__ hands out and is neither None nor a future is refused in the task.
import asyncio


class Hands:
    def __init__(self, what):
        self.what = what

    def __await__(self):
        try:
            yield self.what
        except RuntimeError as error:
            print(str(error).partition(" in task")[0])
            yield
        return "went on"


async def main():
    for what in (5, "text", asyncio.get_running_loop().create_future()):
        print(await Hands(what))


asyncio.run(main())
