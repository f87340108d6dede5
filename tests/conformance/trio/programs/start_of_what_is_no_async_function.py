# rules: D10 D2
import trio


def plain(task_status):
    return 5


async def without():
    print("not reached")


async def main():
    async with trio.open_nursery() as nursery:
        for wrong in [plain, without]:
            try:
                await nursery.start(wrong)
            except TypeError as error:
                print(str(error).split("<function")[0])
        print(len(nursery.child_tasks))


trio.run(main)
