# rules: F1
import trio


async def inner():
    print("not reached")


async def main():
    try:
        trio.run(inner)
    except RuntimeError as error:
        print(error)


trio.run(main)
