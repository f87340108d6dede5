# rules: A1 A8
"""Every hook of two instruments, one of which comes late and goes early."""
import trio
import trio.testing

heard = []  # told at the end: where a print stands among the events says nothing


def tell(*words):
    heard.append(words)


def bare(task):
    return task.name.rpartition(".")[2]


class Teller(trio.abc.Instrument):
    def __init__(self, mark):
        self.mark = mark

    def before_run(self):
        tell(self.mark, "before_run")

    def after_run(self):
        tell(self.mark, "after_run", trio.lowlevel.in_trio_run())

    def task_spawned(self, task):
        tell(self.mark, "task_spawned", bare(task), trio.lowlevel.in_trio_task())

    def task_scheduled(self, task):
        tell(self.mark, "task_scheduled", bare(task))

    def before_task_step(self, task):
        tell(self.mark, "before_task_step", bare(task), trio.lowlevel.current_task() is task)

    def after_task_step(self, task):
        tell(self.mark, "after_task_step", bare(task), trio.lowlevel.current_task() is task)

    def task_exited(self, task):
        tell(self.mark, "task_exited", bare(task), task.parent_nursery is None)

    def before_io_wait(self, timeout):
        tell(self.mark, "before_io_wait", timeout, trio.current_time())

    def after_io_wait(self, timeout):
        tell(self.mark, "after_io_wait", timeout, trio.current_time())


class Half:
    """No subclass, and one hook alone."""

    def task_exited(self, task):
        tell("half: task_exited", bare(task))


async def child(seconds):
    await trio.sleep(seconds)
    tell("slept", seconds)


async def main():
    late = Teller("late")
    async with trio.open_nursery() as nursery:
        nursery.start_soon(child, 2)
        tell("one is started")
        nursery.start_soon(child, 1)
        await trio.lowlevel.checkpoint()
        trio.lowlevel.add_instrument(late)
        trio.lowlevel.add_instrument(late)
        tell("added")
        await trio.sleep(0.5)
        trio.lowlevel.remove_instrument(late)
        try:
            trio.lowlevel.remove_instrument(late)
        except KeyError as error:
            print("not there:", error.args[0] is late)
        event = trio.Event()
        nursery.start_soon(event.wait)
        await trio.testing.wait_all_tasks_blocked()
        event.set()
        tell("set")
        with trio.move_on_after(0.1):
            await trio.sleep_forever()
    return "result"


clock = trio.testing.MockClock(autojump_threshold=0)
print(trio.run(main, instruments=[Teller("first"), Half()], clock=clock))
for words in heard:
    print(*words)
try:
    trio.lowlevel.add_instrument(Half())
except RuntimeError as error:
    print(error)
