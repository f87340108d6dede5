# rules: H1
import asyncio

import trio
import trio_asyncio
from trio_asyncio import aio_as_trio, trio_as_aio


def tell(error):
    print(type(error).__name__, error)


async def theirs():
    await asyncio.sleep(1)


async def main():
    try:
        await trio_asyncio.run_aio_coroutine(theirs())
    except RuntimeError as error:
        tell(error)
    try:
        trio_asyncio.run_trio(trio.sleep, 1)
    except RuntimeError as error:
        tell(error)
    async with trio_asyncio.open_loop() as loop:
        try:
            loop.run_until_complete(None)
        except RuntimeError as error:
            tell(error)
        try:
            loop.run_forever()
        except RuntimeError as error:
            tell(error)
        try:
            loop.close()
        except RuntimeError as error:
            tell(error)
        try:
            async with aio_as_trio(5):
                pass
        except RuntimeError as error:
            tell(error)
        try:
            trio_as_aio(5).__aiter__()
        except RuntimeError as error:
            tell(error)


trio.run(main)
