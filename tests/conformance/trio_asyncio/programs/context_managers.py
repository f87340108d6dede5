# rules: H2 H4
import asyncio
from contextlib import asynccontextmanager

import trio
import trio_asyncio
from trio_asyncio import aio_as_trio, trio_as_aio


class Theirs:
    async def __aenter__(self):
        await asyncio.sleep(0.5)
        print("enter theirs", trio.current_time())
        return self

    async def __aexit__(self, kind, error, traceback):
        await asyncio.sleep(0.25)
        print("exit theirs", repr(error), trio.current_time())
        return kind is KeyError


class Ours:
    async def __aenter__(self):
        await trio.sleep(0.5)
        print("enter ours", trio.current_time())
        return "ours"

    async def __aexit__(self, kind, error, traceback):
        await trio.sleep(0.25)
        print("exit ours", repr(error), trio.current_time())


@asynccontextmanager
async def made():
    await asyncio.sleep(0.125)
    try:
        yield 7
    finally:
        await asyncio.sleep(0.125)
        print("made over", trio.current_time())


async def theirs():
    async with trio_as_aio(Ours()) as what:
        print(what)
    try:
        async with trio_as_aio(Ours()):
            raise ValueError("in theirs")
    except ValueError as error:
        print("again", error)


async def main():
    async with trio_asyncio.open_loop():
        async with aio_as_trio(Theirs()) as what:
            print(type(what).__name__)
        async with aio_as_trio(Theirs()):
            raise KeyError("swallowed")
        async with aio_as_trio(made()) as number:
            print(number)
        await aio_as_trio(theirs)()


trio.run(main)
