# rules: C5 C13
import trio


async def block(outer_seconds, inner_seconds):
    with trio.move_on_after(outer_seconds) as outer:
        with trio.move_on_after(inner_seconds) as inner:
            print("effective", trio.current_effective_deadline())
            await trio.sleep(2)
            print("slept")
        print("inner done", trio.current_time())
        await trio.sleep(0.2)
        print("outer block done")
    print("outer done", trio.current_time(), inner.cancelled_caught, outer.cancelled_caught)


async def main():
    await block(0.5, 1.0)
    await block(1.0, 0.2)
    await block(0.3, 0.2)


trio.run(main)
