# rules: D3 D12
import trio
async def main():
    m = trio.open_nursery()
    try:
        async with m as a:
            async with m as b:
                print(a is b)
            print("inner left")
    except BaseException as e:
        print(type(e), e, type(e.__context__))
    print("on")
trio.run(main)
