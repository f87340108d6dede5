# rules: A11 B2
"""Sequencer, assertions about checkpoints, and the clock of trio.testing."""
import trio
import trio.testing


async def ordered(name, sequencer, *places):
    for place in places:
        async with sequencer(place):
            print(name, place)
            await trio.sleep(0.1)


async def broken(sequencer):
    try:
        async with sequencer(7):
            print("never")
    except RuntimeError as error:
        print("broken:", error)


async def points():
    with trio.testing.assert_checkpoints():
        await trio.sleep(0)
    with trio.testing.assert_checkpoints():
        await trio.lowlevel.checkpoint()
    with trio.testing.assert_no_checkpoints():
        trio.Event().set()
    for does in (trio.lowlevel.checkpoint_if_cancelled, trio.lowlevel.cancel_shielded_checkpoint):
        for asserts in (trio.testing.assert_checkpoints, trio.testing.assert_no_checkpoints):
            try:
                with asserts():
                    await does()
                print(does.__name__, asserts.__name__, "holds")
            except AssertionError as error:
                print(does.__name__, asserts.__name__, error)
    event = trio.Event()
    event.set()
    lock = trio.Lock()
    send, receive = trio.open_memory_channel(1)
    for what in (event.wait, lock.acquire, lambda: send.send(1), receive.receive, send.aclose):
        with trio.testing.assert_checkpoints():
            await what()
    try:
        with trio.testing.assert_checkpoints():
            raise KeyError("an error is as good")
    except KeyError as error:
        print(error)


async def main():
    sequencer = trio.testing.Sequencer()
    async with trio.open_nursery() as nursery:
        nursery.start_soon(ordered, "a", sequencer, 0, 3)
        nursery.start_soon(ordered, "b", sequencer, 1, 2)
    try:
        async with sequencer(0):
            pass
    except RuntimeError as error:
        print(error)


async def breaks():
    sequencer = trio.testing.Sequencer()
    async with trio.open_nursery() as nursery:
        nursery.start_soon(broken, sequencer)
        nursery.start_soon(broken_later, sequencer)
        await trio.testing.wait_all_tasks_blocked()
        nursery.cancel_scope.cancel()
    try:
        async with sequencer(1):
            pass
    except RuntimeError as error:
        print(error)


async def broken_later(sequencer):
    try:
        async with sequencer(8):
            print("never")
    except RuntimeError as error:
        print("broken too:", error)


trio.run(points)
trio.run(main)
trio.run(breaks)
for wrong in (lambda: trio.testing.MockClock(rate=-1), lambda: trio.testing.MockClock().jump(-1)):
    try:
        wrong()
    except ValueError as error:
        print(error)
clock = trio.testing.MockClock()
clock.jump(2.5)
print(clock.current_time(), clock.rate, clock.autojump_threshold)
print(isinstance(clock, trio.abc.Clock), issubclass(trio.testing.MockClock, trio.abc.Clock))
