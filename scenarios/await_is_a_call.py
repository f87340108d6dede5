import trio


async def fetch(name, seconds):
    print(name, "starts")
    await trio.sleep(seconds)
    print(name, "ends")


async def main():
    await fetch("A", 0.3)
    await fetch("B", 0.4)
    print("done")


trio.run(main)
