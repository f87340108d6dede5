# rules: C12 C13
import trio


async def slow_save():
    with trio.CancelScope(shield=True):
        await trio.sleep(2)
        print("saved", trio.current_time())


async def limited_save():
    with trio.CancelScope(shield=True, deadline=trio.current_time() + 0.5) as scope:
        await trio.sleep(2)
        print("not run")
    print("gave up", scope.cancelled_caught, trio.current_time())
    await trio.sleep(0.1)
    print("not run either")


async def main():
    for save in [slow_save, limited_save]:
        with trio.move_on_after(1) as scope:
            await save()
            await trio.sleep(0)
            print("beyond")
        print(scope.cancelled_caught, trio.current_time())


trio.run(main)
