# rules: I5 B4 C7 D8
# needs: trio.Event
import trio

DELAY = 0.25
ATTEMPTS = [(8, "ok"), (0.0625, "refused"), (0.5, "ok"), (1, "ok")]


async def attempt(i, failed, winners, nursery):
    if i > 0:
        with trio.move_on_after(DELAY):
            await failed[i - 1].wait()
    if i + 1 < len(ATTEMPTS):
        nursery.start_soon(attempt, i + 1, failed, winners, nursery, name=f"at{i + 1}")
    latency, outcome = ATTEMPTS[i]
    try:
        print("connect", i, trio.current_time())
        await trio.sleep(latency)
        if outcome != "ok":
            raise OSError(f"{i} {outcome}")
    except OSError as error:
        print(error, trio.current_time())
        failed[i].set()
    else:
        winners.append(i)
        nursery.cancel_scope.cancel()


async def main():
    failed, winners = [], []
    for i in ATTEMPTS:
        failed.append(trio.Event())
    async with trio.open_nursery() as nursery:
        nursery.start_soon(attempt, 0, failed, winners, nursery, name="at0")
    print("winner", winners, trio.current_time())


trio.run(main)
