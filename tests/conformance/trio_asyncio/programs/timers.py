# rules: H1
# Timers of equal time are called one after another; a callback is a turn of its own.
import trio
import trio_asyncio


def tell(loop, what):
    print(what, loop.time(), trio.current_time())


async def main():
    async with trio_asyncio.open_loop() as loop:
        for what in "abc":
            loop.call_later(1, tell, loop, what)
        loop.call_at(0.5, tell, loop, "first")
        gone = loop.call_later(0.75, tell, loop, "cancelled")
        loop.call_soon(tell, loop, "soon")
        gone.cancel()
        print(gone.cancelled(), loop.time())
        await trio.sleep(1.5)
        await loop.synchronize()
        loop.call_later(0, tell, loop, "at once")
        await trio.sleep(0.25)
        try:
            loop.call_later(-1, tell, loop, "never")
        except AssertionError as error:
            print("AssertionError", error)
    try:
        loop.call_soon(tell, loop, "closed")
    except RuntimeError as error:
        print("RuntimeError", error)
    try:
        loop.time()
    except RuntimeError as error:
        print("RuntimeError", error)


trio.run(main)
