# rules: F8
import io

import trio


async def main():
    file = trio.wrap_file(io.StringIO("first\nsecond\n"))
    print(await file.readline(), end="")
    print(await file.read())
    print(file.getvalue() == "first\nsecond\n", file.closed)
    await file.aclose()
    print(file.closed, file.wrapped.closed)
    try:
        trio.wrap_file(5)
    except TypeError as exc:
        print(exc)
    try:
        file.nothing
    except AttributeError as exc:
        print("AttributeError", exc)
    data = trio.wrap_file(io.BytesIO(b"abc"))
    async with data:
        print(await data.read(2), await data.tell(), await data.seek(0, 2))


trio.run(main)
