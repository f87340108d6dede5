# rules: D1 D3
import trio
async def main():
    m = trio.open_nursery()
    async with m: pass
    try:
        async with m: pass
    except RuntimeError: pass
trio.run(main)
