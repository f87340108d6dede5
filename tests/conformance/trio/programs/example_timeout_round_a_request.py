# rules: C7 C14
# The same request under a patient and an impatient timeout, and as an error.
import trio


async def request(seconds):
    await trio.sleep(seconds)
    return f"answer after {seconds}"


async def main():
    for patience in [5, 1]:
        answer = None
        with trio.move_on_after(patience) as scope:
            answer = await request(2)
        print(patience, answer, "gave up" if scope.cancelled_caught else "in time")
    try:
        with trio.fail_after(1):
            await request(2)
    except trio.TooSlowError:
        print("too slow")


trio.run(main)
