# rules: C3 C12
import trio


async def goodbye(name, shield):
    with trio.move_on_after(0.5, shield=shield) as scope:
        await trio.sleep(0.2)
        print(name, "said goodbye")
    return scope.cancelled_caught


async def peer(name, shield):
    try:
        await trio.sleep(5)
    finally:
        print(name, "cut short", await goodbye(name, shield))
        print(name, "after", trio.current_time())


async def main():
    with trio.move_on_after(1) as scope:
        async with trio.open_nursery() as nursery:
            nursery.start_soon(peer, "plain", False)
            nursery.start_soon(peer, "shielded", True)
    print(scope.cancelled_caught, trio.current_time())


trio.run(main)
