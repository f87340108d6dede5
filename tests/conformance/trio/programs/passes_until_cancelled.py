# rules: B1 B2 C3 L5
import trio


async def ticker(log):
    while len(log) < 1:
        print("pass")
        await trio.lowlevel.checkpoint()


async def in_cancelled_scope(kind):
    print(kind)
    with trio.CancelScope() as scope:
        scope.cancel()
        if kind == "sleep(0)":
            await trio.sleep(0)
        elif kind == "sleep(1)":
            await trio.sleep(1)
        elif kind == "sleep_forever":
            await trio.sleep_forever()
        elif kind == "checkpoint":
            await trio.lowlevel.checkpoint()
        elif kind == "checkpoint_if_cancelled":
            await trio.lowlevel.checkpoint_if_cancelled()
        elif kind == "cancel_shielded_checkpoint":
            await trio.lowlevel.cancel_shielded_checkpoint()
            print("not cancelled")
        elif kind == "nursery":
            async with trio.open_nursery():
                pass
            print("after the nursery")
    print(kind, scope.cancelled_caught)


async def main():
    kinds = ["sleep(0)", "sleep(1)", "sleep_forever", "checkpoint", "checkpoint_if_cancelled"]
    for kind in kinds + ["cancel_shielded_checkpoint", "nursery"]:
        log = []
        async with trio.open_nursery() as nursery:
            nursery.start_soon(ticker, log)
            await in_cancelled_scope(kind)
            log.append(kind)


trio.run(main)
