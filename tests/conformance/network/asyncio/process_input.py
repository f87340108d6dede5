# process: slow {"stdin": "read", "seconds": 1, "status": 1}
# process: head {"output": [{"after": 0.5, "stdout": "x"}], "seconds": 1}
import asyncio
from asyncio.subprocess import PIPE, DEVNULL


def now():
    return asyncio.get_running_loop().time()


async def main():
    p = await asyncio.create_subprocess_exec("head", stdin=PIPE, stdout=PIPE)
    p.stdin.write(b"y" * 100000)
    try:
        await p.stdin.drain()
        print("drained", now())
    except (BrokenPipeError, ConnectionResetError) as e:
        print(type(e).__name__, now())
    print(await p.stdout.read(), await p.wait(), now())
    p = await asyncio.create_subprocess_exec("slow", stdin=PIPE, stdout=DEVNULL)
    async def feed():
        for _ in range(3):
            p.stdin.write(b"z" * 10)
            await p.stdin.drain()
            await asyncio.sleep(0.2)
        p.stdin.close()
        await p.stdin.wait_closed()
        print("fed", now())
    await asyncio.gather(feed(), p.wait())
    print(p.returncode, now())
    ps = [await asyncio.create_subprocess_exec("head", stdout=DEVNULL) for _ in range(2)]
    done, pending = await asyncio.wait([asyncio.create_task(x.wait()) for x in ps], timeout=0.5)
    print(len(done), len(pending), now())
    for x in ps:
        x.kill()
    print([await x.wait() for x in ps], now())


asyncio.run(main())
