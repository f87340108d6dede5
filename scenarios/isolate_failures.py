import trio

WAY = "try round start_soon"


async def job(name, seconds):
    try:
        await trio.sleep(seconds)
    except trio.Cancelled:
        print(name, "cancelled")
        raise
    if name == "B":
        raise OSError("B failed")
    print(name, "ok")


async def guarded(name, seconds):
    try:
        await job(name, seconds)
    except OSError:
        print("B failed, logged")


async def plain():
    async with trio.open_nursery() as nursery:
        nursery.start_soon(job, "A", 0.3, name="A")
        nursery.start_soon(job, "B", 0.2, name="B")
        nursery.start_soon(job, "C", 0.4, name="C")
    print("block left")


async def try_inside_the_child():
    async with trio.open_nursery() as nursery:
        nursery.start_soon(guarded, "A", 0.3, name="A")
        nursery.start_soon(guarded, "B", 0.2, name="B")
        nursery.start_soon(guarded, "C", 0.4, name="C")
    print("block left")


async def try_round_start_soon():
    async with trio.open_nursery() as nursery:
        try:
            nursery.start_soon(job, "B", 0.2, name="B")
            print("try left")
        except OSError:
            print("handler runs")
        nursery.start_soon(job, "A", 0.3, name="A")
    print("block left")


async def main():
    if WAY == "plain":
        await plain()
    elif WAY == "try inside the child":
        await try_inside_the_child()
    else:
        await try_round_start_soon()


trio.run(main)
