# rules: D2
import trio


def plain():
    return 5


async def fine():
    print("not reached")


async def main():
    async with trio.open_nursery() as nursery:
        for wrong in [plain, lambda: None, fine()]:
            try:
                nursery.start_soon(wrong)
            except TypeError as error:
                print(str(error).split("\n")[0].split(" at 0x")[0].split("<function")[0])
        try:
            nursery.start_soon(fine, 1, 2)
        except TypeError as error:
            print(error)
        print(len(nursery.child_tasks))


trio.run(main)
