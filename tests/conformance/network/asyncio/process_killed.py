# process: sleep {"seconds": 10}
# process: stubborn {"seconds": 3, "ignores": ["SIGTERM"]}
# process: forever {"seconds": null, "stdout": "begun\n"}
import asyncio
import signal
from asyncio.subprocess import PIPE


def now():
    return asyncio.get_running_loop().time()


async def main():
    process = await asyncio.create_subprocess_exec("sleep")
    await asyncio.sleep(0.5)
    process.terminate()
    print(await process.wait(), now())
    try:
        process.kill()
    except ProcessLookupError as error:
        print("is over", error)
    process = await asyncio.create_subprocess_exec("stubborn")
    process.terminate()
    try:
        await asyncio.wait_for(process.wait(), 1)
    except TimeoutError:
        print("goes on", process.returncode, now())
    process.kill()
    print(await process.wait(), now())
    process = await asyncio.create_subprocess_exec("forever", stdout=PIPE)
    try:
        async with asyncio.timeout(1.5):
            await process.communicate()
    except TimeoutError:
        print("communicate is cancelled, the process is not", process.returncode, now())
    process.send_signal(signal.SIGINT)
    print(await process.wait(), now())
    several = [await asyncio.create_subprocess_exec("sleep") for _ in range(3)]
    waits = [asyncio.create_task(each.wait()) for each in several]
    await asyncio.sleep(0)
    for each in reversed(several):
        each.kill()
    print(await asyncio.gather(*waits), now())


asyncio.run(main())
