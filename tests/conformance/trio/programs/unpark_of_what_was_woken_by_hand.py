# rules: E1
import trio
import trio.testing
async def parker(lot, name):
    await lot.park(); print(name, "unparked")
async def main():
    lot = trio.lowlevel.ParkingLot()
    async with trio.open_nursery() as n:
        n.start_soon(parker, lot, "a"); 
        await trio.testing.wait_all_tasks_blocked()
        t = list(n.child_tasks)[0]
        trio.lowlevel.reschedule(t)
        try: print(lot.unpark())
        except BaseException as e: print(repr(e))
        await trio.sleep(1)
    print(len(lot))
trio.run(main)
