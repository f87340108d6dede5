# rules: B3 B5
import trio


async def sleeper(tasks, how):
    tasks.append(trio.lowlevel.current_task())
    try:
        await how()
    except RuntimeError as error:
        print("RuntimeError:", error)


async def main():
    tasks = []
    async with trio.open_nursery() as nursery:
        nursery.start_soon(sleeper, tasks, trio.sleep_forever)
        await trio.sleep(1)
        trio.lowlevel.reschedule(tasks[0])


trio.run(main)
