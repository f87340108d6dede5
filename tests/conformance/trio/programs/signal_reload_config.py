# rules: F4
import signal

import trio


async def watch(state):
    with trio.open_signal_receiver(signal.SIGHUP) as signals:
        async for _ in signals:
            async with await trio.open_file("config.txt") as file:
                state["greeting"] = (await file.read()).strip()
            print("reloaded", trio.current_time())


async def main():
    state = {"greeting": "hello"}
    async with trio.open_nursery() as nursery:
        nursery.start_soon(watch, state)
        for _ in range(4):
            print(state["greeting"], trio.current_time())
            await trio.sleep(1)
        nursery.cancel_scope.cancel()


trio.run(main)
