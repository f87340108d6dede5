# rules: A1
import trio
async def child():
    await trio.lowlevel.checkpoint()
    print("child")
async def main():
    async with trio.open_nursery() as n:
        n.start_soon(child)
        t = list(n.child_tasks)[0]
        try:
            trio.lowlevel.reschedule(t)
        except AssertionError as e:
            print(repr(e), e.args)
trio.run(main)
