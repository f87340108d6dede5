# rules: C16
import trio

async def main():
    with trio.CancelScope() as scope:
        scope.cancel("enough")
        try:
            await trio.sleep(1)
        except trio.Cancelled as error:
            for args in ((), (1,), ("a", None, "b"), (1, 2, 3, 4)):
                error.args = args
                print(error.args, error.source, error.reason, str(error).split(" at ")[0])
                print(repr(error).split(" at ")[0])
            raise
    print(scope.cancelled_caught)
    with trio.CancelScope() as scope:
        try:
            async with trio.open_nursery() as nursery:
                nursery.start_soon(trio.sleep, 1)
                scope.cancel()
                await trio.sleep(1)
        except trio.Cancelled as error:
            error.args = ()
            raise
    print(scope.cancelled_caught)
    with trio.CancelScope() as scope:
        try:
            async with trio.open_nursery() as nursery:
                nursery.start_soon(fails)
                await trio.sleep(1)
        except BaseExceptionGroup as group:
            group.args = ()
            print(group.message, group)
            matched, rest = group.split(ValueError)
            print(repr(matched), rest)
            scope.cancel()
            try:
                await trio.sleep(1)
            except trio.Cancelled as error:
                mixed = BaseExceptionGroup("mixed", [error, group])
                mixed.args = (1, 2, 3)
                try:
                    raise mixed
                finally:
                    print("leaves")

async def fails():
    raise ValueError("a")

try:
    trio.run(main)
except BaseExceptionGroup as group:
    print(group.message, group.exceptions)
