# rules: F8
import warnings

import trio


async def main():
    with trio.move_on_after(1) as scope:
        await trio.run_process("slow", shell=True, capture_stdout=True)
    print(scope.cancelled_caught, trio.current_time())
    with trio.move_on_after(1) as scope:
        await trio.run_process(["stubborn"])
    print(scope.cancelled_caught, trio.current_time())
    with trio.move_on_after(1) as scope:
        await trio.run_process(["slow"], deliver_cancel=deliver)
    print(scope.cancelled_caught, trio.current_time())
    async with trio.open_nursery() as nursery:
        process = await nursery.start(trio.run_process, ["slow"])
        nursery.start_soon(trio.run_process, ["slow"])
        await trio.sleep(0.5)
        nursery.cancel_scope.cancel()
    print(process.returncode, trio.current_time())
    with trio.move_on_after(1):
        process = await trio.lowlevel.open_process(["slow"])
        await process.wait()
    print(process.returncode, trio.current_time())
    process.kill()
    print(await process.wait(), trio.current_time())


async def deliver(process):
    print("deliver", trio.current_time())
    await trio.sleep(0.5)
    process.kill()


warnings.simplefilter("ignore")  # that one ignored SIGTERM
trio.run(main)
