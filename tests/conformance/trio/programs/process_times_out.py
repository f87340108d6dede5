# rules: F8
import trio


async def main():
    with trio.move_on_after(1) as scope:
        await trio.run_process(["server"])
    print(scope.cancelled_caught, trio.current_time())
    with trio.move_on_after(1):
        await trio.run_process(["sleep", "3"])
    print(trio.current_time())


trio.run(main)
