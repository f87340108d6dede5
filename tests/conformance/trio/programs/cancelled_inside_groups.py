# rules: C5 D5
import trio


async def main():
    with trio.CancelScope() as scope:
        scope.cancel()
        try:
            await trio.sleep(1)
        except trio.Cancelled as cancelled:
            kept = cancelled
        try:
            raise BaseExceptionGroup("outer", [
                BaseExceptionGroup("inner", [kept, kept]), kept])
        finally:
            print("all of it goes")
    print(scope.cancelled_caught)
    try:
        with trio.CancelScope() as scope:
            scope.cancel()
            raise BaseExceptionGroup("outer", [
                BaseExceptionGroup("inner", [kept, ValueError("v")]), kept])
    except ExceptionGroup as group:
        print(repr(group), scope.cancelled_caught)


trio.run(main)
