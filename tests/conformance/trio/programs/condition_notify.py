# rules: E5
import trio


async def waiter(condition, name):
    async with condition:
        await condition.wait()
        print(name, trio.current_time(), condition.statistics().lock_statistics.tasks_waiting)


async def main():
    condition = trio.Condition()
    async with trio.open_nursery() as nursery:
        for name in ["a", "b", "c", "d"]:
            nursery.start_soon(waiter, condition, name)
        await trio.sleep(1)
        async with condition:
            condition.notify()
            print(condition.statistics().tasks_waiting, condition.locked())
            await trio.sleep(1)
            print("they run when the notifier lets go")
        await trio.sleep(1)
        async with condition:
            condition.notify(2)
        await trio.sleep(1)
        async with condition:
            condition.notify_all()
            condition.notify_all()


trio.run(main)
