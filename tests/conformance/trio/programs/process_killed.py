# rules: F8
import trio


async def main():
    process = await trio.lowlevel.open_process(["server"])
    await trio.sleep(0.5)
    print(process.returncode, process.poll())
    process.terminate()
    print(await process.wait(), trio.current_time())
    process = await trio.lowlevel.open_process(["stubborn"])
    process.terminate()
    with trio.move_on_after(1):
        await process.wait()
    print(process.returncode, trio.current_time())
    process.kill()
    print(await process.wait(), process.returncode)
    process.kill()


trio.run(main)
