# rules: G1 G3
import asyncio


def now():
    return asyncio.get_running_loop().time()

def step(n, done):
    print("step", n, now())
    if n == 0:
        done.set_result("finished")
    else:
        asyncio.get_running_loop().call_later(0.5, step, n - 1, done)

async def main():
    done = asyncio.get_running_loop().create_future()
    done.add_done_callback(lambda f: print("callback", f.result(), now()))
    step(3, done)
    print(await done, now())


asyncio.run(main())
