# rules: A8 D12
import trio
async def child(t):
    trio.lowlevel.reschedule(t)
async def main():
    async with trio.open_nursery() as n:
        n.start_soon(child, trio.lowlevel.current_task())
trio.run(main)
