import trio

latest = -1


async def job(number):
    print("job", number)
    await trio.sleep(0.1)


async def link(number):
    global latest
    if latest != number - 1:
        raise RuntimeError(f"link {number} came before link {number - 1}")
    latest = number
    print("link", number)
    await trio.sleep(0.1)


async def main():
    async with trio.open_nursery() as nursery:
        for number in range(4):
            nursery.start_soon(job, number, name=f"job{number}")
    async with trio.open_nursery() as nursery:
        for number in range(4):
            nursery.start_soon(link, number, name=f"link{number}")
    print("nobody came too early")


trio.run(main)
