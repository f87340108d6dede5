# rules: D10
import trio


async def service(task_status):
    task_status.started(1)
    try:
        task_status.started(2)
    except RuntimeError as error:
        print(error)


async def main():
    async with trio.open_nursery() as nursery:
        print(await nursery.start(service))


trio.run(main)
