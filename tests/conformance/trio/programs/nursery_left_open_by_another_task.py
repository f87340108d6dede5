# rules: D12 C15
import trio
async def opener(box):
    n = await trio.open_nursery().__aenter__()
    box.append(n)
    await trio.sleep(1)
async def main():
    box = []
    async with trio.open_nursery() as n:
        n.start_soon(opener, box)
        await trio.sleep(0.5)
        box[0].start_soon(trio.sleep, 3)
        await trio.sleep(1)
        try: box[0].start_soon(trio.sleep, 1)
        except RuntimeError as e: print(e)
trio.run(main)
