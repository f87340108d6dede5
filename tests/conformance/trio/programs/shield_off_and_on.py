# rules: C2 C12 L17
import trio


async def child(shields):
    with trio.CancelScope(shield=True) as scope:
        shields.append(scope)
        try:
            await trio.sleep(5)
            print("not run")
        finally:
            print("child over at", trio.current_time())


async def main():
    shields = []
    with trio.move_on_after(1) as scope:
        async with trio.open_nursery() as nursery:
            nursery.start_soon(child, shields)
            with trio.CancelScope(shield=True):
                await trio.sleep(2)
                shields[0].shield = False
                shields[0].shield = True
                print("toggled")
    print(scope.cancelled_caught, shields[0].cancelled_caught)


trio.run(main)
