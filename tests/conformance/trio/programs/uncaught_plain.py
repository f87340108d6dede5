# rules: F1
import trio


async def helper():
    await trio.sleep(0.5)
    return 10 / 0


async def main():
    print("before")
    try:
        await helper()
    except ZeroDivisionError as error:
        print("seen:", error)
        raise LookupError("gave up") from error


trio.run(main)
