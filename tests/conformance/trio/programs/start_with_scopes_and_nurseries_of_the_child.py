# rules: D10 C2
import trio


async def service(task_status):
    with trio.CancelScope() as mine:
        async with trio.open_nursery() as inner:
            inner.start_soon(trio.sleep, 5)
            await trio.sleep(1)
            task_status.started(mine)
            try:
                await trio.sleep(5)
            finally:
                print("service told", trio.current_time())
    print("mine", mine.cancelled_caught)


async def main():
    with trio.move_on_after(3) as scope:
        async with trio.open_nursery() as nursery:
            with trio.move_on_after(2):
                mine = await nursery.start(service)
                print(mine.cancel_called)
            await trio.sleep(0.5)
            print("the scope round start() is over", trio.current_time())
    print(scope.cancelled_caught, trio.current_time())


trio.run(main)
