# rules: F8
import trio


async def main():
    async with await trio.open_file("log.txt", "w") as file:
        print(await file.write("one\n"), await file.write("two\n"))
        await file.writelines(["three\n", "four\n"])
        print(await file.tell())
    async with await trio.open_file("log.txt", "a") as file:
        await file.write("five\n")
    async with await trio.open_file("log.txt", "r+") as file:
        print(await file.readline(), end="")
        print(await file.readlines())
        print(await file.seek(0), await file.read(3))
        await file.seek(4)
        await file.truncate()
    async with await trio.open_file("log.txt") as file:
        print(repr(await file.read()))


trio.run(main)
