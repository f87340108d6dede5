# rules: D10
import trio


async def service(task_status):
    task = trio.lowlevel.current_task()
    print(task.parent_nursery is NURSERIES[0], task.eventual_parent_nursery is NURSERIES[0])
    task_status.started()
    print(task.parent_nursery is NURSERIES[0], task.eventual_parent_nursery)


NURSERIES = []


async def main():
    async with trio.open_nursery() as nursery:
        NURSERIES.append(nursery)
        print(await nursery.start(service))
        print(trio.lowlevel.current_task().child_nurseries == [nursery])


trio.run(main)
