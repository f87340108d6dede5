# rules: F8
import trio


async def attempt(name, mode="r"):
    try:
        async with await trio.open_file(name, mode) as file:
            print(name, mode, repr(await file.read()))
    except (OSError, ValueError) as exc:
        print(name, mode, type(exc).__name__, exc)


async def main():
    await attempt("missing.txt")
    await attempt("folder")
    await attempt("there.txt/inside")
    await attempt("there.txt", "x")
    await attempt("there.txt", "rw")
    await attempt("there.txt")
    await attempt("bytes.bin")
    await attempt("bytes.bin", "rb")
    try:
        await trio.open_file("missing.txt")
    except FileNotFoundError as exc:
        print(exc.errno, exc.strerror, exc.filename)


trio.run(main)
