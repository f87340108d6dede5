# rules: D3 D12
import trio
async def c(n): 
    print(n); await trio.sleep(n); print("end", n)
async def main():
    m = trio.open_nursery()
    try:
        await m.__aexit__(None, None, None)
    except BaseException as e: print(type(e), e)
    n = await m.__aenter__()
    n.start_soon(c, 1)
    print(await m.__aexit__(None, None, None))
    for i in range(2):
        try:
            print(await m.__aexit__(None, None, None))
        except BaseException as e: print(type(e), e)
    m = trio.open_nursery()
    n = await m.__aenter__()
    try:
        print(await m.__aexit__(ValueError, ValueError("x"), None))
    except BaseException as e: print(type(e), e, e.exceptions)
    try:
        print(await m.__aexit__(None, None, None))
    except BaseException as e: print(type(e), e)
    m = trio.open_nursery()
    n = await m.__aenter__()
    n.start_soon(c, 2)
    print("leaves it open")
trio.run(main)
