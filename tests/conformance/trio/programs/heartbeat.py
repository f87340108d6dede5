# rules: D3 D8
import trio


async def heartbeat(beats):
    while True:
        beats.append(trio.current_time())
        await trio.sleep(0.2)


async def work(stop, beats):
    async with trio.open_nursery() as nursery:
        nursery.start_soon(heartbeat, beats)
        await trio.sleep(0.5)
        if stop:
            nursery.cancel_scope.cancel()
        return "result"


async def main():
    beats = []
    print(await work(True, beats), trio.current_time(), len(beats))
    with trio.move_on_after(1) as scope:
        print(await work(False, beats))
    print(scope.cancelled_caught, trio.current_time(), len(beats))


trio.run(main)
