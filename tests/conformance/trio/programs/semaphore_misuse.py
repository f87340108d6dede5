# rules: E3
import trio


async def main():
    for arguments, keywords in [((-1,), {}), ((2,), {"max_value": 1}), (("1",), {}),
                                ((1,), {"max_value": "2"})]:
        try:
            trio.Semaphore(*arguments, **keywords)
        except (ValueError, TypeError) as error:
            print(type(error).__name__, error)
    async with trio.Semaphore(1) as nothing:
        print(nothing)


trio.run(main)
