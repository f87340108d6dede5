# A task that waits at a channel and is rescheduled by hand still stands in the channel's line; who
# then comes to serve it fails, once, and send() returns nothing whatever it was rescheduled with.
import outcome
import trio
import trio.testing


async def receiver(r):
    print("received", await r.receive())


async def sender(s):
    print("sent", await s.send(3))


async def wake(nursery):
    await trio.testing.wait_all_tasks_blocked()
    (task,) = nursery.child_tasks
    trio.lowlevel.reschedule(task, outcome.Value("by hand"))
    await trio.sleep(1)


async def main():
    s, r = trio.open_memory_channel(0)
    async with trio.open_nursery() as nursery:
        nursery.start_soon(receiver, r)
        await wake(nursery)
        print(s.statistics().tasks_waiting_receive)
        for _ in range(2):
            try:
                s.send_nowait(7)
            except (AttributeError, trio.WouldBlock) as error:
                print(repr(error), s.statistics().tasks_waiting_receive)
        nursery.start_soon(sender, s)
        await wake(nursery)
        print(s.statistics().tasks_waiting_send)
        for _ in range(2):
            try:
                r.receive_nowait()
            except (AttributeError, trio.WouldBlock) as error:
                print(repr(error), s.statistics().tasks_waiting_send)


trio.run(main)
