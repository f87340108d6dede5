# rules: C5
import trio


async def main():
    kept = None
    with trio.move_on_after(1):
        try:
            await trio.sleep(2)
        except trio.Cancelled as cancelled:
            kept = cancelled
            raise
    try:
        with trio.CancelScope() as scope:
            raise kept
    except trio.Cancelled:
        print("no scope took it", scope.cancelled_caught)
    with trio.CancelScope() as scope:
        scope.cancel()
        raise kept
    print("a cancelled scope takes any", scope.cancelled_caught)
    raise kept


try:
    trio.run(main)
except trio.Cancelled:
    print("out of run")
