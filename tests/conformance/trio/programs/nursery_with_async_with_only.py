# rules: D1
import trio


async def main():
    try:
        with trio.open_nursery():
            print("not reached")
    except RuntimeError as error:
        print(error)


trio.run(main)
