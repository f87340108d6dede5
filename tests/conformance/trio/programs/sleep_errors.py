# rules: B3
import trio


async def main():
    try:
        await trio.sleep(-1)
    except ValueError as error:
        print("sleep:", error)
    try:
        with trio.move_on_after(-0.5):
            print("never")
    except ValueError as error:
        print("move_on_after:", error)
    try:
        with trio.fail_after(-2):
            print("never")
    except ValueError as error:
        print("fail_after:", error)
    await trio.sleep(0.25)
    print("end", trio.current_time())


trio.run(main)
