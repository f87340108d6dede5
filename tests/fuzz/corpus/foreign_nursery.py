# rules: D1 D4 D11
import trio


async def fails():
    await trio.sleep(0.2)
    raise ValueError("in the opener's nursery")


async def spawner(nursery):
    with trio.move_on_after(0.1) as scope:
        nursery.start_soon(fails)
        async with trio.open_nursery() as own:
            own.start_soon(trio.sleep, 1, name="sleeper")
    print("spawner's scope", scope.cancelled_caught, trio.current_time())
    await trio.sleep(1)
    print("not run")


async def main():
    try:
        async with trio.open_nursery() as nursery:
            nursery.start_soon(spawner, nursery)
    except* ValueError as group:
        print(group.exceptions[0], trio.current_time())
    with trio.move_on_after(0.5) as outer:
        async with trio.open_nursery() as nursery:
            with trio.CancelScope() as inner:
                nursery.start_soon(trio.sleep, 2, name="outlives")
                inner.cancel()
            print("inner left", inner.cancelled_caught)
    print(outer.cancelled_caught, f"{trio.current_time():.1f}")


trio.run(main)
