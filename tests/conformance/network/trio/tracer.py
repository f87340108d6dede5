# Trio's tutorial, told anew: an echo client and server, watched by an instrument.
import itertools

import trio
import trio.testing


TOLD = []


class Watcher(trio.abc.Instrument):
    def before_run(self):
        TOLD.append("run begins")

    def _say(self, words, task):
        TOLD.append(f"{words}: {task.name}")

    def task_spawned(self, task):
        self._say("new", task)

    def task_scheduled(self, task):
        self._say("can run", task)

    def before_task_step(self, task):
        self._say("runs", task)

    def after_task_step(self, task):
        self._say("pauses", task)

    def task_exited(self, task):
        self._say("over", task)

    def after_run(self):
        TOLD.append("run is over")


COUNTER = itertools.count()


async def serve(stream):
    number = next(COUNTER)
    print(f"server {number}: begins")
    try:
        async for data in stream:
            print(f"server {number}: got {data!r}")
            await stream.send_all(data)
        print(f"server {number}: the other end closed")
    except Exception as exc:
        print(f"server {number}: crashed: {exc!r}")


async def talk(stream):
    for line in (b"one", b"two"):
        print("client: sends", line)
        await stream.send_all(line)
        print("client: got", await stream.receive_some())
        await trio.sleep(0.5)


async def main():
    async with trio.open_nursery() as nursery:
        listeners = await nursery.start(trio.serve_tcp, serve, 12_345)
        print(len(listeners), "listeners")
        async with await trio.open_tcp_stream("127.0.0.1", 12_345) as stream:
            await talk(stream)
        await trio.testing.wait_all_tasks_blocked()
        nursery.cancel_scope.cancel()


trio.run(main, instruments=[Watcher()])
print(*TOLD, sep="\n")
