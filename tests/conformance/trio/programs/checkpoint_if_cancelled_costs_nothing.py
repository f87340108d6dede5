# rules: B2
import trio


async def other():
    print("other")


async def main():
    async with trio.open_nursery() as nursery:
        nursery.start_soon(other)
        await trio.lowlevel.checkpoint_if_cancelled()
        print("no pass went by")
        await trio.lowlevel.cancel_shielded_checkpoint()
        print("one did")


trio.run(main)
