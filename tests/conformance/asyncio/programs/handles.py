# rules: G2 G14
# A handle that is cancelled calls nothing; timers tell their time.
import asyncio


async def main():
    loop = asyncio.get_running_loop()
    soon = loop.call_soon(print, "soon")
    never = loop.call_soon(print, "never")
    later = loop.call_later(1.5, print, "later")
    at = loop.call_at(1, print, "at")
    gone = loop.call_at(2, print, "gone")
    never.cancel()
    gone.cancel()
    print(later.when(), at.when(), gone.cancelled(), soon.cancelled())
    print(type(soon).__name__, type(later).__name__)
    await asyncio.sleep(3)
    later.cancel()
    print(later.cancelled())


asyncio.run(main())
