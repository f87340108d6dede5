# rules: C10 A3
import trio


async def waits(scopes, name, seconds):
    with trio.move_on_after(seconds) as scope:
        scopes[name] = scope
        await trio.sleep(10)
        print(name, "slept")
    print(name, scope.cancelled_caught, trio.current_time())


async def main():
    scopes = {}
    async with trio.open_nursery() as nursery:
        for name in ["past", "later", "sooner", "never", "now"]:
            nursery.start_soon(waits, scopes, name, 1, name=name)
        await trio.sleep(0.5)
        scopes["past"].deadline = 0.25
        scopes["later"].deadline += 1
        scopes["sooner"].deadline -= 0.25
        scopes["never"].deadline = 100
        scopes["now"].deadline = trio.current_time()
        print("moved")
        await trio.sleep(0)
        print("next pass")


trio.run(main)
