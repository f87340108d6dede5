# rules: D10
# start() comes back when the service can be used, not before.
import trio


async def counter(limit, task_status=trio.TASK_STATUS_IGNORED):
    await trio.sleep(1)
    sender, receiver = trio.open_memory_channel(0)
    task_status.started(receiver)
    async with sender:
        for number in range(limit):
            await sender.send(number)


async def main():
    async with trio.open_nursery() as nursery:
        receiver = await nursery.start(counter, 4)
        print("ready at", trio.current_time())
        async for number in receiver:
            print(number)


trio.run(main)
