import trio


async def slow():
    try:
        await trio.sleep(0.9)
        return "an answer"
    except trio.Cancelled:
        print("slow sees Cancelled")
        raise


async def main():
    try:
        with trio.fail_after(0.3):
            await slow()
    except trio.TooSlowError:
        print("TooSlowError")

    value = None
    with trio.move_on_after(0.3):
        value = await slow()
    print("value is", value)


trio.run(main)
