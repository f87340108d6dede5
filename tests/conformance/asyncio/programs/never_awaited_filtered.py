# rules: G9
# Whether a coroutine that nobody awaited is warned about, the program's filters say.
import asyncio
import warnings


async def forgotten():
    pass


async def other():
    pass


async def main():
    forgotten()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        forgotten()
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        for _ in range(2):
            forgotten()
        other()
    for each in caught:
        print(each.category.__name__, each.message, each.lineno)
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", "coroutine 'other'")
        other()
        forgotten()
    warnings.simplefilter("default")
    for _ in range(2):
        other()
    await asyncio.sleep(0)


asyncio.run(main())
