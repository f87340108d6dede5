# rules: C15
import trio


def first_line(error):
    return str(error).split("\n")[0].split(" at 0x")[0]


async def main():
    outer, inner = trio.CancelScope(), trio.CancelScope()
    outer.__enter__()
    inner.__enter__()
    try:
        outer.__exit__(None, None, None)
    except RuntimeError as error:
        print(first_line(error))
    print(inner.cancel_called)
    try:
        await trio.sleep(1)
    except trio.Cancelled as cancelled:
        print(cancelled.source, cancelled.reason)
    print(inner.__exit__(None, None, None))
    await trio.sleep(1)
    print("fine again", trio.current_time())
    try:
        inner.__exit__(None, None, None)
    except RuntimeError as error:
        print(first_line(error))


trio.run(main)
