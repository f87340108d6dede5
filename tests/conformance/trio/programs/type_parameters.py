# rules: E6
"""Subscripts that only type checkers read."""
import trio


class Upper(trio.abc.SendChannel[str]):
    def __init__(self, inner: trio.MemorySendChannel[str]) -> None:
        self.inner = inner

    async def send(self, value: str) -> None:
        await self.inner.send(value.upper())

    async def aclose(self) -> None:
        await self.inner.aclose()


async def worker(*, task_status: trio.TaskStatus[int] = trio.TASK_STATUS_IGNORED) -> None:
    task_status.started(5)
    await trio.sleep(1)


async def main():
    send, receive = trio.open_memory_channel[str](1)
    async with Upper(send) as upper:
        await upper.send("typed")
    print([value async for value in receive])
    async with trio.open_nursery() as nursery:
        print(await nursery.start(worker))
    print(trio.MemorySendChannel[int], trio.MemoryReceiveChannel[str], trio.TaskStatus[None])
    print(isinstance(send, trio.abc.SendChannel), isinstance(send, trio.abc.ReceiveChannel),
          isinstance(receive, trio.abc.ReceiveChannel), isinstance(send, trio.abc.AsyncResource),
          isinstance(upper, trio.abc.AsyncResource))
    for wrong in (lambda: trio.abc.SendChannel(), lambda: trio.TaskStatus(),
                  lambda: isinstance(5, trio.TaskStatus), lambda: trio.Event[int],
                  lambda: trio.MemorySendChannel[int, str]):
        try:
            wrong()
        except TypeError as error:
            print(error)
    with trio.CancelScope() as scope:
        scope.cancel()
        await trio.aclose_forcefully(send)
    print(scope.cancelled_caught)


trio.run(main)
