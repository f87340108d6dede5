# rules: C12
import trio


async def main():
    with trio.CancelScope() as scope:
        try:
            scope.shield = 1
        except TypeError as error:
            print(error)
        scope.shield = True
        print(scope.shield)


trio.run(main)
