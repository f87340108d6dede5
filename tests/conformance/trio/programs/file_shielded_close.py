# rules: F8
import trio


async def main():
    with trio.CancelScope() as scope:
        file = await trio.open_file("x.txt", "w")
        await file.write("kept")
        scope.cancel()
        try:
            await file.aclose()
        finally:
            print("closed", file.closed)
    print(scope.cancelled_caught, open("x.txt").read())


trio.run(main)
