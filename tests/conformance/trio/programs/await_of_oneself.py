# rules: A1
import trio
C = []
async def me():
    try: await C[0]
    except BaseException as e: print(type(e), e)
async def main():
    C.append(me()); await C[0]
    try: await C[0]
    except BaseException as e: print(type(e), e)
    async def x(): await trio.sleep(1)
    c = x()
    async def aw():
        try: await c
        except BaseException as e: print(type(e), e)
    async with trio.open_nursery() as n:
        n.start_soon(aw); n.start_soon(aw)
    for v in (1, None, [], trio.sleep, x):
        try: await v
        except BaseException as e: print(type(e), e)
trio.run(main)
